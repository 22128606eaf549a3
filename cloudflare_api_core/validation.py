"""The validation of values against the rules that the contract has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from operator import is_, itemgetter
from typing import Any, Final, cast

from cloudflare_api_text import one_line, shown

from . import lazy_models
from .constraints import HAS_TYPE, broken_rule, is_file
from .datetimes import format_datetime
from .memo import Memo
from .options import Omit
from .rule import Rule
from .suggestion import suggest

__all__ = ["validate", "validation_error"]


def validate(place: str, rule: Rule, value: Any, *, is_read: bool = False) -> Any:
    """Return a valid value as JSON holds it: models as objects, iterables as arrays.

    `place` is the value's place in the arguments, such as `updated_tools[0].alias`. A value that
    came from the API (`is_read`) may use 0 and 1 for booleans. Raises ValueError, naming the place
    and the rule that the value breaks.
    """
    if value is None and rule.nullable:
        return None
    if rule.any_of:
        return _any_of(place, rule, value, is_read=is_read)
    if is_read and rule.type == "boolean" and value in (0, 1):
        value = bool(value)
    if rule.format:
        value = _format_moment(place, rule, value)
    broken = broken_rule(rule, value)
    if broken:
        raise validation_error(place, rule, broken, value)
    if rule.type == "array":
        return _array(place, rule, value, is_read=is_read)
    if rule.type == "object":
        return _object(place, rule, value, is_read=is_read)
    return value.value if isinstance(value, Enum) else value


def validation_error(place: str, rule: Rule, broken: str, value: object) -> ValueError:
    """Make the error of a value that breaks a rule."""
    received = "" if _may_hold_secret(rule) else f" but received {shown(value)}"
    return ValueError(f"Expected `{place}` to {broken}{received}")


def _may_hold_secret(rule: Rule) -> bool:
    return rule.secret or any(map(_may_hold_secret, rule.inside))


def _inside(outer: Rule, inner: Rule) -> Rule:
    """Return the rule for a part of a value, which is a secret if the value is one."""
    return replace(inner, secret=True) if outer.secret and not inner.secret else inner


def _format_moment(place: str, rule: Rule, value: Any) -> Any:
    """Return a datetime or date as its text. The server validates texts."""
    if rule.format == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if rule.format != "date-time" or not isinstance(value, datetime):
        return value
    if value.utcoffset() is None:
        raise validation_error(place, rule, "have a time zone", value)
    text = format_datetime(value)
    if not text.endswith("Z"):
        raise validation_error(place, rule, "be between the years 1 and 9999 in UTC", value)
    return text


def _array(place: str, rule: Rule, values: Any, *, is_read: bool) -> list[Any]:
    assert rule.items is not None
    items = _inside(rule, rule.items)
    result = [
        validate(f"{place}[{index}]", items, value, is_read=is_read)
        for index, value in enumerate(values)
    ]
    _require_size(place, len(result), "items", rule.min_items, rule.max_items)
    # Items need not be hashable, and 1 is another JSON value than true.
    if rule.unique_items and len({*map(repr, result)}) < len(result):
        raise ValueError(f"Expected `{place}` to have no item twice")
    return result


def _require_size(place: str, size: int, what: str, least: int | None, most: int | None) -> None:
    # The messages have no values, which may be secrets.
    if least is not None and size < least:
        raise ValueError(f"Expected `{place}` to have at least {least} {what} but received {size}")
    if most is not None and size > most:
        raise ValueError(f"Expected `{place}` to have at most {most} {what} but received {size}")


_tried: Final = Memo()


def _any_of(place: str, rule: Rule, value: Any, *, is_read: bool) -> Any:
    # Each branch reads the value, and an iterator would be empty for the second.
    value = _without_iterators(value)
    key = (id(value), id(rule.any_of), place, rule.secret, is_read)
    # With the value, because the next could have the id of one that is gone.
    _, valid = _tried.find(key, lambda: (value, _as_branch(place, rule, value, is_read=is_read)))
    if isinstance(valid, ValueError):
        raise ValueError(*valid.args)
    return valid


def _as_branch(place: str, rule: Rule, value: Any, *, is_read: bool) -> Any:
    """Return the valid value, or the error if it keeps the rules of no branch."""
    problems: list[tuple[int, Rule, str]] = []
    # A free-form object or a map would take any model, without the rules of its class.
    own = [each for each in rule.any_of if each.model and isinstance(value, each.model())]
    for each in own or rule.any_of:
        branch = _inside(rule, each)
        try:
            return validate(place, branch, value, is_read=is_read)
        except ValueError as error:
            problems.append((_nearness(branch, value), branch, str(error)))
    if is_read and not isinstance(value, lazy_models.Model):
        # An answer had this value, of a kind that the contract does not know.
        return value
    nearness, nearest, problem = max(problems, key=itemgetter(0))
    if isinstance(value, lazy_models.Model) and not nearness:
        names = [branch.model().__name__ for branch in rule.any_of if branch.model]
        wanted, given = " or ".join(names), type(value).__name__
        return ValueError(f"Expected `{place}` to be of class {wanted} but received a {given}")
    if nearness < 0:
        kinds = " or ".join(dict.fromkeys(branch.type for branch in rule.any_of))
        return validation_error(place, rule, f"be of type {kinds}", value)
    kind = nearest.model().__name__ if nearest.model else f"a value of type {nearest.type}"
    return ValueError(f"{problem} (as {kind})")


def _without_iterators(value: Any) -> Any:
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        read = {name: _without_iterators(held) for name, held in members.items()}
        return read if any(read[name] is not members[name] for name in read) else members
    if not HAS_TYPE["array"](value) or is_file(value):
        return value
    items = [*value]
    read_items = [*map(_without_iterators, items)]
    is_same = isinstance(value, (list, tuple)) and all(map(is_, items, read_items))
    return cast("Any", value) if is_same else read_items


def _nearness(rule: Rule, value: Any) -> int:
    """Count the members that a value of a rule's type has in common with it, else return -1."""
    if not HAS_TYPE[rule.type](value):
        return -1
    if isinstance(value, lazy_models.Model) and rule.model:
        return int(isinstance(value, rule.model()))
    is_mapping = isinstance(value, Mapping)
    members = cast("Mapping[str, Any]", value) if is_mapping else dict[str, Any]()
    known = rule.members
    return sum(
        name in known and held in (known[name].enum or [held]) for name, held in members.items()
    )


