"""The constructs of OpenAPI that become Python; all others are refused, never left out."""

from __future__ import annotations

from typing import Any, Final

from cloudflare_api_core.readers import is_array, is_object

from .errors import GenerationError, Place

__all__ = ["check_constructs"]

_ANYTHING: Final = object()
_SCHEMA_KEYS: Final = (
    "type format enum items properties required additionalProperties nullable description default "
    "example readOnly writeOnly deprecated minimum maximum minLength maxLength pattern"
)


def _leaves(keys: str) -> dict[str, Any]:
    return dict.fromkeys(keys.split(), _ANYTHING)


class _Each:
    """A mapping of names to nodes of one kind, or a list of them."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


_KINDS: Final[dict[str, dict[str, Any]]] = {
    "document": {
        **_leaves("openapi security"),
        "info": "info",
        "tags": _Each("tag"),
        "servers": _Each("server"),
        "paths": _Each("path"),
        "components": "components",
    },
    "info": _leaves("title version description license contact termsOfService"),
    "tag": _leaves("name description"),
    "server": _leaves("url description"),
    "security scheme": _leaves("type scheme in name description"),
    "components": {
        "securitySchemes": _Each("security scheme"),
        "schemas": _Each("schema"),
        "parameters": _Each("parameter"),
        "responses": _Each("response"),
    },
    "path": dict.fromkeys(("get", "put", "post", "delete", "patch"), "operation"),
    "operation": {
        **_leaves("operationId tags summary description security"),
        **_leaves("x-api-token-group x-fern-sdk-group-name x-fern-sdk-method-name"),
        "x-fern-pagination": "pagination",
        "parameters": _Each("parameter"),
        "requestBody": "request body",
        "responses": _Each("response"),
    },
    "request body": {**_leaves("required description"), "content": "content"},
    "pagination": _leaves("offset results"),
    "parameter": {**_leaves("name in required description example"), "schema": "schema"},
    "response": {**_leaves("description headers"), "content": "content"},
    "content": {"application/json": "media"},
    "media": {**_leaves("example examples"), "schema": "schema"},
    "schema": {
        **_leaves(_SCHEMA_KEYS),
        "items": "schema",
        "properties": _Each("schema"),
    },
}
# What a `$ref` may stand for.
_REFERABLE: Final = {"schema", "parameter", "response"}


def check_constructs(file: str, data: dict[str, Any]) -> None:
    """Raise GenerationError, with the place, for the first construct that is not supported.

    What is no valid OpenAPI at all is passed over.
    """

    def check(node: Any, kind: str, place: Place) -> None:
        if not is_object(node):
            return
        if "$ref" in node and kind in _REFERABLE:
            check_reference(node, kind, place)
            return
        for key, child in node.items():
            expected = _KINDS[kind].get(key)
            if expected is None:
                a_kind = f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
                raise GenerationError(file, (*place, key), f"{key} is not supported in {a_kind}")
            if isinstance(expected, str):
                check(child, expected, (*place, key))
            elif isinstance(expected, _Each):
                for name, entry in _entries(child):
                    check(entry, expected.kind, (*place, key, name))

    def check_reference(node: Any, kind: str, place: Place) -> None:
        folder = f"#/components/{kind}s/"
        components = data.get("components", {}).get(f"{kind}s", {})
        followed: list[Any] = []
        target = node
        while is_object(target) and "$ref" in target:
            if len(target) > 1:
                other = next(key for key in target if key != "$ref")
                raise GenerationError(file, (*place, other), f"{other} has no effect beside a $ref")
            if target in followed:
                raise GenerationError(file, (*place, "$ref"), f"{node['$ref']} leads to itself")
            followed.append(target)
            name = str(target["$ref"]).removeprefix(folder)
            if target["$ref"] != folder + name:
                raise GenerationError(file, (*place, "$ref"), f"only {folder}… is supported here")
            if name not in components:
                raise GenerationError(file, (*place, "$ref"), f"there is no {target['$ref']}")
            target = components[name]

    check(data, "document", ())


def _entries(node: Any) -> list[tuple[str | int, Any]]:
    if is_object(node):
        return list(node.items())
    return list(enumerate(node)) if is_array(node) else []
