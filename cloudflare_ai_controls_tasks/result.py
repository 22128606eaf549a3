"""The results of tasks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from cloudflare_ai_controls import Model
from cloudflare_api_text import one_line, printable

__all__ = ["MemberChange", "Result", "first", "in_words", "quoted", "source_of"]


def in_words(action: str, *, dry_run: bool) -> str:
    """Return a past participle such as `created`, or `would be created` in a dry run."""
    return f"would be {action}" if dry_run and action != "unchanged" else action


def first(names: Sequence[str]) -> str:
    """Return the first five names, and the number of the others."""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def quoted(value: object) -> str:
    """Return a JSON value as one printable line."""
    return one_line(json.dumps(value, ensure_ascii=False, default=source_of))


def source_of(value: object) -> object:
    """Return the JSON value of a model, or another value as text."""
    return value.to_dict() if isinstance(value, Model) else str(value)


@frozen(kw_only=True)
class MemberChange:
    """A member whose value changes. None stands for an absent value."""

    name: str
    old: object
    new: object

    def __str__(self) -> str:
        return f"{self.name}: {quoted(self.old)} becomes {quoted(self.new)}"


def _printable(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(printable, facts))


@frozen(kw_only=True)
class Result:
    """The result of a task. It prints as one line for each fact."""

    # Names of tools come from other servers.
    facts: tuple[str, ...] = field(converter=_printable)
    """The actions that were taken and their reasons, each as one printable line."""

    def __str__(self) -> str:
        return "\n".join(self.facts)
