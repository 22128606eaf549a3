"""published.yaml, the record of what Cloudflare publishes, as a text that keeps its comments."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import Document, Json, is_array, is_object, read

from .shape import VALUES

__all__ = ["PUBLISHED", "write"]

PUBLISHED: Final = Path(__file__).with_name("published.yaml")
_SECTIONS: Final = (("components", "schemas"), ("components", "parameters"), ("paths",))


def write(record: Document, source: str, path: Path) -> None:
    """Replace published.yaml, except the comment at its beginning.

    If families are added only, they come at the ends of its sections, and all comments stay. If
    nothing that is compared changes, the file stays as it is.
    """
    data = json.loads(json.dumps(record.data))  # Without shared parts, which would become aliases.
    before = path.read_text("utf-8")
    text = _extended(before, read(path), data)
    if text is None:
        head = re.match(r"(?:#.*\n)*", before)
        comment = re.sub(r"# Written from .*\n", "", head[0] if head else "")
        note = f"# Written from {source}. What it does not state is kept from the record before.\n"
        text = comment + note + _dumped(data)
    path.write_text(text, "utf-8")


def _extended(text: str, old: Document, new: Json) -> str | None:
    """Return the text of a record with additions, None if anything else changes."""
    rest = json.loads(json.dumps(new))
    lines = text.splitlines(keepends=True)
    for section in _SECTIONS:  # From the last line to the first, so that numbers stay right.
        known, there = old.data, rest
        for step in section:
            known, there = known.get(step, {}), there.get(step, {})
        if added := {name: there.pop(name) for name in [*there] if name not in known}:
            indent = "  " * len(section)
            end = old.lines.line(section) or 0
            while end < len(lines) and lines[end].startswith((indent, "\n")):
                end += 1
            lines.insert(end, textwrap.indent(_dumped(added), indent))
    extended = "".join(lines)
    return extended if _stated(rest) == _stated(old.data) else None


def _dumped(data: Json) -> str:
    text: str = yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=10_000)
    return text


def _stated(node: Any) -> Any:
    """Return the facts that a source states and that are compared."""
    if is_object(node):
        facts = {name: each for name, each in node.items() if each is not None}
        if facts.get(VALUES) is True:
            del facts[VALUES]
        return {name: _stated(each) for name, each in facts.items()}
    return [_stated(each) for each in node] if is_array(node) else node
