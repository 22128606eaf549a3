"""The kinds of things in a contract that the generator supports, and the form of each."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from .keywords import COMBINING, TYPES
from .values import (
    ANYTHING,
    COUNT,
    FLAG,
    MAPPING,
    NAMES,
    NUMBER,
    POSITIVE,
    SECURITY,
    STEPS,
    TEXT,
    TEXTS,
    VALUES,
    one_of,
)

__all__ = [
    "EXTENSION",
    "FOLDERS",
    "KINDS",
    "REQUIRED",
    "SUPPORTED",
    "ListOf",
    "MapOf",
    "a_kind",
]


class ListOf(NamedTuple):
    kind: str
    may_be_empty: bool = True


class MapOf(NamedTuple):
    """A mapping of names, which may have to follow a pattern, to things of one kind."""

    kind: str
    names: re.Pattern[str] | None = None
    wrong: str = ""

    @property
    def rule(self) -> str:
        """The words for a name that does not follow the pattern."""
        return self.wrong or f"cannot be the name of {a_kind(self.kind)}"

    def admits(self, name: object) -> bool:
        """Return whether a name follows the pattern."""
        return self.names is None or bool(self.names.fullmatch(str(name)))


def a_kind(kind: str) -> str:
    """Return the name of a kind with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _keys(keys: str, value: Any) -> dict[str, Any]:
    return dict.fromkeys(keys.split(), value)


# Paths that a URL keeps as they are, with parameters that the parser recognises.
_PATH: Final = re.compile(
    r"(/(?!\.{1,2}(/|$))([A-Za-z0-9._~!$&'()*+,;=:@-]|\{[A-Za-z_][A-Za-z0-9_-]*\})+)+/?"
)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_STATUS: Final = re.compile(r"[1-5]([0-9]{2}|XX)|default")
_MEDIA_TYPE: Final = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+(; ?[\w.-]+=[\w.-]+)*", re.ASCII)
EXTENSION: Final = re.compile(
    r"x-(auditable|forward-compatible|sensitive|fern-availability|cf[A-Z]\w*|(forge|stainless)-.+)"
)
"""Extensions in Cloudflare's documents that do not change the calls."""
_CONTENT: Final = MapOf("media type", _MEDIA_TYPE, "is not a media type, such as application/json")

KINDS: Final[dict[str, dict[str, Any]]] = {
    "document": {
        "openapi": TEXT,
        "security": SECURITY,
        "info": "info",
        "tags": ListOf("tag"),
        "servers": ListOf("server"),
        "paths": MapOf("path", _PATH),
        "components": "components",
    },
    "info": {
        **_keys("title version description termsOfService", TEXT),
        "license": "license",
        "contact": "contact",
    },
    "license": _keys("name url", TEXT),
    "contact": _keys("name url email", TEXT),
    "tag": _keys("name description", TEXT),
    "server": _keys("url description", TEXT),
    "security scheme": {
        "type": one_of("http", "apiKey", "oauth2", "openIdConnect"),
        "in": one_of("header", "query", "cookie"),
        **_keys("scheme name description", TEXT),
    },
    "components": {
        "securitySchemes": MapOf("security scheme", _NAME),
        "schemas": MapOf("schema", _NAME),
        "parameters": MapOf("parameter", _NAME),
        "responses": MapOf("response", _NAME),
        "requestBodies": MapOf("request body", _NAME),
        "headers": MapOf("header", _NAME),
        "examples": MapOf("example", _NAME),
    },
    "path": {
        **_keys("get put post delete patch", "operation"),
        "parameters": ListOf("parameter"),
    },
    "operation": {
        **_keys("operationId summary description", TEXT),
        "tags": TEXTS,
        "deprecated": FLAG,
        "security": SECURITY,
        "x-api-token-group": TEXTS,
        "x-fern-sdk-group-name": STEPS,
        "x-fern-sdk-method-name": TEXT,
        "x-fern-pagination": "pagination",
        "parameters": ListOf("parameter"),
        "requestBody": "request body",
        "responses": MapOf("response", _STATUS, "is not a status, such as 200, 4XX or default"),
    },
    "request body": {
        "required": FLAG,
        "description": TEXT,
        "content": _CONTENT,
    },
    "pagination": _keys("offset results", TEXT),
    "parameter": {
        **_keys("name description style", TEXT),
        "in": one_of("path", "query", "header", "cookie"),
        **_keys("required deprecated explode", FLAG),
        "example": ANYTHING,
        "examples": MapOf("example"),
        "schema": "schema",
    },
    "response": {
        "description": TEXT,
        "headers": MapOf("header"),
        "content": _CONTENT,
    },
    "header": {
        "description": TEXT,
        "style": one_of("simple"),
        **_keys("required deprecated explode", FLAG),
        "example": ANYTHING,
        "examples": MapOf("example"),
        "schema": "schema",
    },
    "media type": {
        "example": ANYTHING,
        "examples": MapOf("example"),
        "encoding": MapOf("encoding"),
        "schema": "schema",
    },
    "encoding": {"contentType": TEXT},
    "example": {**_keys("summary description", TEXT), "value": ANYTHING},
    "schema": {
        "type": one_of(*TYPES),
        **_keys("format title description pattern", TEXT),
        **_keys("nullable readOnly writeOnly deprecated uniqueItems", FLAG),
        **_keys("default example", ANYTHING),
        "enum": VALUES,
        "required": NAMES,
        **_keys("minimum maximum", NUMBER),
        "multipleOf": POSITIVE,
        **_keys("minLength maxLength minItems maxItems minProperties maxProperties", COUNT),
        "discriminator": "discriminator",
        **dict.fromkeys(COMBINING, ListOf("schema", may_be_empty=False)),
        **_keys("items additionalProperties", "schema"),
        "properties": MapOf("schema"),
    },
    "discriminator": {"propertyName": TEXT, "mapping": MAPPING},
}
SUPPORTED: Final = {kind: tuple(keys) for kind, keys in KINDS.items()}
"""The keys of every kind of thing, which CONTRIBUTING lists."""
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "document": ("info", "paths"),
    "info": ("title", "version"),
    "license": ("name",),
    "tag": ("name",),
    "server": ("url",),
    "security scheme": ("type",),
    "operation": ("responses",),
    "request body": ("content",),
    "parameter": ("name", "in", "schema"),
    "response": ("description",),
    "header": ("schema",),
    "discriminator": ("propertyName",),
}
FOLDERS: Final = {
    child.kind: f"#/components/{key}/"
    for key, child in KINDS["components"].items()
    if child.kind != "security scheme"
}
"""The kinds of things that a `$ref` may replace, and where these are."""
