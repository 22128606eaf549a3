"""The view, built from the parsed model and from facts that the parser drops."""

from __future__ import annotations

from typing import Final

from openapi_python_client.config import Config
from openapi_python_client.parser.openapi import GeneratorData
from openapi_python_client.strings import pascal_case

from cloudflare_api_contract import ContractError, Document, Operation, Problems

from .checks import require_version, server_url
from .contents import request_body
from .naming import RESERVED_CLASSES, NameRegistry, class_name
from .nodes import Nodes
from .parameters import Parameters
from .results import Results
from .security import security
from .types import Types
from .view import ClientView, GroupView, ModelView, OperationView, SchemeView, Text
from .wording import text

__all__ = ["build_view"]

_BY_NAME: Final = {"account_id", "zone_id"}
"""Variables that the official SDK takes by name, also where a path ends with one of them."""


def build_view(document: Document, data: GeneratorData, config: Config) -> ClientView:
    """Describe the whole client. Raises ContractError for a part that it cannot express."""
    return _Builder(document, data, config).client()


class _Builder:
    def __init__(self, document: Document, data: GeneratorData, config: Config) -> None:
        self.document = document
        self.config = config
        self.nodes = Nodes(document, data.models, config.field_prefix)
        self.begin()
        self.endpoints = {
            str(endpoint.name): endpoint
            for collection in data.endpoint_collections_by_tag.values()
            for endpoint in collection.endpoints
        }
        self.names = NameRegistry(document, config.field_prefix)

    def begin(self) -> None:
        """Forget the models that were described."""
        self.types = Types(self.document, self.nodes)
        self.parameters = Parameters(self.document, self.types, self.config.field_prefix)
        self.results = Results(self.document, self.types)

    def client(self) -> ClientView:
        problems = Problems()
        modules: dict[str, Operation] = {}
        for each in self.document.operations():
            with problems.collecting():
                modules[self.names.module(each)] = each
        # The parsed operations are found by the names of their modules.
        problems.raise_any()
        operations: list[OperationView] = []
        for module, each in modules.items():
            try:
                operations.append(self.operation(module, each))
            except ContractError as error:
                problems.note(error)
                # Otherwise an incomplete model would count as complete.
                self.begin()
        root = self.document.data
        version, base_url = root["info"]["version"], ""
        alternatives: list[list[SchemeView]] = []
        with problems.collecting():
            require_version(self.document)
        with problems.collecting():
            base_url = server_url(self.document)
        with problems.collecting():
            alternatives = security(self.document, self.config)
        problems.raise_any()
        models = self.types.models()
        return ClientView(
            title=Text(root["info"]["title"]),
            description=text(root["info"], "description"),
            version=Text(version),
            package=str(self.config.package_name_override),
            base_url=Text(base_url),
            security=alternatives,
            models=models,
            names=self.model_names(models, operations),
            operations=operations,
            groups=self.groups((), operations),
        )

    def model_names(
        self, models: list[ModelView], operations: list[OperationView]
    ) -> dict[str, str]:
        own = {model.name: model.name for model in models}
        found: dict[str, set[str]] = {}
        for operation in operations:
            if operation.result.model:
                noun = pascal_case(operation.group[-1]).removesuffix("s")
                alias = f"{noun}{pascal_case(operation.resource_method)}Response"
                found.setdefault(alias, set()).add(operation.result.model)
        # Groups may have the same last name: `a.config` and `b.config`.
        clear = {alias: model for alias, (model, *others) in found.items() if not others}
        return {alias: clear[alias] for alias in clear if alias not in RESERVED_CLASSES} | own

    def operation(self, module: str, described: Operation) -> OperationView:
        place, path, method, raw = described
        root_security = self.document.data.get("security")
        if raw.get("security", root_security) != root_security:
            raise self.document.error((*place, "security"), "must be the document's own security")
        endpoint = self.endpoints[module]
        group, resource_method = self.names.position(described)
        paging = self.paging(described)
        body = request_body(self.document, described)
        parameters = self.parameters.of(endpoint, described, body)
        in_path = [p.argument for p in parameters if p.location == "path"]
        result, answer = self.results.of(endpoint, described, is_paged=paging is not None)
        tags = {tag["name"]: tag for tag in self.document.data.get("tags", ())}
        return OperationView(
            id=Text(raw["operationId"]),
            module=module,
            tag=str(endpoint.tags[0]),
            tag_description=text(tags.get(raw["tags"][0], {}), "description"),
            method=method.upper(),
            path=Text(path),
            summary=text(raw, "summary"),
            description=text(raw, "description"),
            deprecated=raw.get("deprecated", False),
            permissions=[*map(Text, raw.get("x-api-token-group", ()))],
            parameters=parameters,
            optional_body=body is not None and not body.is_required,
            secrets=self.parameters.secrets(parameters),
            positional=next((last for last in in_path[-1:] if last not in _BY_NAME), None),
            result=result,
            answer=answer,
            content_type=body.media_type if body else "application/json",
            page_parameter=paging,
            group=group,
            resource_method=resource_method,
        )

    def paging(self, operation: Operation) -> Text | None:
        described = operation.node.get("x-fern-pagination")
        if described is None:
            return None
        place = (*operation.place, "x-fern-pagination")
        offset = described.get("offset")
        if described != {"offset": offset, "results": "$response.result"}:
            raise self.document.error(place, "only pages numbered by a parameter are supported")
        name = offset.removeprefix("$request.")
        parameters = self.document.parameters(operation)
        if not any(node["name"] == name and node["in"] == "query" for node, _ in parameters):
            raise self.document.error((*place, "offset"), f"no query parameter is named {name}")
        return Text(name)

    def groups(self, path: tuple[str, ...], operations: list[OperationView]) -> list[GroupView]:
        depth = len(path)
        below = [o for o in operations if o.group[:depth] == path and len(o.group) > depth]
        names = dict.fromkeys(operation.group[depth] for operation in below)
        return [
            GroupView(
                path=(*path, name),
                class_name=class_name((*path, name)),
                children=self.groups((*path, name), operations),
                operations=[o for o in below if o.group == (*path, name)],
            )
            for name in names
        ]
