"""Data and helpers that several of these tests share."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from openapi_core import OpenAPI

from cloudflare_api_mock.answer import Answer

__all__ = [
    "LIBRARY",
    "MCP",
    "NEW_PORTAL",
    "NEW_SERVER",
    "SERVERS",
    "SPEC",
    "body",
    "contradictions",
    "document",
    "errors",
    "other_spec",
    "result",
]

LIBRARY = Path(__file__).with_name("library.yaml")
SPEC = Path(__file__).parents[2] / "openapi.yaml"
MCP = "/client/v4/accounts/a86a8f5c339544d7bdc89926de14fb8c/access/ai-controls/mcp"
SERVERS = f"{MCP}/servers"
NEW_SERVER = {
    "id": "notes",
    "auth_type": "unauthenticated",
    "hostname": "https://notes.example.com/mcp",
    "name": "Notes",
}
NEW_PORTAL = {"id": "staff", "hostname": "staff.example.com", "name": "Staff"}


@cache
def document() -> Any:
    """The project's contract; callers must not modify it."""
    return OpenAPI.from_file_path(str(SPEC)).spec.read_value()


def body(answer: Answer) -> Any:
    return json.loads(answer.body)


def result(response: httpx.Response, status: int = 200) -> Any:
    """The result of a response, which must be a success."""
    envelope = response.json()
    assert (response.status_code, envelope["success"]) == (status, True), response.text
    return envelope["result"]


def errors(response: httpx.Response) -> tuple[int, list[tuple[Any, ...]]]:
    """The status of a response, which must be a failure, with code and path of each error."""
    envelope = response.json()
    assert envelope["success"] is False
    assert all(error["message"] and "\n" not in error["message"] for error in envelope["errors"])
    found = [(error["code"], *error.get("path", ())) for error in envelope["errors"]]
    return response.status_code, found


def contradictions(row: Any) -> list[str]:
    """The claims about a server that its row contradicts."""
    auth, status = row["auth_type"], row["status"]
    known, error = row["authentication_status"], row.get("error") or ""
    details: Any = row.get("error_details", {})
    names = [tool["name"] for tool in row["tools"] or ()]
    settings: Any = row.get("auth_config_summary") or {}
    claims: dict[str, bool] = {
        "identifier": "_" not in row["id"],
        "authentication": known
        in {
            "unauthenticated": {"not_required"},
            "bearer": {"required", "connected"},
            "oauth": {"required", "connected", "stale", "manual"},
        }[auth],
        "settings": bool(settings) == (auth == "oauth"),
        "manual": (known == "manual") == (settings.get("auth_mode") == "manual"),
        "waiting": (status == "waiting") == ("last_synced" not in row),
        "login": (status == "waiting") == (auth == "oauth" and known in {"required", "manual"}),
        "stale": (status == "stale") == (known == "stale"),
        "error": bool(error) == (status in {"stale", "error"}),
        "reason": status != "stale" or error == "Authorization failed: needs_reauth",
        "details": bool(details) == (status == "error") and details.get("cause", error) == error,
        "refusal": (auth == "bearer" and known == "required")
        == (details.get("status_code") == 401),
        "success": ("last_successful_sync" in row) == (status in {"ready", "stale"}),
        "times": row.get("last_successful_sync", "") <= row.get("last_synced", ""),
        "attempt": status != "ready" or row["last_successful_sync"] == row["last_synced"],
        "tools": bool(names) == ("last_successful_sync" in row) and len({*names}) == len(names),
        "never": (row["tools"] is None) == (row["prompts"] is None) == (status == "waiting"),
        "overrides": {each["name"] for each in row.get("updated_tools", ())} <= {*names},
    }
    return [claim for claim, is_true in claims.items() if not is_true]


def other_spec(folder: Path) -> Path:
    """A contract that shares little with the project's."""
    number = {"type": "integer", "minimum": 1}
    zoo = {"name": "zoo", "in": "path", "required": True, "schema": {"type": "string"}}
    animal = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "legs": {"type": "integer"}},
    }
    keeper = {
        "type": "object",
        "required": ["name", "animals"],
        "properties": {
            "name": {"type": "string"},
            "animals": {"type": "array", "items": {"type": "string"}, "readOnly": True},
            "rank": {"type": "integer", "default": 1},
            "pin": {"type": "string", "writeOnly": True},
        },
    }
    keeper_body = {
        "content": {
            "application/json": {
                "schema": keeper | {"required": ["name"]},
            }
        }
    }
    ok = {"description": "Fine.", "content": {"application/json": {"schema": {"type": "object"}}}}
    listed = {
        "schema": {"properties": {"animals": {"type": "array", "items": animal}}},
        "example": {"animals": [{"id": "emu"}, {"id": "yak", "legs": 4}, {"id": "gnu"}]},
    }
    spec = {
        "openapi": "3.1.0",
        "info": {"title": "Zoo", "version": "1"},
        "servers": [{"url": "https://zoo.example/api"}],
        "components": {
            "securitySchemes": {"api_token": {"type": "apiKey", "in": "header", "name": "X-Zoo"}}
        },
        "paths": {
            "/zoos/{zoo}/animals": {
                "parameters": [zoo | {"example": "berlin"}],
                "get": {
                    "operationId": "listAnimals",
                    "x-fern-pagination": {
                        "offset": "$request.sheet",
                        "results": "$response.animals",
                    },
                    "parameters": [
                        {"name": "sheet", "in": "query", "schema": number | {"default": 1}},
                        {"name": "per_page", "in": "query", "schema": number | {"default": 2}},
                        {"name": "legs", "in": "query", "schema": {"type": "integer"}},
                    ],
                    "responses": {
                        "200": {"description": "Fine.", "content": {"application/json": listed}}
                    },
                },
                "post": {
                    "operationId": "addAnimal",
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": animal}},
                    },
                    "responses": {"200": ok},
                },
            },
            "/zoos/{zoo}/keepers": {
                "parameters": [zoo],
                "get": {
                    "operationId": "listKeepers",
                    "x-fern-pagination": {
                        "offset": "$request.sheet",
                        "results": "$response.keepers",
                    },
                    "parameters": [
                        {"name": "sheet", "in": "query", "schema": number | {"default": 1}},
                        {"name": "per_page", "in": "query", "schema": number | {"default": 9}},
                    ],
                    "responses": {
                        "200": {
                            "description": "Fine.",
                            "content": {
                                "application/json": {
                                    "schema": {
                                        "properties": {
                                            "keepers": {"type": "array", "items": keeper}
                                        }
                                    }
                                }
                            },
                        }
                    },
                },
                "post": {
                    "operationId": "hire",
                    "requestBody": keeper_body,
                    "responses": {"202": ok},
                },
            },
            "/zoos/{zoo}/keepers/{name}": {
                "parameters": [zoo, zoo | {"name": "name"}],
                "get": {"operationId": "getKeeper", "responses": {"200": ok}},
                "put": {
                    "operationId": "promote",
                    "requestBody": keeper_body,
                    "responses": {"200": ok},
                },
            },
            "/zoos/{zoo}/fence": {
                "parameters": [zoo],
                "put": {"operationId": "paintFence", "responses": {"400": {"description": "No."}}},
            },
            "/zoos/{zoo}/{thing}": {
                "get": {
                    "operationId": "getThing",
                    "parameters": [zoo, zoo | {"name": "thing"}],
                    "responses": {"200": ok},
                }
            },
        },
    }
    path = folder / "zoo.json"
    path.write_text(json.dumps(spec))
    return path
