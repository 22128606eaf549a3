"""Every schema of a contract is met once, wherever it is."""

from __future__ import annotations

from typing import Any

import pytest

from cloudflare_api_contract import Json, is_secret, parts, schemas

_TEXT: Json = {"type": "string"}
_REFERENCE: Json = {"$ref": "#/components/schemas/A"}
_CONTRACT: Any = {
    "paths": {
        "/a": {
            "parameters": [{"schema": _TEXT}],
            "get": {
                "responses": {
                    "200": {
                        "headers": {"X-A": {"schema": _TEXT}},
                        "content": {
                            "application/json": {
                                "schema": {"properties": {"schema": _REFERENCE}},
                                "example": {"schema": {"content": {"a": {"schema": _TEXT}}}},
                                "examples": {"a": {"value": {"schema": _TEXT}}},
                            }
                        },
                    }
                }
            },
        }
    },
    "components": {
        "schemas": {
            "A": {
                "additionalProperties": True,
                "properties": {"content": {"items": {"items": _TEXT}}},
                "default": {"items": _TEXT, "schema": _TEXT},
                "example": {"properties": {"a": _TEXT}},
            },
            "B": {
                "allOf": [{"not": {"oneOf": [_TEXT]}}],
                "anyOf": [{"additionalProperties": _TEXT}],
            },
        }
    },
}
_BODY = "paths /a get responses 200"


def test_schemas() -> None:
    found = [(" ".join(map(str, place)), schema) for place, schema in schemas(_CONTRACT)]
    assert [place for place, _ in found] == [
        "components schemas A",
        "components schemas A properties content",
        "components schemas A properties content items",
        "components schemas A properties content items items",
        "components schemas B",
        "components schemas B allOf 0",
        "components schemas B allOf 0 not",
        "components schemas B allOf 0 not oneOf 0",
        "components schemas B anyOf 0",
        "components schemas B anyOf 0 additionalProperties",
        "paths /a parameters 0 schema",
        f"{_BODY} headers X-A schema",
        f"{_BODY} content application/json schema",
        f"{_BODY} content application/json schema properties schema",
    ]
    assert found[-1][1] is _REFERENCE


def test_parts() -> None:
    assert [" ".join(map(str, place)) for place, _ in parts(_CONTRACT)] == [
        "",
        "paths",
        "paths /a",
        "paths /a parameters 0",
        "paths /a get",
        "paths /a get responses",
        _BODY,
        f"{_BODY} headers",
        f"{_BODY} headers X-A",
        f"{_BODY} content",
        f"{_BODY} content application/json",
        "components",
    ]


@pytest.mark.parametrize(
    "marked", [{"writeOnly": True}, {"format": "password"}, {"x-sensitive": True}]
)
def test_a_secret_is_marked_in_several_ways(marked: Json) -> None:
    assert is_secret({"type": "string"} | marked)
    assert not is_secret({"type": "string", "writeOnly": False, "format": "uri"})