def _object(place: str, rule: Rule, value: Any, *, is_read: bool) -> dict[str, Any]:
    is_read = is_read or (
        isinstance(value, lazy_models.Model) and value.__model_source__ is not None
    )
    members = _members(place, rule, value)
    for name, member_rule in rule.members.items():
        member = members.get(name)
        if name in members and not isinstance(member, Omit):
            inner = _inside(rule, member_rule)
            members[name] = validate(f"{place}.{name}", inner, member, is_read=is_read)
        elif member_rule.required:
            raise ValueError(f"Expected a value for `{place}.{name}`")
    given = {name: member for name, member in members.items() if not isinstance(member, Omit)}
    if rule.values and not isinstance(value, lazy_models.Model):
        values = _inside(rule, rule.values)
        for name in given.keys() - rule.members.keys():
            there = f"{place}.{one_line(str(name))}"
            given[name] = validate(there, values, given[name], is_read=is_read)
    _require_size(place, len(given), "members", rule.min_properties, rule.max_properties)
    return given


def _members(place: str, rule: Rule, value: Any) -> dict[str, Any]:
    """Return the members of an object. Models among them stay models."""
    wanted = rule.model() if rule.model else None
    if not isinstance(value, lazy_models.Model):
        members = dict[str, Any](value)
        unknown = [name for name in members if wanted and name not in wanted.__model_names__]
        if wanted and unknown and not rule.values:
            # An answer has other members than a request, and the server ignores those.
            name = one_line(str(unknown[0]))
            asked = suggest(name, wanted.__model_rules__)
            raise ValueError(f"Expected no member `{place}.{name}`: {asked}")
        return members
    if wanted and not isinstance(value, wanted):
        raise ValueError(
            f"Expected `{place}` to be of class {wanted.__name__} but received a"
            f" {type(value).__name__}: make a {wanted.__name__} with"
            f" {', '.join(wanted.__model_rules__)}"
        )
    # As JSON, they would not tell their class.
    nested = {name for name, each in rule.members.items() if _holds_models(each)}
    members = lazy_models.members(value)
    for name, member in members.items():
        held = getattr(value, value.__model_names__[name]) if name in nested else None
        members[name] = lazy_models.to_json(member) if held is None else held
    return members


def _holds_models(rule: Rule) -> bool:
    return rule.model is not None or any(map(_holds_models, rule.inside))
