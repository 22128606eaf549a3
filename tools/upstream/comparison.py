"""The comparison of openapi.yaml with what Cloudflare publishes about the same operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cloudflare_api_contract import Document, Json, is_array, style_of
from tools.family.cut import camel, with_account

from .difference import Difference, Differences
from .families import families, missing
from .node import Node, components
from .operations import Operation, is_in, operations
from .schema_comparison import Compared, SchemaComparison
from .shape import shape_of

__all__ = ["FACTS", "compare"]

# The facts of an operation besides its path, parameters, body and answers.
FACTS: Final = (
    *("operationId", "deprecated", "x-api-token-group"),
    *("x-fern-sdk-group-name", "x-fern-sdk-method-name", "x-fern-pagination"),
)


def compare(ours: Document, theirs: Document, *, once: bool = False) -> list[Difference]:
    """Compare our operations, and those of their families that only the other document has.

    With `once`, a schema that several operations use is compared for the first of them only.

    `components.responses` of the other document holds the envelope of all of Cloudflare's APIs, as
    `Success` and `Failure`. It is compared with the members of an answer besides its result, which
    an operation may declare more narrowly, and with the bodies of errors.

    Raises ContractError if a document has no paths or a broken reference.
    """
    known = families(ours)
    here, there = operations(ours), operations(theirs, known)
    root, other = Node(ours, ours.data), Node(theirs, theirs.data)
    general = components(theirs, "responses")
    done: Compared | None = set() if once else None
    document = Differences("document")
    document.check("servers", _servers(root), _servers(other), root, root.lines_of("servers"))
    document.check("security", _security(root), _security(other), root, root.lines_of("security"))
    for family in missing(theirs, known):
        [*own] = [key for key in here if is_in(key[0], family)]
        document.check("family", family, None, here[own[0]].item)
        here = {key: here[key] for key in here if key not in own}
    found = document.found
    for key in {**here, **there}:
        name = f"{key[1].upper()} {(here.get(key) or there[key]).path}"
        comparison = _Comparison(name, general, done)
        comparison.operations(here.get(key), there.get(key), root.child("paths"))
        found += comparison.differences.found
    return found


class _Comparison:
    """Compares one operation and records the differences."""

    def __init__(self, operation: str, general: Mapping[str, Node], done: Compared | None) -> None:
        self.differences = Differences(operation)
        self._schemas = SchemaComparison(self.differences, done)
        self._general = general

    def operations(self, ours: Operation | None, theirs: Operation | None, paths: Node) -> None:
        nodes = ours and ours.node, theirs and theirs.node
        self.differences.pair("", "operation", *nodes, paths)
        if not (ours and theirs):
            return
        check = self.differences.check
        mine, other = ours.node, theirs.node
        check("path", with_account(ours.path), with_account(theirs.path), mine)
        for fact in FACTS:
            here, there = _fact(mine, fact), _fact(other, fact)
            if fact == "operationId" and there and camel(there) == here:
                continue  # Ours is the same in camel case.
            check(fact, here, there, mine, mine.lines_of(fact))
        root = Node(mine.document, mine.document.data)
        lines = mine.lines_of("security") or root.lines_of("security")
        check("security", _security(mine), _security(other), mine, lines)
        self._parameters(ours, theirs)
        self._bodies(ours, theirs)
        self._answers(mine, other)

    def _parameters(self, ours: Operation, theirs: Operation) -> None:
        here_all, there_all = ours.parameters(), theirs.parameters(ours.variables())
        for name in {**here_all, **there_all}:
            nodes = here_all.get(name), there_all.get(name)
            if pair := self.differences.pair(name, "parameter", *nodes, ours.node):
                here, there = pair
                self.differences.check_required(
                    name, here, *(each.get("required") for each in pair)
                )
                for fact, value in _form(here).items():
                    self.differences.check(fact, value, _form(there)[fact], here, place=name)
                self._schemas.compare(name, _schema(here), _schema(there), here, kind="string")

    def _bodies(self, ours: Operation, theirs: Operation) -> None:
        if pair := self.differences.pair(
            "body", "request body", ours.body(), theirs.body(), ours.node
        ):
            here, there = pair
            self.differences.check_required("body", here, *(each.get("required") for each in pair))
            self._schemas.compare("body", _json_schema(here), _json_schema(there), here, "readOnly")

    def _answers(self, mine: Node, other: Node) -> None:
        here, there = mine.children("responses"), other.children("responses")
        good = [status for status in here if status[0] == "2"]
        answer = here[good[0]] if good else mine
        check = self.differences.check
        check("success status", _statuses(here, "2"), _statuses(there, "2"), answer)
        bad = {status: each for status, each in here.items() if status[0] in "345"}
        lines = frozenset[int]().union(*(each.lines for each in bad.values()))
        check("error status", _statuses(here, "345"), _statuses(there, "345"), mine, lines)
        if good and (theirs := [status for status in there if status[0] == "2"]):
            schemas = _json_schema(answer), _json_schema(there[theirs[0]])
            general = _json_schema(self._general.get("Success"))
            fields = shape_of(general).fields if general else None
            self._schemas.compare("", *schemas, answer, "writeOnly", fields)
        if success := self._general.get("Success"):
            self._headers("success", [answer], success)
        if failure := self._general.get("Failure"):
            for each in bad.values():
                schemas = _json_schema(each), _json_schema(failure)
                self._schemas.compare("error", *schemas, each, "writeOnly")
            self._headers("error", [*bad.values()] or [mine], failure)

    def _headers(self, place: str, mine: Sequence[Node], other: Node) -> None:
        """Compare the headers that any of our answers has."""
        ours = {name: each for node in mine for name, each in node.children("headers").items()}
        theirs = other.children("headers")
        for name in {**ours, **theirs}:
            where, nodes = f"{place} {name}", (ours.get(name), theirs.get(name))
            if pair := self.differences.pair(where, "header", *nodes, mine[0]):
                here, there = pair
                self._schemas.compare(where, _schema(here), _schema(there), here)


def _fact(node: Node, name: str) -> Any:
    value = node.get(name)
    if name == "x-api-token-group" and is_array(value):
        return ", ".join(sorted(map(str, value)))
    return ".".join(map(str, value)) if is_array(value) else value or None


def _statuses(answers: Mapping[str, Node], kinds: str) -> str:
    return ", ".join(sorted(status for status in answers if status[0] in kinds))


def _servers(root: Node) -> str:
    return ", ".join(str(server.get("url")) for server in root.children("servers").values())


def _security(node: Node) -> str:
    """Return the headers that carry the credentials of an operation, or of a document."""
    ways = node.get("security")
    if ways is None:
        ways = node.document.data.get("security") or ()
    schemes = components(node.document, "securitySchemes")
    return " or ".join(
        sorted(" and ".join(sorted(_header(schemes.get(name)) for name in way)) for way in ways)
    )


def _header(scheme: Node | None) -> str:
    keys = ("type", "scheme", "in", "name")
    return " ".join(str(scheme.get(key)) for key in keys if key in scheme) if scheme else "nothing"


def _form(parameter: Node) -> Json:
    """Return whether a parameter is deprecated, and its style, with OpenAPI's defaults."""
    style, explode = style_of(parameter.value)
    return {"deprecated": parameter.get("deprecated"), "style": style, "explode": explode}


def _schema(parameter: Node) -> Node | None:
    return parameter.child("schema").also(parameter.lines) if "schema" in parameter else None


def _json_schema(message: Node | None) -> Node | None:
    """Return the schema of a request body or an answer."""
    for name, media in message.children("content").items() if message else ():
        if name.startswith("application/json") and "schema" in media:
            return media.child("schema")
    return None
