"""Documents to compare: the contract, its record of what Cloudflare publishes, and changed ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from cloudflare_api_contract import Document, Json, is_array, is_object, read

__all__ = [
    "CONTRACT",
    "PREFIX",
    "PUBLISHED",
    "Change",
    "as_cloudflare",
    "contract",
    "only",
    "published",
    "put",
]

Change = Callable[[Json], None]

CONTRACT: Final = Path(__file__).parents[3] / "openapi.yaml"
PUBLISHED: Final = CONTRACT.parent / "tools/upstream/published.yaml"
PREFIX: Final = "/accounts/{account_id}/access/ai-controls/mcp"
_COMMON: Final = "mcp-portals_api-response-common"


@cache
def contract() -> Document:
    """Return openapi.yaml, which no test may change."""
    return read(CONTRACT)


@cache
def _published() -> str:
    return json.dumps(read(PUBLISHED).data)


def published() -> Json:
    """Return a copy of published.yaml, no two parts of which are one object."""
    copy: Json = json.loads(_published())
    return copy


def only(document: Document, path: str, method: str) -> Document:
    """Return a document with one of its operations, as all of them take long to compare."""
    item = {method: document.data["paths"][path][method]}
    return Document(document.name, document.data | {"paths": {path: item}}, document.lines)


def put(place: str, value: Any) -> Change:
    """Write a value to a place such as `a b 0 c`, or remove the place if the value is None."""

    def change(document: Json) -> None:
        *steps, last = place.split(" ")
        node: Any = document
        for step in steps:
            node = node[int(step)] if is_array(node) else node[step]
        key: Any = int(last) if is_array(node) else last
        if value is None:
            del node[key]
        else:
            node[key] = value

    return change


def as_cloudflare(facts: Json, others: int = 0) -> Json:
    """Return facts of published.yaml as Cloudflare writes them, among other products' operations.

    Schemas are inline. An answer is an `allOf` with a component that products share.
    """
    paths = _inline(facts["paths"], facts)
    [*operations] = (each for item in paths.values() for each in item.values())
    for operation in operations:
        operation |= {"tags": ["MCP Portal"], "summary": "Does it."}
        operation.setdefault("security", facts["security"])
        for status, answer in operation["responses"].items():
            answer["description"] = f"Returns {status}."
            if "content" in answer:
                _share(answer["content"]["application/json"])
    things = {
        f"/accounts/{{account_id}}/product-{number}/things": {
            "get": operations[0] | {"operationId": f"list-{number}", "description": "Lists. " * 40}
        }
        for number in range(others)
    }
    success = {"description": "Whether the call succeeded.", "type": "boolean"}
    common = {"type": "object", "required": ["success"], "properties": {"success": success}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Cloudflare API", "version": "4.0.0"},
        "servers": [{"url": facts["servers"][0]["url"], "description": "Client API"}],
        "components": {
            "schemas": {_COMMON: common},
            "securitySchemes": facts["components"]["securitySchemes"],
        },
        "paths": things | paths,
    }


def _inline(node: Any, root: Json) -> Any:
    if is_object(node) and "$ref" in node:
        target: Any = root
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return _inline(target, root)
    if is_object(node):
        return {key: _inline(each, root) for key, each in node.items() if each is not None}
    return [_inline(each, root) for each in node] if is_array(node) else node


def _share(media: Json) -> None:
    if "success" not in media["schema"].get("properties", {}):
        return  # The record has it as Cloudflare writes it.
    del media["schema"]["properties"]["success"]
    own = media["schema"] | {"required": ["result"]}
    media["schema"] = {"allOf": [{"$ref": f"#/components/schemas/{_COMMON}"}, own]}
