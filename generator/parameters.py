"""The arguments of operations, parameters and bodies, with the bounds that the parser drops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.strings import PythonIdentifier

from cloudflare_api_contract import Document, Json, Operation, Place, style_of

from .checks import require_header, require_plain_identifier
from .contents import RequestBody
from .naming import distinct_names
from .nodes import Child, Node
from .types import Types
from .values import Values, joined
from .view import ParameterView, Text
from .wording import text

__all__ = ["Parameters"]

_LOCATIONS = ("path", "query", "header", "cookie")
_DELIMITERS = {
    "query": {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"},
    "path": {"simple": ","},
    "header": {"simple": ","},
}
"""The styles of parameters, by location, and the text that each has between the items of arrays."""
# Arguments that every operation has.
_OPTIONS = {"extra_body", "extra_headers", "extra_query", "timeout"}
# And the names that the generated functions use.
_RESERVED = {"self", "client", "call", "options", *_OPTIONS}

_Member = tuple[str, str, Json, list[Node]]
"""The name of an argument, its location, the object that holds its schema, and its schemas.

Of these its value keeps one. An argument without a schema is sent as it is given.
"""


class Parameters:
    """Describes arguments. Raises ContractError for a part that cannot be an argument."""

    def __init__(self, document: Document, types: Types, field_prefix: str) -> None:
        self._document = document
        self._types = types
        self._values = Values(document, types)
        self._prefix = field_prefix

    def of(
        self, endpoint: Endpoint, operation: Operation, body: RequestBody | None
    ) -> list[ParameterView]:
        """Return the arguments of an operation: its parameters, then the members of its body."""
        members = [*self._parameters(endpoint, operation)]
        if body:
            members += self._members(endpoint, operation, body)
        names = [(name, location) for name, location, _, _ in members]
        arguments = distinct_names(names, _RESERVED, self._prefix)
        is_optional = body is not None and not body.is_required
        views: list[ParameterView] = []
        for argument, (name, location, holder, nodes) in zip(arguments, members, strict=True):
            described = [
                self._values.view(Child(argument, name, node), location, holder) for node in nodes
            ]
            view = joined(described) if described else _raw_body(argument, holder)
            if location in _DELIMITERS and view.type == "array":
                view = evolve(view, delimiter=_delimiter(holder))
            if view.required and location in {"body", "form"} and is_optional:
                rule = Text("Required if another member of the body is given.")
                view = evolve(view, rules=[*view.rules, rule])
            elif view.required:
                view = evolve(view, is_optional=False)
            views.append(view)
        return views

    def secrets(self, views: Iterable[ParameterView]) -> list[str]:
        """Return the names of the arguments that may hold a secret, in a model too."""
        return [view.argument for view in views if self._holds_secret(view, set())]

    def _holds_secret(self, view: ParameterView, seen: set[str]) -> bool:
        inside = [*view.any_of, *filter(None, (view.items, view.values))]
        # Models may lead back to themselves.
        if view.model and view.model not in seen:
            seen.add(view.model)
            inside += self._types.sent[view.model].values()
        return view.secret or any(self._holds_secret(each, seen) for each in inside)

    def _parameters(self, endpoint: Endpoint, operation: Operation) -> Iterator[_Member]:
        described = self._document.parameters(operation)
        parsed_ = zip(described, endpoint.query_parameters, strict=True)
        headers: set[str] = set()
        for (node, inside), prop in sorted(parsed_, key=lambda each: _order(operation, each[0])):
            location: str = node["in"]
            name, place = (*inside, "name"), (*inside, "schema")
            if location == "cookie":
                raise self._document.error((*inside, "in"), "cookie parameters are not supported")
            if location == "header":
                require_header(self._document, node["name"], name, headers)
                headers.add(node["name"].lower())
            parsed = Node(prop, node["schema"], place)
            is_array = self._types.nodes.target(parsed).schema.get("type") == "array"
            self._require_text(self._types.nodes.item(parsed) if is_array else parsed)
            style, _ = style_of(node)
            if style not in _DELIMITERS[location]:
                raise self._document.error((*inside, "style"), f"{style} is not supported")
            identifier = PythonIdentifier(node["name"], self._prefix)
            require_plain_identifier(self._document, identifier, name)
            yield node["name"], location, node, [parsed]

    def _require_text(self, node: Node) -> None:
        """Raise ContractError for a value that has parts."""
        _, schema, place = self._types.nodes.target(node)
        if "anyOf" in schema:
            for branch in self._types.nodes.branches(node):
                self._require_text(branch)
        elif schema.get("type") not in {"string", "integer", "number", "boolean"}:
            problem = "only strings, numbers, integers, booleans, and arrays of them are supported"
            raise self._document.error(place, problem)

    def _members(
        self, endpoint: Endpoint, operation: Operation, body: RequestBody
    ) -> Iterator[_Member]:
        holder = operation.node["requestBody"] | {"required": body.is_required}
        if not (body.is_json or body.is_form):
            holder["media type"] = body.media_type
            yield "body", "content", holder, []
            return
        node = Node(endpoint.bodies[0].prop, body.schema, body.place)
        objects = self._objects(node)
        if body.is_form and not objects:
            problem = "the parts of a form must be properties"
            raise self._document.error(body.place, problem)
        if not objects:
            yield "body", "content", holder, [node]
            return
        fields: dict[str, list[Child]] = {}
        for schema in objects:
            for field in self._types.nodes.children(schema):
                if not self._document.resolve(field.node.schema).get("readOnly"):
                    fields.setdefault(field.name, []).append(field)
        for name, held in fields.items():
            required = len(held) == len(objects) and all(each.node.prop.required for each in held)
            location = "form" if body.is_form else "body"
            yield name, location, {"required": required}, [each.node for each in held]

    def _objects(self, node: Node) -> list[Node]:
        """Return the objects that a body may be, if its members can be arguments."""
        target = self._types.nodes.target(node)
        schema = target.schema
        if self._document.resolve(node.schema).get("nullable"):
            return []
        if "anyOf" not in schema:
            return [target] if schema.get("properties") else []
        branches = [self._objects(branch) for branch in self._types.nodes.branches(node)]
        return [each for branch in branches for each in branch] if all(branches) else []


def _order(operation: Operation, part: tuple[Json, Place]) -> tuple[int, int]:
    """Return the sort key of a parameter: its location, and in the path its position."""
    node, _ = part
    in_path = operation.path.index(f"{{{node['name']}}}") if node["in"] == "path" else 0
    return _LOCATIONS.index(node["in"]), in_path


def _delimiter(parameter: Json) -> str | None:
    """Return the text between the items of an array, None if there is none."""
    style, is_exploded = style_of(parameter)
    is_repeated = parameter["in"] == "query" and is_exploded
    return None if is_repeated else _DELIMITERS[parameter["in"]][style]


def _raw_body(argument: str, holder: Json) -> ParameterView:
    """Describe a body that is sent as it is given."""
    return ParameterView(
        argument=argument,
        name=Text(argument),
        location="content",
        type="binary",
        annotation="bytes | str",
        required=holder["required"],
        bounds={},
        description=text(holder, "description"),
        rules=[Text(f"Sent as {holder['media type']}.")],
    )
