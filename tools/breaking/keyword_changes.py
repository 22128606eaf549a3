"""Which way a keyword of a schema moves: are fewer values valid than before, or more?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

__all__ = ["KEYWORD_CHANGES", "KeywordChange"]


@frozen
class KeywordChange:
    """What was said of a value, and whether that leaves out some or lets in others."""

    what: str
    narrower: bool = False
    wider: bool = False


def _values(key: str, old: Any, new: Any) -> KeywordChange:
    lost = [value for value in old or () if value not in (new or ())]
    gained = [value for value in new or () if value not in (old or ())]
    if old is None or new is None:
        return KeywordChange(f"{key} {_shown(old)} → {_shown(new)}", old is None, new is None)
    said = [f"+{value}" for value in gained] + [f"-{value}" for value in lost]
    return KeywordChange(f"{key} {' '.join(said)}", bool(lost), bool(gained))


def _nullable(key: str, old: Any, new: Any) -> KeywordChange:
    what = "may be null" if new else "no longer null"
    return KeywordChange(what, narrower=bool(old and not new), wider=bool(new and not old))


def _needed(key: str, old: Any, new: Any) -> KeywordChange:
    what = "required" if new else "no longer required"
    return KeywordChange(what, narrower=bool(new and not old), wider=bool(old and not new))


def _at_least(key: str, old: Any, new: Any) -> KeywordChange:
    narrower = old is None or (new is not None and new > old)
    return KeywordChange(f"{key} {_shown(old)} → {_shown(new)}", narrower, not narrower)


def _at_most(key: str, old: Any, new: Any) -> KeywordChange:
    narrower = old is None or (new is not None and new < old)
    return KeywordChange(f"{key} {_shown(old)} → {_shown(new)}", narrower, not narrower)


def _form(key: str, old: Any, new: Any) -> KeywordChange:
    return KeywordChange(f"{key} {_shown(old)} → {_shown(new)}", new is not None, old is not None)


def _type(key: str, old: Any, new: Any) -> KeywordChange:
    integers = {("integer", "number"): (False, True), ("number", "integer"): (True, False)}
    return KeywordChange(
        f"{key} {_shown(old)} → {_shown(new)}", *integers.get((old, new), (True, True))
    )


def _silent(key: str, old: Any, new: Any) -> KeywordChange:
    return KeywordChange(f"{key} {_shown(old)} → {_shown(new)}")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return "none" if value is None else str(value)


# What is not here is documentation.
KEYWORD_CHANGES: Final[dict[str, Callable[[str, Any, Any], KeywordChange]]] = {
    "enum": _values,
    "nullable": _nullable,
    "required": _needed,
    "minimum": _at_least,
    "minLength": _at_least,
    "maximum": _at_most,
    "maxLength": _at_most,
    "pattern": _form,
    "format": _form,
    "type": _type,
    "additionalProperties": _form,
    "default": _silent,
    "deprecated": _silent,
    "readOnly": _silent,
    "writeOnly": _silent,
}
