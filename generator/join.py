"""The parsed model joined with what the parser drops: security, bounds, extensions."""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.schema import UntrustedString
from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case

from cloudflare_api_core import Scheme

from .document import Document, Json
from .errors import Place
from .normalise import result_schema
from .types import Types, rules, untrusted
from .view import (
    ClientView,
    GroupView,
    OperationView,
    ParameterView,
    SchemeView,
    TypeView,
)

__all__ = ["join"]

_BOUNDS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
}
_ANNOTATIONS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
# Arguments that every operation has.
_RESERVED = {"self", "client", "options", "extra_headers", "extra_query", "timeout"}


def join(document: Document, data: GeneratorData, config: Config) -> ClientView:
    """Describe the whole client. Raises GenerationError for what cannot be expressed in it."""
    return _Join(document, data, config).client()


class _Join:
    def __init__(self, document: Document, data: GeneratorData, config: Config) -> None:
        self.document = document
        self.config = config
        self.types = Types(document, data.models)
        self.endpoints = {
            endpoint.name: endpoint
            for collection in data.endpoint_collections_by_tag.values()
            for endpoint in collection.endpoints
        }

    def client(self) -> ClientView:
        root = self.document.data
        operations = [
            self.operation(place, path, method, operation)
            for place, path, method, operation in self.document.operations()
        ]
        if not self.config.package_name_override:
            raise self.document.error((), "generator-config.yaml must set package_name_override")
        return ClientView(
            title=UntrustedString(root["info"]["title"]),
            description=untrusted(root["info"], "description"),
            version=UntrustedString(root["info"]["version"]),
            package=self.config.package_name_override,
            base_url=UntrustedString(root["servers"][0]["url"]),
            security=self.security(),
            models=self.types.models(),
            operations=operations,
            groups=self.groups((), operations),
        )

    def security(self) -> list[list[SchemeView]]:
        return [
            [self.scheme(name) for name in alternative]
            for alternative in self.document.data.get("security", ())
        ]

    def scheme(self, name: str) -> SchemeView:
        place = ("components", "securitySchemes", name)
        scheme = self.document.resolve(self.document.data["components"]["securitySchemes"][name])
        argument = str(PythonIdentifier(name, self.config.field_prefix))
        description = untrusted(scheme, "description")
        variable = Scheme(argument, "").variable
        if scheme["type"] == "http" and scheme["scheme"].lower() == "bearer":
            return SchemeView(argument, variable, "Authorization", "Bearer ", description)
        if scheme["type"] == "apiKey" and scheme["in"] == "header":
            return SchemeView(argument, variable, scheme["name"], "", description)
        raise self.document.error(place, "only bearer tokens and header keys are supported")

    def operation(self, place: Place, path: str, method: str, raw: Json) -> OperationView:
        root_security = self.document.data.get("security")
        if raw.get("security", root_security) != root_security:
            raise self.document.error((*place, "security"), "must be the document's own security")
        for key in ("operationId", "tags", "x-fern-sdk-group-name", "x-fern-sdk-method-name"):
            if not raw.get(key):
                raise self.document.error(place, f"{key} is missing")
        endpoint = self.endpoints[PythonIdentifier(raw["operationId"], self.config.field_prefix)]
        group = _group(raw["x-fern-sdk-group-name"])
        resource_method = _attribute(raw["x-fern-sdk-method-name"])
        paging = self.paging(place, raw)
        parameters = [
            self.parameter(
                endpoint, self.document.resolve(parameter), (*place, "parameters", index)
            )
            for index, parameter in enumerate(raw.get("parameters", ()))
        ]
        in_path = [p.argument for p in parameters if p.location == "path"]
        result = self.result(endpoint, place, raw, is_paged=paging is not None)
        return OperationView(
            id=UntrustedString(raw["operationId"]),
            module=str(endpoint.name),
            tag=str(endpoint.tags[0]),
            method=method.upper(),
            path=UntrustedString(path),
            summary=untrusted(raw, "summary"),
            description=untrusted(raw, "description"),
            permissions=[UntrustedString(name) for name in raw.get("x-api-token-group", ())],
            parameters=parameters,
            positional=in_path[-1] if len(in_path) > 1 else None,
            result=result,
            page_parameter=paging,
            group=group,
            resource_method=resource_method,
            response_name=(
                f"{pascal_case(group[-1]).removesuffix('s')}{pascal_case(resource_method)}Response"
                if result.models
                else None
            ),
        )

    def paging(self, place: Place, raw: Json) -> UntrustedString | None:
        described = raw.get("x-fern-pagination")
        if described is None:
            return None
        place = (*place, "x-fern-pagination")
        if set(described) != {"offset", "results"} or described["results"] != "$response.result":
            raise self.document.error(place, "only pages numbered by a parameter are supported")
        name = described["offset"].removeprefix("$request.")
        resolved = [self.document.resolve(p) for p in raw.get("parameters", ())]
        if not any(p["name"] == name and p["in"] == "query" for p in resolved):
            raise self.document.error((*place, "offset"), f"no query parameter is named {name}")
        return UntrustedString(name)

    def result(self, endpoint: Endpoint, place: Place, raw: Json, *, is_paged: bool) -> TypeView:
        schema = result_schema(self.document, place, raw)
        if schema is None:
            return TypeView("None", "_core.nothing")
        prop = endpoint.responses.patterns[0].prop
        place = (*place, "responses")
        if not is_paged:
            return self.types.of(prop, schema, place)
        schema = self.document.resolve(schema)
        if schema.get("type") != "array":
            raise self.document.error(place, "`result` of a paged operation must be an array")
        inner: Any = prop
        return self.types.of(inner.inner_property, schema["items"], place)

    def parameter(self, endpoint: Endpoint, raw: Json, place: Place) -> ParameterView:
        if raw["in"] not in {"path", "query"}:
            raise self.document.error((*place, "in"), f"{raw['in']} parameters are not supported")
        schema = self.document.resolve(raw["schema"])
        if schema.get("type") not in _ANNOTATIONS:
            raise self.document.error(
                (*place, "schema"), "only strings, numbers, integers and booleans are supported"
            )
        argument = next(
            str(prop.python_name)
            for location, prop in endpoint.iter_all_parameters()
            if location == raw["in"] and prop.name == raw["name"]
        )
        bounds = {ours: schema[key] for key, ours in _BOUNDS.items() if key in schema}
        annotation = _ANNOTATIONS[schema["type"]]
        if "enum" in schema:
            bounds["enum"] = tuple(schema["enum"])
            annotation = f"Literal[{', '.join(map(repr, schema['enum']))}]"
        return ParameterView(
            argument=f"{argument}_" if argument in _RESERVED else argument,
            name=UntrustedString(raw["name"]),
            location=raw["in"],
            type=schema["type"],
            annotation=annotation,
            required=bool(raw.get("required")),
            bounds=bounds,
            description=untrusted(raw, "description"),
            rules=rules(schema),
        )

    def groups(self, path: tuple[str, ...], operations: list[OperationView]) -> list[GroupView]:
        depth = len(path)
        below = [o for o in operations if o.group[:depth] == path and len(o.group) > depth]
        names = dict.fromkeys(operation.group[depth] for operation in below)
        return [
            GroupView(
                path=(*path, name),
                class_name=pascal_case(name),
                children=self.groups((*path, name), operations),
                # A method named like a builtin would hide it in the annotations that follow.
                operations=sorted(
                    (o for o in below if o.group == (*path, name)),
                    key=lambda o: o.resource_method in {"list", "dict", "str", "int", "bool"},
                ),
            )
            for name in names
        ]


def _group(value: str | list[str]) -> tuple[str, ...]:
    steps = value.split(".") if isinstance(value, str) else value
    return tuple(_attribute(step) for step in steps)


def _attribute(name: str) -> str:
    # Unlike the parser's identifiers these may be builtins: `servers.list` is the official name.
    identifier = snake_case(name)
    return f"{identifier}_" if iskeyword(identifier) else identifier
