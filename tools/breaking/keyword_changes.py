"""The effect of a changed keyword of a schema: whether fewer or more values are valid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from cloudflare_api_core.json_values import is_array

__all__ = ["KEYWORDS", "KeywordChange"]


@frozen
class KeywordChange:
    """A change of a keyword, as text, and whether it excludes or admits values."""

    what: str
    narrower: bool
    wider: bool

    @classmethod
    def of(cls, key: str, old: Any, new: Any) -> KeywordChange:
        """Describe a change of one of `KEYWORDS`."""
        return cls(_text(key, old, new), *KEYWORDS[key](old, new))


def _values(old: Any, new: Any) -> tuple[bool, bool]:
    if old is None or new is None:
        return old is None, new is None
    return any(value not in new for value in old), any(value not in old for value in new)


def _at_least(old: Any, new: Any) -> tuple[bool, bool]:
    narrower = old is None or (new is not None and new > old)
    return narrower, not narrower


def _at_most(old: Any, new: Any) -> tuple[bool, bool]:
    narrower = old is None or (new is not None and new < old)
    return narrower, not narrower


def _type(old: Any, new: Any) -> tuple[bool, bool]:
    return (old, new) != ("integer", "number"), (old, new) != ("number", "integer")


def _form(old: Any, new: Any) -> tuple[bool, bool]:
    return new is not None, old is not None


def _no_effect(_: Any, __: Any) -> tuple[bool, bool]:
    return False, False


# Whether a change makes fewer and more values valid. Every other keyword is documentation.
KEYWORDS: Final[dict[str, Callable[[Any, Any], tuple[bool, bool]]]] = {
    "enum": _values,
    "permission": _values,
    "nullable": lambda old, new: (bool(old and not new), bool(new and not old)),
    "required": lambda old, new: (bool(new and not old), bool(old and not new)),
    **dict.fromkeys(("minimum", "minLength"), _at_least),
    **dict.fromkeys(("maximum", "maxLength"), _at_most),
    "type": _type,
    **dict.fromkeys(("pattern", "format", "additionalProperties"), _form),
    **dict.fromkeys(("default", "deprecated", "readOnly", "writeOnly"), _no_effect),
}


def _text(key: str, old: Any, new: Any) -> str:
    if key == "nullable":
        return "may be null" if new else "no longer null"
    if key == "required":
        return "required" if new else "no longer required"
    if KEYWORDS[key] is _values and old is not None and new is not None:
        added = [f"+{value}" for value in new if value not in old]
        removed = [f"-{value}" for value in old if value not in new]
        return f"{key} {' '.join(added + removed)}"
    return f"{key} {_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    if is_array(value):
        return ", ".join(map(str, value))
    return "none" if value is None else str(value)
