"""The facts of a contract about its operations and schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from cloudflare_api_contract import (
    Document,
    Json,
    Operation,
    is_json,
    is_object,
    is_secret,
    parts,
    schemas,
)

__all__ = ["Facts", "shape"]


def shape(path: str) -> str:
    """A path without the names of its variables, such as `/lists/{}`."""
    return re.sub(r"{[^{}]*}", "{}", path)


class Facts:
    """The facts of a contract about its operations and schemas.

    operations: in the order of the document. resolve: follows a reference.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.operations = list(document.operations())
        self.resolve = document.resolve

    @property
    def credential_headers(self) -> dict[str, str]:
        """The header of each security scheme, by the name of the scheme."""
        schemes = self._document.data.get("components", {}).get("securitySchemes", {})
        return {
            name: "Authorization" if scheme["type"] == "http" else scheme["name"]
            for name, scheme in ((n, self.resolve(s)) for n, s in schemes.items())
            if scheme["type"] == "http" or scheme.get("in") == "header"
        }

    def parameters(self, operation: Operation, location: str) -> dict[str, Json]:
        """The parameters of an operation in `"path"` or `"query"`, by name."""
        parameters = (parameter for parameter, _ in self._document.parameters(operation))
        return {each["name"]: each for each in parameters if each["in"] == location}

    def example(self, operation: Operation, name: str) -> str:
        """The example of a path parameter of an operation, "" if there is none."""
        parameter = self.parameters(operation, "path").get(name, {})
        schema = self.resolve(parameter.get("schema", {}))
        return str(parameter.get("example", schema.get("example", "")))

    def argument(self, name: str) -> str:
        """The first example of a path parameter in the document, "" if there is none."""
        examples = (self.example(operation, name) for operation in self.operations)
        return next(filter(None, examples), "")

    def row_variables(self, path: str) -> dict[str, Json]:
        """The variables that stand for a row of the list with this path, with their schemas."""
        start, depth = f"{shape(path)}/{{}}/", path.count("/") + 1
        found: dict[str, Json] = {}
        for operation in self.operations:
            if f"{shape(operation.path)}/".startswith(start):
                name = operation.path.split("/")[depth][1:-1]
                parameter = self.parameters(operation, "path").get(name, {})
                found.setdefault(name, parameter.get("schema", {}))
        return found

    def named_rows(self, path: str) -> list[str]:
        """The identifiers of rows of a list in the examples of parameters, also of other paths."""
        name = re.escape(path.rpartition("/")[2])
        found = [
            self.example(operation, match[1])
            for operation in self.operations
            if (match := re.search(rf"/{name}/{{([^{{}}]+)}}", operation.path))
        ]
        return [each for each in dict.fromkeys(found) if each]

    def body(self, operation: Operation) -> Json:
        """The schema of an operation's JSON body, {} if it takes none."""
        body = self._document.body(operation)
        return self.resolve(body[0].get("schema", {})) if body else {}

    def body_members(self, operation: Operation) -> dict[str, Json]:
        """The members of an operation's JSON body, or of each item if it is an array."""
        body = self.body(operation)
        return self.properties(body.get("items", body))

    def pagination(self, operation: Operation) -> tuple[str, str]:
        """The parameter with the number of a page, and the member of the answer with its rows."""
        said = operation.node.get("x-fern-pagination")
        members = said if is_object(said) else {}
        offset, results = members.get("offset", "page"), members.get("results", "result")
        return str(offset).removeprefix("$request."), str(results).removeprefix("$response.")

    def success(self, operation: Operation) -> tuple[int, str | None, Json]:
        """The first 2xx of an operation, its media type if it has one, and that node of it.

        JSON comes before others. Raises `LookupError`.
        """
        for status, (response, _) in self._document.successes(operation).items():
            content: dict[str, Json] = response.get("content", {})
            kind = next(filter(is_json, content), next(iter(content), None))
            # A range, 2XX, stands for any of them.
            return int(status.upper().replace("X", "0")), kind, content[kind] if kind else {}
        raise LookupError("the contract has no 2xx for it")

    def media_example(self, media: Json) -> Any:
        """The example of a media type, or the first of its examples, None if it has none."""
        named = (self.resolve(each).get("value") for each in media.get("examples", {}).values())
        return media.get("example", next(named, None))

    def properties(self, schema: Json) -> dict[str, Json]:
        """The members of an object's schema, or of its alternatives, with references resolved."""
        node = self.resolve(schema)
        found: dict[str, Json] = {}
        for each in self.alternatives(node):
            found = self.properties(each) | found
        members = node.get("properties", {})
        return {name: self.resolve(member) for name, member in members.items()} | found

    def alternatives(self, schema: Json) -> list[Json]:
        """The alternatives of a schema, with their references; none if it is not a union."""
        node = self.resolve(schema)
        return [*node.get("anyOf", ()), *node.get("oneOf", ())]

    def component(self, name: str) -> dict[str, Json]:
        """The members of a schema of the document's components, {} if the document lacks it."""
        components = self._document.data.get("components", {})
        return self.properties(components.get("schemas", {}).get(name, {}))

    @cached_property
    def secrets(self) -> set[str]:
        """The names of members and parameters that hold secrets."""
        named = [(each["name"], each["schema"]) for each in self._all_parameters()]
        for _, schema in schemas(self._document.data):
            named += schema.get("properties", {}).items()
        resolved = ((name, self.resolve(schema)) for name, schema in named)
        return {name for name, schema in resolved if is_secret(schema)}

    @cached_property
    def parameter_names(self) -> set[str]:
        """The names of all parameters."""
        return {each["name"] for each in self._all_parameters()}

    def _all_parameters(self) -> Iterator[Json]:
        for _, part in parts(self._document.data):
            if "in" in part and "schema" in part:
                yield part
