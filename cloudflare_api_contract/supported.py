"""The constructs of OpenAPI that the generator supports. All others are refused."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from .document import Document
from .keywords import COMBINING
from .places import Json, Place, entries, is_object

__all__ = ["SUPPORTED", "require_supported"]

_ANYTHING: Final = object()


def _leaves(keys: str) -> dict[str, Any]:
    return dict.fromkeys(keys.split(), _ANYTHING)


class _Each(NamedTuple):
    """A list of nodes of one kind, or a mapping of names, which follow a pattern, to them."""

    kind: str
    names: re.Pattern[str] | None = None


# Paths that a URL keeps as they are, with parameters that the parser recognises.
_PATH: Final = re.compile(
    r"(/(?!\.{1,2}(/|$))([A-Za-z0-9._~!$&'()*+,;=:@-]|\{[A-Za-z_][A-Za-z0-9_-]*\})+)+/?"
)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_MEDIA_TYPE: Final = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+(; ?[\w.-]+=[\w.-]+)*", re.ASCII)
# Extensions in Cloudflare's documents that do not change the calls.
_EXTENSION: Final = re.compile(
    r"x-(auditable|forward-compatible|sensitive|fern-availability|cf[A-Z]\w*|(forge|stainless)-[\w-]+)"
)

_KINDS: Final[dict[str, dict[str, Any]]] = {
    "document": {
        **_leaves("openapi security"),
        "info": "info",
        "tags": _Each("tag"),
        "servers": _Each("server"),
        "paths": _Each("path", _PATH),
        "components": "components",
    },
    "info": _leaves("title version description license contact termsOfService"),
    "tag": _leaves("name description"),
    "server": _leaves("url description"),
    "security scheme": _leaves("type scheme in name description"),
    "components": {
        "securitySchemes": _Each("security scheme", _NAME),
        "schemas": _Each("schema", _NAME),
        "parameters": _Each("parameter", _NAME),
        "responses": _Each("response", _NAME),
        "requestBodies": _Each("request body", _NAME),
        **_leaves("headers"),
        "examples": _Each("example", _NAME),
    },
    "path": {
        **dict.fromkeys(("get", "put", "post", "delete", "patch"), "operation"),
        "parameters": _Each("parameter"),
    },
    "operation": {
        **_leaves("operationId tags summary description deprecated security"),
        **_leaves("x-api-token-group x-fern-sdk-group-name x-fern-sdk-method-name"),
        "x-fern-pagination": "pagination",
        "parameters": _Each("parameter"),
        "requestBody": "request body",
        "responses": _Each("response"),
    },
    "request body": {
        **_leaves("required description"),
        "content": _Each("media type", _MEDIA_TYPE),
    },
    "pagination": _leaves("offset results"),
    "parameter": {
        **_leaves("name in required description deprecated style explode example"),
        "examples": _Each("example"),
        "schema": "schema",
    },
    "response": {**_leaves("description headers"), "content": _Each("media type", _MEDIA_TYPE)},
    "media type": {
        **_leaves("example encoding"),
        "examples": _Each("example"),
        "schema": "schema",
    },
    "example": _leaves("summary description value"),
    "schema": {
        **_leaves("type format enum required nullable title description default example"),
        **_leaves("readOnly writeOnly deprecated minimum maximum multipleOf"),
        **_leaves("minLength maxLength pattern minItems maxItems uniqueItems"),
        **_leaves("minProperties maxProperties discriminator"),
        **dict.fromkeys(COMBINING, _Each("schema")),
        **dict.fromkeys(("items", "additionalProperties"), "schema"),
        "properties": _Each("schema"),
    },
}
SUPPORTED: Final = {kind: tuple(keys) for kind, keys in _KINDS.items()}
"""The keys of every kind of thing, which CONTRIBUTING lists."""
# The kinds of things that a `$ref` may replace, and where these are.
_FOLDERS: Final = {
    child.kind: f"#/components/{key}/"
    for key, child in _KINDS["components"].items()
    if isinstance(child, _Each) and child.kind != "security scheme"
}


def require_supported(document: Document) -> None:
    """Raise ContractError, with the place, for the first construct that is not supported.

    Parts that are not valid OpenAPI are skipped: `validate` refuses them.
    """

    # followed: the references that lead to the node through nothing but `allOf`.
    def check(node: Any, kind: str, place: Place, followed: tuple[Json, ...] = ()) -> None:
        if not is_object(node):
            return
        if "$ref" in node and kind in _FOLDERS:
            check_reference(node, kind, place, followed)
            return
        for key, child in node.items():
            expected = _KINDS[kind].get(key)
            if expected is None and not _EXTENSION.fullmatch(key):
                a_kind = f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
                raise document.error((*place, key), f"{key} is not supported in {a_kind}")
            if isinstance(expected, str):
                check(child, expected, (*place, key))
            elif isinstance(expected, _Each):
                for name, entry in entries(child):
                    if expected.names and not expected.names.fullmatch(str(name)):
                        problem = f"{name!r} cannot be the name of a {expected.kind}"
                        raise document.error((*place, key, name), problem)
                    within = followed if key in COMBINING else ()
                    check(entry, expected.kind, (*place, key, name), within)

    checked: set[str] = set()

    def check_reference(node: Json, kind: str, place: Place, followed: tuple[Json, ...]) -> None:
        folder = _FOLDERS[kind]
        other = next((key for key in node if key != "$ref"), None)
        if other is not None:
            raise document.error((*place, other), f"{other} has no effect beside a $ref")
        name = str(node["$ref"]).removeprefix(folder)
        if node["$ref"] != folder + name or "/" in name:
            raise document.error((*place, "$ref"), f"only {folder}… is supported here")
        target, inside = document.follow(node, place)
        if node in followed:
            raise document.error(inside, f"{node['$ref']} leads to itself")
        if node["$ref"] not in checked:
            checked.add(node["$ref"])
            for key in COMBINING:
                for index, part in entries(target.get(key)):
                    check(part, kind, (*inside, key, index), (*followed, node))

    check(document.data, "document", ())
