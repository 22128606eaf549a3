"""Servers for the benchmarks, as JSON rows."""

from __future__ import annotations

from typing import Any

from cloudflare_api_mock.seed import mcp_server

__all__ = ["ROWS", "nested_rows", "plain_rows"]

_MOMENT = "2026-03-11T15:00:58.123Z"
_TOOL = {
    "name": "find",
    "description": "Finds a note.",
    "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}},
}
_OVERRIDE = {"name": "find", "alias": "seek", "description": "Seeks.", "enabled": True}


def plain_rows(count: int) -> list[dict[str, Any]]:
    """Return servers of about 2 kB with ten tools each and no nested model."""
    tools = [{**_TOOL, "name": f"find_{number}"} for number in range(10)]
    return [{**mcp_server(number, tools=1), "tools": tools} for number in range(1, count + 1)]


def nested_rows(count: int) -> list[dict[str, Any]]:
    """Return servers of about 2 kB with ten tools and five nested models each."""
    return [_nested_row(number) for number in range(count)]


def _nested_row(number: int) -> dict[str, Any]:
    return {
        "id": f"notes-{number}",
        "auth_type": "oauth",
        "hostname": "https://example.com/mcp",
        "name": "Team notes",
        "prompts": [{"name": "sum", "description": "Sums up."}] * 3,
        "tools": [_TOOL] * 10,
        "created_at": _MOMENT,
        "created_by": "ann",
        "description": "Notes",
        "error": "no answer",
        "error_details": {
            "cause": "reset",
            "is_upstream": True,
            "mcp_code": 0,
            "retryable": True,
            "status_code": 0,
        },
        "is_shared_oauth_callback_enabled": True,
        "last_successful_sync": _MOMENT,
        "last_synced": _MOMENT,
        "modified_at": _MOMENT,
        "modified_by": "ann",
        "secure_web_gateway": False,
        "status": "error",
        "updated_prompts": [_OVERRIDE],
        "updated_tools": [_OVERRIDE] * 3,
    }


ROWS = {"five nested models each": nested_rows, "no nested model": plain_rows}
