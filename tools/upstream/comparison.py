"""The differences between openapi.yaml and what Cloudflare publishes about the same operations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from cloudflare_api_contract import Document, Json, is_array
from tools.family.cut import camel, with_account

from .families import families, missing
from .node import Node, components
from .operations import Operation, is_in, operations
from .shape import Rule, Shape, has_flag, shape_of

__all__ = ["FACTS", "Difference", "compare"]

# The facts of an operation besides its path, parameters, body and answers.
FACTS: Final = (
    *("operationId", "deprecated", "x-api-token-group"),
    *("x-fern-sdk-group-name", "x-fern-sdk-method-name", "x-fern-pagination"),
)
_NODES: Final = {"operation", "parameter", "request body", "header", "schema", "field"}
_NOTHING: Final = Rule(None, frozenset())


class Difference(NamedTuple):
    """One difference.

    place: as in `result[].tools`. rule: the keyword, or the kind of node that one document lacks.
    ours, theirs: the values, None if there is none. lines: the lines of openapi.yaml that a comment
    can stand at. line: the line to look at.
    """

    operation: str
    place: str
    rule: str
    ours: Any
    theirs: Any
    lines: frozenset[int]
    line: int

    @property
    def fact(self) -> str:
        """The fact in openapi.yaml, in the words of a `Deviation:` comment."""
        name = self.place.rpartition(".")[2] or self.operation
        if self.rule in _NODES:
            return "added" if self.ours else f"lacks {name}"
        if self.rule == "required":
            return f"{name} {'required' if self.ours else 'optional'}"
        if self.ours is None:
            return f"no {self.rule}"
        value = self.ours if isinstance(self.ours, str) else json.dumps(self.ours)
        return " ".join(f"{self.rule} {value}".split())


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
    found: list[Difference] = []
    done = set[tuple[int, int, str]]() if once else None
    document = _Comparer(found, "document", general, done)
    document.check("servers", _servers(root), _servers(other), root, root.lines_of("servers"))
    document.check("security", _security(root), _security(other), root, root.lines_of("security"))
    for family in missing(theirs, known):
        [*own] = [key for key in here if is_in(key[0], family)]
        document.check("family", family, None, here[own[0]].item)
        here = {key: here[key] for key in here if key not in own}
    for key in {**here, **there}:
        name = f"{key[1].upper()} {(here.get(key) or there[key]).path}"
        comparer = _Comparer(found, name, general, done)
        comparer.operations(here.get(key), there.get(key), root.child("paths"))
    return found


class _Comparer:
    """Compares one operation and records the differences."""

    def __init__(
        self,
        found: list[Difference],
        operation: str,
        general: Mapping[str, Node],
        done: set[tuple[int, int, str]] | None,
    ) -> None:
        self._done = done
        self._found = found
        self._operation = operation
        self._general = general
        self._within: list[tuple[int, int]] = []

    def operations(self, ours: Operation | None, theirs: Operation | None, paths: Node) -> None:
        nodes = ours and ours.node, theirs and theirs.node
        if not self._exists("", "operation", *nodes, paths) or not (ours and theirs):
            return
        mine, other = ours.node, theirs.node
        self.check("path", with_account(ours.path), with_account(theirs.path), mine)
        for fact in FACTS:
            here, there = _fact(mine, fact), _fact(other, fact)
            if fact == "operationId" and there and camel(there) == here:
                continue  # It has the form of our other fields.
            self.check(fact, here, there, mine, mine.lines_of(fact))
        root = Node(mine.document, mine.document.data)
        lines = mine.lines_of("security") or root.lines_of("security")
        self.check("security", _security(mine), _security(other), mine, lines)
        here_all, there_all = ours.parameters(), theirs.parameters(ours.variables())
        for name in dict.fromkeys([*here_all, *there_all]):
            here, there = here_all.get(name), there_all.get(name)
            if self._exists(name, "parameter", here, there, mine) and here and there:
                self._required(name, here, here.get("required"), there.get("required"))
                self.check(
                    "deprecated", here.get("deprecated"), there.get("deprecated"), here, place=name
                )
                for fact in ("style", "explode"):
                    self.check(fact, _form(here)[fact], _form(there)[fact], here, place=name)
                self._schemas(name, _schema(here), _schema(there), here, hidden="", kind="string")
        self._bodies(ours, theirs)
        self._answers(mine, other)

    def _bodies(self, ours: Operation, theirs: Operation) -> None:
        here, there = ours.body(), theirs.body()
        if self._exists("body", "request body", here, there, ours.node) and here and there:
            self._required("body", here, here.get("required"), there.get("required"))
            self._schemas("body", _json_schema(here), _json_schema(there), here, hidden="readOnly")

    def _answers(self, mine: Node, other: Node) -> None:
        here, there = mine.children("responses"), other.children("responses")
        good = [status for status in here if status[0] == "2"]
        answer = here[good[0]] if good else mine
        self.check("success status", _statuses(here, "2"), _statuses(there, "2"), answer)
        bad = {status: each for status, each in here.items() if status[0] in "345"}
        lines = frozenset[int]().union(*(each.lines for each in bad.values()))
        self.check("error status", _statuses(here, "345"), _statuses(there, "345"), mine, lines)
        if good and (theirs := [status for status in there if status[0] == "2"]):
            schemas = _json_schema(answer), _json_schema(there[theirs[0]])
            general = _json_schema(self._general.get("Success"))
            fields = shape_of(general).fields if general else None
            self._schemas("", *schemas, answer, "writeOnly", fields)
        if success := self._general.get("Success"):
            self._headers("success", [answer], success)
        if failure := self._general.get("Failure"):
            for each in bad.values():
                self._schemas("error", _json_schema(each), _json_schema(failure), each, "writeOnly")
            self._headers("error", [*bad.values()] or [mine], failure)

    def _headers(self, place: str, mine: Sequence[Node], other: Node) -> None:
        """Compare the headers that any of our answers has."""
        ours = {name: each for node in mine for name, each in node.children("headers").items()}
        theirs = other.children("headers")
        for name in {**ours, **theirs}:
            where, here, there = f"{place} {name}", ours.get(name), theirs.get(name)
            if self._exists(where, "header", here, there, mine[0]) and here and there:
                self._schemas(where, _schema(here), _schema(there), here, "")

    def _schemas(
        self,
        place: str,
        mine: Node | None,
        other: Node | None,
        holder: Node,
        hidden: str,
        general: Mapping[str, Node] | None = None,
        kind: str | None = None,
    ) -> None:
        """Compare two schemas and their parts, except fields with the hidden flag.

        `general` are the fields that any answer may have; `kind` is the type of a parameter
        that has none.
        """
        if not self._exists(place, "schema", mine, other, holder) or not (mine and other):
            return
        pair = (id(mine.value), id(other.value))
        if pair in self._within or (self._done is not None and (*pair, hidden) in self._done):
            return
        self._within.append(pair)
        if self._done is not None:
            self._done.add((*pair, hidden))
        here, there = shape_of(mine), shape_of(other)
        for shape in (here, there):
            shape.rules.setdefault("type", Rule(kind, frozenset()))
            if kind:
                shape.rules.pop("readOnly", None)  # A parameter is sent.
        for rule in {**here.rules, **there.rules}:
            ours, theirs = (shape.rules.get(rule, _NOTHING) for shape in (here, there))
            self.check(rule, ours.value, theirs.value, mine, ours.lines, place)
        if here.items or there.items:
            items = here.items.also(mine.lines) if here.items else None
            self._schemas(f"{place}[]", items, there.items, mine, hidden)
        if here.values or there.values:
            self._schemas(f"{place}{{}}", here.values, there.values, mine, hidden)
        self._fields(place, here, there, hidden, general or {})
        self._within.pop()

    def _fields(
        self, place: str, here: Shape, there: Shape, hidden: str, general: Mapping[str, Node]
    ) -> None:
        ours, theirs = (
            {name: node for name, node in shape.fields.items() if not has_flag(node, hidden)}
            for shape in (here, there)
        )
        for name in dict.fromkeys([*ours, *theirs]):
            where = f"{place}.{name}" if place else name
            mine = ours.get(name)
            self._exists(where, "field", mine, theirs.get(name), here.node)
            if mine and (other := general.get(name) or theirs.get(name)):
                needed = name in here.required, name in there.required
                self._required(where, mine, *needed, here.required_lines)
                self._schemas(where, mine, other, mine, hidden)

    def _exists(
        self, place: str, kind: str, mine: Node | None, other: Node | None, holder: Node
    ) -> bool:
        """Return whether both documents have a node, and record a difference if not.

        The lines of a node that ours lacks are those of the object that would hold it.
        """
        if mine and not other:
            self.check(kind, "there", None, replace(mine, home=mine.entry), place=place)
        if other and not mine:
            lacking = replace(holder, lines=frozenset({holder.home}))
            self.check(kind, None, "there", lacking, place=place)
        return bool(mine and other)

    def _required(
        self, place: str, node: Node, ours: Any, theirs: Any, lines: frozenset[int] = frozenset()
    ) -> None:
        where = replace(node, home=node.entry)
        self.check("required", bool(ours) or None, bool(theirs) or None, where, lines, place)

    def check(
        self,
        rule: str,
        ours: Any,
        theirs: Any,
        node: Node,
        lines: frozenset[int] = frozenset(),
        place: str = "",
    ) -> None:
        """Compare two values; `lines` are those of the rule, in addition to those of the node."""
        # In Python, 1 equals True, but not in JSON.
        if ours != theirs or isinstance(ours, bool) != isinstance(theirs, bool):
            line, covered = min(lines, default=node.home), node.lines | lines
            difference = Difference(self._operation, place, rule, ours, theirs, covered, line)
            self._found.append(difference)


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
    """Return the style of a list or an object, with OpenAPI's default."""
    style = parameter.get("style") or ("form" if parameter.get("in") == "query" else "simple")
    explode = parameter.get("explode")
    return {"style": style, "explode": style == "form" if explode is None else explode}


def _schema(parameter: Node) -> Node | None:
    return parameter.child("schema").also(parameter.lines) if "schema" in parameter else None


def _json_schema(message: Node | None) -> Node | None:
    """Return the schema of a request body or an answer."""
    for name, media in message.children("content").items() if message else ():
        if name.startswith("application/json") and "schema" in media:
            return media.child("schema")
    return None
