"""The suggestion of a known name for an unknown one."""

from __future__ import annotations

from collections.abc import Iterable

from .importing import importing

__all__ = ["suggest"]


def suggest(name: str, known: Iterable[str]) -> str:
    """Return a question with the nearest known name, or a list of all known names."""
    # Only a call that is refused needs it.
    with importing():
        from difflib import get_close_matches

    names = [*known]
    # Cloudflare's answers have `portal_alias` where requests have `alias`.
    parts = [n for n in names if f"_{name}".endswith(f"_{n}") or f"_{n}".endswith(f"_{name}")]
    # Not the default of 0.6, with which `hostname` would be `name`.
    nearest = parts or get_close_matches(name, names, 1, 0.7)
    return f"did you mean `{nearest[0]}`?" if nearest else f"expected {', '.join(names)}"
