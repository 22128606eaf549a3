"""The kinds of things in a contract that the generator supports, and the form of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from .keywords import COMBINING, TYPES
from .places import is_array, is_object

__all__ = [
    "EXTENSION",
    "FOLDERS",
    "KINDS",
    "REQUIRED",
    "SUPPORTED",
    "ListOf",
    "MapOf",
    "Value",
    "a_kind",
]


class Value(NamedTuple):
    """A value that has no parts of its own."""

    what: str
    fits: Callable[[Any], bool]


class ListOf(NamedTuple):
    """A list of things of one kind."""

    kind: str


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


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return is_array(value) and all(map(_is_text, value))


def _one_of(*values: str) -> Value:
    return Value(f"one of {', '.join(values)}", values.__contains__)


_ANYTHING: Final = Value("anything", lambda _: True)
_TEXT: Final = Value("a string", _is_text)
_TEXTS: Final = Value("a list of strings", _are_texts)
_FLAG: Final = Value("true or false", lambda value: isinstance(value, bool))
_NUMBER: Final = Value("a number", _is_number)
_POSITIVE: Final = Value("a number above 0", lambda value: _is_number(value) and value > 0)
_COUNT: Final = Value(
    "a whole number, at least 0",
    lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
)
_NAMES: Final = Value(
    "a list of different strings, at least one",
    lambda value: _are_texts(value) and 0 < len(value) == len({*value}),
)
_VALUES: Final = Value(
    "a list of values, at least one", lambda value: is_array(value) and len(value) > 0
)
_SECURITY: Final = Value(
    "a list of mappings of security schemes to lists of strings",
    lambda value: (
        is_array(value)
        and all(is_object(each) and all(map(_are_texts, each.values())) for each in value)
    ),
)
_MAPPING: Final = Value(
    "a mapping of strings to strings",
    lambda value: is_object(value) and all(map(_is_text, value.values())),
)

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

KINDS: Final[dict[str, dict[str, Any]]] = {
    "document": {
        "openapi": _TEXT,
        "security": _SECURITY,
        "info": "info",
        "tags": ListOf("tag"),
        "servers": ListOf("server"),
        "paths": MapOf("path", _PATH),
        "components": "components",
    },
    "info": {
        **_keys("title version description termsOfService", _TEXT),
        "license": "license",
        "contact": "contact",
    },
    "license": _keys("name url", _TEXT),
    "contact": _keys("name url email", _TEXT),
    "tag": _keys("name description", _TEXT),
    "server": _keys("url description", _TEXT),
    "security scheme": {
        "type": _one_of("http", "apiKey", "oauth2", "openIdConnect"),
        "in": _one_of("header", "query", "cookie"),
        **_keys("scheme name description", _TEXT),
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
        **_keys("operationId summary description", _TEXT),
        "tags": _TEXTS,
        "deprecated": _FLAG,
        "security": _SECURITY,
        **_keys("x-api-token-group x-fern-sdk-group-name x-fern-sdk-method-name", _ANYTHING),
        "x-fern-pagination": "pagination",
        "parameters": ListOf("parameter"),
        "requestBody": "request body",
        "responses": MapOf("response", _STATUS, "is not a status, such as 200, 4XX or default"),
    },
    "request body": {
        "required": _FLAG,
        "description": _TEXT,
        "content": MapOf("media type", _MEDIA_TYPE),
    },
    "pagination": _keys("offset results", _ANYTHING),
    "parameter": {
        **_keys("name description style", _TEXT),
        "in": _one_of("path", "query", "header", "cookie"),
        **_keys("required deprecated explode", _FLAG),
        "example": _ANYTHING,
        "examples": MapOf("example"),
        "schema": "schema",
    },
    "response": {
        "description": _TEXT,
        "headers": MapOf("header"),
        "content": MapOf("media type", _MEDIA_TYPE),
    },
    "header": {
        "description": _TEXT,
        **_keys("required deprecated", _FLAG),
        "example": _ANYTHING,
        "schema": "schema",
    },
    "media type": {
        "example": _ANYTHING,
        "examples": MapOf("example"),
        "encoding": MapOf("encoding"),
        "schema": "schema",
    },
    "encoding": {"contentType": _TEXT},
    "example": {**_keys("summary description", _TEXT), "value": _ANYTHING},
    "schema": {
        "type": _one_of(*TYPES),
        **_keys("format title description pattern", _TEXT),
        **_keys("nullable readOnly writeOnly deprecated uniqueItems", _FLAG),
        **_keys("default example", _ANYTHING),
        "enum": _VALUES,
        "required": _NAMES,
        **_keys("minimum maximum", _NUMBER),
        "multipleOf": _POSITIVE,
        **_keys("minLength maxLength minItems maxItems minProperties maxProperties", _COUNT),
        "discriminator": "discriminator",
        **dict.fromkeys(COMBINING, ListOf("schema")),
        **_keys("items additionalProperties", "schema"),
        "properties": MapOf("schema"),
    },
    "discriminator": {"propertyName": _TEXT, "mapping": _MAPPING},
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
