"""The parsed model joined with what the parser drops: extensions, paging, names of the SDK."""

from __future__ import annotations

from collections.abc import Container
from keyword import iskeyword
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case

from cloudflare_api_core import AsyncAPIClient, Resource, SyncAPIClient
from cloudflare_api_core.readers import is_array, is_object

from .document import Document, Json
from .errors import Place
from .normalise import result_schema
from .parameters import Parameters
from .security import security
from .types import Types, or_none, text
from .view import (
    ClientView,
    GroupView,
    ModelView,
    OperationView,
    Text,
    TypeView,
)

__all__ = ["join"]

# Attributes that every client or resource has.
_CLIENT_ATTRIBUTES = {*dir(SyncAPIClient), *dir(AsyncAPIClient), "base_url", "timeout"}
_RESOURCE_ATTRIBUTES = {*dir(Resource), "with_raw_response", "with_streaming_response"}


def join(document: Document, data: GeneratorData, config: Config) -> ClientView:
    """Describe the whole client. Raises GenerationError for what cannot be expressed in it."""
    return _Join(document, data, config).client()


class _Join:
    def __init__(self, document: Document, data: GeneratorData, config: Config) -> None:
        self.document = document
        self.config = config
        self.types = Types(document, data.models)
        self.parameters = Parameters(document, self.types)
        self.endpoints = {
            endpoint.name: endpoint
            for collection in data.endpoint_collections_by_tag.values()
            for endpoint in collection.endpoints
        }
        self.claimed: set[tuple[str, ...]] = set()
        self.group_paths: set[tuple[str, ...]] = set()

    def client(self) -> ClientView:
        root = self.document.data
        for place, _, _, operation in self.document.operations():
            self.check_names(place, operation)
        operations = [
            self.operation(place, path, method, operation)
            for place, path, method, operation in self.document.operations()
        ]
        if len(root.get("servers", ())) != 1:
            raise self.document.error(("servers",), "exactly one server is supported")
        models = self.types.models()
        return ClientView(
            title=Text(root["info"]["title"]),
            description=text(root["info"], "description"),
            version=Text(root["info"]["version"]),
            package=str(self.config.package_name_override),
            base_url=Text(root["servers"][0]["url"]),
            security=security(self.document, self.config),
            models=models,
            aliases=self.aliases(models, operations),
            operations=operations,
            groups=self.groups((), operations),
        )

    def claim(self, name: tuple[str, ...], place: Place, own: Container[str] = ()) -> None:
        """Refuse a second thing of the same name, or of the name of what is there anyway."""
        if name in self.claimed or name[-1] in own:
            raise self.document.error(place, f"{'.'.join(name)} is the name of something else")
        self.claimed.add(name)

    def aliases(self, models: list[ModelView], operations: list[OperationView]) -> dict[str, str]:
        names = {model.name: model.name for model in models}
        aliases: dict[str, str] = {}
        for (place, *_), operation in zip(self.document.operations(), operations, strict=True):
            model = operation.result.annotation.removesuffix(" | None")
            if model not in operation.result.models:
                continue
            noun, verb = pascal_case(operation.group[-1]), pascal_case(operation.resource_method)
            alias = f"{noun.removesuffix('s')}{verb}Response"
            if names.setdefault(alias, model) != model:
                raise self.document.error(place, f"{alias} is already a name of {names[alias]}")
            if alias != model:
                aliases[alias] = model
        return aliases

    def check_names(self, place: Place, raw: Json) -> None:
        for key in ("operationId", "tags", "x-fern-sdk-group-name", "x-fern-sdk-method-name"):
            if not raw.get(key):
                raise self.document.error(place, f"{key} is missing")
        if len(raw["tags"]) != 1:
            raise self.document.error((*place, "tags"), "exactly one tag is supported")
        module = PythonIdentifier(raw["operationId"], self.config.field_prefix)
        self.claim(("api", module), (*place, "operationId"))

    def operation(self, place: Place, path: str, method: str, raw: Json) -> OperationView:
        root_security = self.document.data.get("security")
        if raw.get("security", root_security) != root_security:
            raise self.document.error((*place, "security"), "must be the document's own security")
        endpoint = self.endpoints[PythonIdentifier(raw["operationId"], self.config.field_prefix)]
        group, resource_method = self.position(raw, place)
        paging = self.paging(place, raw)
        parameters = self.parameters.of(endpoint, place, raw)
        in_path = [p.argument for p in parameters if p.location == "path"]
        result = self.result(endpoint, place, raw, is_paged=paging is not None)
        return OperationView(
            id=Text(raw["operationId"]),
            module=str(endpoint.name),
            tag=str(endpoint.tags[0]),
            method=method.upper(),
            path=Text(path),
            summary=text(raw, "summary"),
            description=text(raw, "description"),
            permissions=[Text(name) for name in self.texts(raw, "x-api-token-group", place)],
            parameters=parameters,
            positional=in_path[-1] if len(in_path) > 1 else None,
            result=result,
            page_parameter=paging,
            group=group,
            resource_method=resource_method,
        )

    def position(self, raw: Json, place: Place) -> tuple[tuple[str, ...], str]:
        """Return the place of an operation in the resource tree: its group, and its method."""
        steps, name = raw["x-fern-sdk-group-name"], raw["x-fern-sdk-method-name"]
        if isinstance(steps, str):
            steps = steps.split(".")
        else:
            steps = self.texts(raw, "x-fern-sdk-group-name", place)
        inside = (*place, "x-fern-sdk-group-name")
        group = tuple(self.attribute(step, inside) for step in steps)
        for depth in range(1, len(group) + 1):
            if group[:depth] not in self.group_paths:
                own = _CLIENT_ATTRIBUTES if depth == 1 else _RESOURCE_ATTRIBUTES
                self.claim(("client", *group[:depth]), inside, own)
                self.claim(("resources", "_".join(group[:depth])), inside)
                self.group_paths.add(group[:depth])
        inside = (*place, "x-fern-sdk-method-name")
        method = self.attribute(name, inside)
        self.claim(("client", *group, method), inside, _RESOURCE_ATTRIBUTES)
        return group, method

    def attribute(self, name: Any, place: Place) -> str:
        # Unlike the parser's identifiers these may be builtins: `servers.list` is official.
        identifier = snake_case(name) if isinstance(name, str) else ""
        if not identifier.isidentifier():
            raise self.document.error(place, f"{name!r} makes no name in Python")
        return f"{identifier}_" if iskeyword(identifier) else identifier

    def texts(self, raw: Json, key: str, place: Place) -> list[str]:
        value = raw.get(key, [])
        if not is_array(value) or not all(isinstance(item, str) for item in value):
            raise self.document.error((*place, key), "must be a list of strings")
        return value

    def paging(self, place: Place, raw: Json) -> Text | None:
        described = raw.get("x-fern-pagination")
        if described is None:
            return None
        place = (*place, "x-fern-pagination")
        if (
            not is_object(described)
            or set(described) != {"offset", "results"}
            or described["results"] != "$response.result"
        ):
            raise self.document.error(place, "only pages numbered by a parameter are supported")
        name = str(described["offset"]).removeprefix("$request.")
        resolved = [self.document.resolve(p) for p in raw.get("parameters", ())]
        if not any(p["name"] == name and p["in"] == "query" for p in resolved):
            raise self.document.error((*place, "offset"), f"no query parameter is named {name}")
        return Text(name)

    def result(self, endpoint: Endpoint, place: Place, raw: Json, *, is_paged: bool) -> TypeView:
        schema, place = result_schema(self.document, place, raw)
        if schema is None:
            return TypeView("None", "_core.nothing")
        prop = endpoint.responses.patterns[0].prop
        type_ = self.types.of(prop, schema, place)
        schema, place = self.document.follow(schema, place)
        is_array_ = schema.get("type") == "array"
        if not is_paged:
            return or_none(type_) if schema.get("nullable") and not is_array_ else type_
        if not is_array_:
            raise self.document.error(place, "`result` of a paged operation must be an array")
        return self.types.of_item(prop, schema, place)

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
