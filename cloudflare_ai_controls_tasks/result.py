"""What a task has done, or would do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from cloudflare_ai_controls import Model
from cloudflare_api_text import one_line, printable

__all__ = ["MemberChange", "Result", "in_words", "quoted"]


def in_words(action: str, *, dry_run: bool) -> str:
    """Return the past participle for what a task has done, or would do."""
    return f"would be {action}" if dry_run and action != "unchanged" else action


def quoted(value: object) -> str:
    """Return a JSON value as one printable line."""
    return one_line(json.dumps(value, ensure_ascii=False, default=_source))


def _source(value: Any) -> object:
    return value.to_dict() if isinstance(value, Model) else str(value)


@frozen(kw_only=True)
class MemberChange:
    """A member whose value changes. None stands for an absent one."""

    name: str
    old: object
    new: object

    def __str__(self) -> str:
        return f"{self.name}: {quoted(self.old)} becomes {quoted(self.new)}"


def _printable(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(printable, facts))


@frozen(kw_only=True)
class Result:
    """What a task has done, or would do. It prints as one line for each fact."""

    # Names of tools come from other servers.
    facts: tuple[str, ...] = field(converter=_printable)
    """What was done and why, each as one printable line."""

    def __str__(self) -> str:
        return "\n".join(self.facts)
