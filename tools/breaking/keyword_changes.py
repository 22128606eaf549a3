"""The effect of a changed keyword of a schema: whether fewer or more values are valid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from cloudflare_api_core.json_values import is_array

__all__ = ["KeywordChange"]


@frozen
class KeywordChange:
    """A change of a keyword, as text, and whether it excludes or admits values."""

    what: str
    narrower: bool
    wider: bool

    @classmethod
    def of(cls, key: str, old: Any, new: Any) -> KeywordChange:
        """Describe a change of a keyword, which may have a prefix, as in `items enum`."""
        place, space, keyword = key.rpartition(" ")
        judge = _KEYWORDS.get(keyword)
        narrower, wider = judge(old, new) if judge else (True, True)
        return cls(f"{place}{space}{_text(keyword, old, new)}", narrower, wider)


def _values(old: Any, new: Any) -> tuple[bool, bool]:
    if old is None or new is None:
        return old is None, new is None
    return any(value not in new for value in old), any(value not in old for value in new)


def _at_least(old: Any, new: Any) -> tuple[bool, bool]:
    narrower = old is None or (new is not None and new > old)
    return narrower, not narrower and old != new


def _at_least_0(old: Any, new: Any) -> tuple[bool, bool]:
    return _at_least(old or 0, new or 0)


def _at_most(old: Any, new: Any) -> tuple[bool, bool]:
    narrower = old is None or (new is not None and new < old)
    return narrower, not narrower


def _restriction(old: Any, new: Any) -> tuple[bool, bool]:
    return bool(new), bool(old)


def _multiple(old: Any, new: Any) -> tuple[bool, bool]:
    return old is None or bool(new and old % new), new is None or bool(old and new % old)


def _lost(old: Any, new: Any) -> tuple[bool, bool]:
    is_lost = any(value not in (new or ()) for value in old or ())
    return is_lost, is_lost


def _no_effect(_: Any, __: Any) -> tuple[bool, bool]:
    return False, False


# Whether a change makes fewer and more values valid. A flag that is off is None.
_KEYWORDS: Final[dict[str, Callable[[Any, Any], tuple[bool, bool]]]] = {
    **dict.fromkeys(("enum", "permission", "alternatives"), _values),
    "content": _lost,
    "nullable": lambda old, new: (bool(old), bool(new)),
    # A request must not have such a field any more.
    "readOnly": lambda old, new: (bool(new), False),
    # An answer no longer has such a field.
    "writeOnly": lambda old, new: (False, bool(new)),
    **dict.fromkeys(("required", "uniqueItems", "pattern", "format"), _restriction),
    **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), _restriction),
    # Typed clients have another type for an object that is open.
    "additionalProperties": lambda old, new: (bool(old), True),
    **dict.fromkeys(("minLength", "minItems", "minProperties"), _at_least_0),
    "minimum": _at_least,
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties"), _at_most),
    "multipleOf": _multiple,
    "type": lambda old, new: (
        (old, new) != ("integer", "number"),
        (old, new) != ("number", "integer"),
    ),
    **dict.fromkeys(("default", "deprecated"), _no_effect),
}


def _text(key: str, old: Any, new: Any) -> str:
    if key == "nullable":
        return "may be null" if new else "no longer null"
    if key == "required":
        return "required" if new else "no longer required"
    if _KEYWORDS.get(key) in {_values, _lost} and old is not None and new is not None:
        added = [f"+{value}" for value in new if value not in old]
        removed = [f"-{value}" for value in old if value not in new]
        return f"{key} {' '.join(added + removed)}"
    return f"{key} {_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    if is_array(value):
        return ", ".join(map(str, value))
    return "none" if value is None else str(value)
