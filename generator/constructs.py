"""The constructs of OpenAPI that become Python; all others are refused, never left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from cloudflare_api_core.readers import is_object

from .errors import GenerationError, Place

__all__ = ["check_constructs"]

_ANYTHING: Final = object()
_SCHEMA_KEYS: Final = (
    "type format enum items properties required additionalProperties nullable description default "
    "example readOnly writeOnly minimum maximum minLength maxLength pattern"
)


def _leaves(keys: str) -> dict[str, Any]:
    return dict.fromkeys(keys.split(), _ANYTHING)


class _Each:
    """A mapping of names to nodes of one kind, or a list of them."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


_KINDS: Final[dict[str, dict[str, Any]]] = {
    "document": {
        **_leaves("openapi info tags security"),
        "servers": _Each("server"),
        "paths": _Each("path"),
        "components": "components",
    },
    "server": _leaves("url description"),
    "components": {
        **_leaves("securitySchemes"),
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
        "responses": _Each("response"),
    },
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


def check_constructs(file: str, data: dict[str, Any]) -> None:
    """Raise GenerationError, with the place, for the first construct that is not supported."""

    def check(node: Any, kind: str, place: Place) -> None:
        if "$ref" in node:
            if not str(node["$ref"]).startswith("#/components/"):
                raise GenerationError(file, (*place, "$ref"), "only #/components/… is supported")
            return
        for key, child in node.items():
            expected = _KINDS[kind].get(str(key))
            if expected is None:
                raise GenerationError(file, (*place, key), f"{key} is not supported in a {kind}")
            if isinstance(expected, str):
                check(child, expected, (*place, key))
            elif isinstance(expected, _Each):
                entries: Iterable[Any] = (
                    child.items() if is_object(child) else enumerate(cast("list[Any]", child))
                )
                for name, entry in entries:
                    check(entry, expected.kind, (*place, key, name))

    check(data, "document", ())
