"""Made-up tools and prompts that MCP servers offer."""

from __future__ import annotations

import zlib

from .store import Row

__all__ = ["NOUNS", "offer", "prompt_for", "tools_for"]

NOUNS = (
    "page",
    "ticket",
    "customer",
    "invoice",
    "article",
    "incident",
    "dashboard",
    "event",
    "drawing",
    "pull request",
    "flag",
    "item",
)
_VERBS = ("search", "get", "list", "create", "update", "archive", "comment", "export")


def offer(id: str, number: int) -> Row:
    """The prompts and the number of tools that a sync finds on a server."""
    noun = NOUNS[zlib.crc32(id.encode()) % len(NOUNS)]
    return {"tools": tools_for(noun, number), "prompts": [prompt_for(noun)]}


def prompt_for(noun: str) -> Row:
    """A prompt about a noun."""
    return {
        "name": f"summarise_{noun.replace(' ', '_')}",
        "description": f"Sum up one {noun} in three sentences.",
        "arguments": [{"name": "id", "description": f"Which {noun}.", "required": True}],
    }


def tools_for(noun: str, number: int) -> list[Row]:
    """Tools for a noun, each with a name of its own."""
    word = noun.replace(" ", "_")
    rounds = [f"_{i}" if i >= len(_VERBS) else "" for i in range(number)]
    return [_tool(f"{_VERBS[i % len(_VERBS)]}_{word}{end}", noun) for i, end in enumerate(rounds)]


def _tool(name: str, noun: str) -> Row:
    """A tool as its server describes it, with a JSON schema."""
    properties: Row = {
        "query": {"type": "string", "minLength": 1, "description": f"Words that the {noun} holds."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
        "state": {"enum": ["open", "closed", None]},
    }
    return {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "inputSchema": {"type": "object", "properties": properties, "required": ["query"]},
        "annotations": {"readOnlyHint": name.startswith(("search", "get", "list"))},
    }
