"""Validation of values against their rules, and their form as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from attrs import evolve

from cloudflare_api_core import (
    Model,
    Parameter,
    Rule,
    alternative,
    any_of,
    boolean,
    date_time,
    field,
    lazy_models,
    model,
    models,
    nested,
    omit,
    text,
)
from cloudflare_api_core.validation import validate

_NAME = Parameter("string", "name", "body", required=True, max_length=5)
_ALIAS = Parameter("string", "alias_", "body", name="alias", nullable=True)


@model
class _Toy(Model):
    name: str = field(text, rule=_NAME)
    alias_: str | None = field(text, default=None, name="alias", rule=_ALIAS)
    maker: str | None = field(text, default=None)


@model
class _Other(Model):
    name: str = field(text, rule=_NAME)


@model
class _Kennel(Model):
    toy: Any = field(
        any_of(alternative(lambda: _Toy, {}), alternative(lambda: _Other, {})),
        default=None,
        rule=Rule(
            "any",
            any_of=(Rule("object", model=lambda: _Toy), Rule("object", model=lambda: _Other)),
        ),
    )


_OF_CLASS = "of class _Toy but received a _Other: make a _Toy with name, alias"


class _Kind(StrEnum):
    BALL = "ball"


_TOY = Parameter("object", "toy", "body", model=lambda: _Toy)
_TOYS = Parameter("array", "toys", "body", items=_TOY)
_GRID = Parameter(
    "array",
    "grid",
    "body",
    items=Rule("array", items=Rule("integer", maximum=9)),
)
_FREE = Parameter("object", "free", "body")


_KEPT: list[tuple[Parameter, Any, Any]] = [
    (_ALIAS, None, None),
    (_ALIAS, _Kind.BALL, "ball"),
    (_TOY, _Toy(name="ball"), {"name": "ball"}),
    (_TOY, {"name": "ball", "alias": None}, {"name": "ball", "alias": None}),
    (_TOY, {"name": "ball", "alias": omit}, {"name": "ball"}),
    (_TOY, {"name": "ball", "maker": 5}, {"name": "ball", "maker": 5}),
    (_TOY, _Toy.from_dict({"name": "a", "x": 1}), {"name": "a", "x": 1}),
    (_TOYS, (), []),
    (_TOYS, iter([{"name": "a"}, _Toy(name="b")]), [{"name": "a"}, {"name": "b"}]),
    (_GRID, [(1, 2), []], [[1, 2], []]),
    (_FREE, {"a": {"b": None}}, {"a": {"b": None}}),
    (Parameter("any", "any", "body"), [None, "a"], [None, "a"]),
]


@pytest.mark.parametrize(("parameter", "value", "sent"), _KEPT)
def test_a_value_that_keeps_its_rule_is_sent(parameter: Parameter, value: Any, sent: Any) -> None:
    result = validate(parameter.argument, parameter, value)
    assert result == sent
    assert type(result) is type(sent)


@pytest.mark.parametrize(
    ("parameter", "value", "problem"),
    [
        (_NAME, None, "Expected `name` to be of type string but received None"),
        (_TOY, [], "Expected `toy` to be of type object but received []"),
        (_TOY, {}, "Expected a value for `toy.name`"),
        (_TOY, {"name": omit}, "Expected a value for `toy.name`"),
        (_TOY, {"name": None}, "Expected `toy.name` to be of type string but received None"),
        (_TOY, _Toy(name="a ball"), "Expected `toy.name` to have at most 5 characters but"),
        (_TOY, {"name": "a", "alias": 5}, "Expected `toy.alias` to be of type string but"),
        (_TOYS, {"name": "a"}, "Expected `toys` to be of type array but received {'name': 'a'}"),
        (_TOYS, "ab", "Expected `toys` to be of type array but received 'ab'"),
        (_TOYS, b"ab", "Expected `toys` to be of type array but received b'ab'"),
        (_TOYS, [{"name": "a"}, "b"], "Expected `toys[1]` to be of type object but received 'b'"),
        (_GRID, [[1], [2, 10]], "Expected `grid[1][1]` to be at most 9 but received 10"),
        (_TOY, {"nam": "a"}, "Expected no member `toy.nam`: did you mean `name`?"),
        (
            _TOY,
            {"name": "a", "portal_alias": "b"},
            "Expected no member `toy.portal_alias`: did you mean `alias`?",
        ),
        (_TOYS, [{}, {"\x1b": 1}], "Expected a value for `toys[0].name`"),
        (_TOY, {"hostname": "b"}, "Expected no member `toy.hostname`: expected name, alias"),
        (_TOYS, [{"a\n": 1}], "Expected no member `toys[0].a`: expected name, alias"),
        (_TOYS, [_Other.from_dict({"name": "a"})], f"Expected `toys[0]` to be {_OF_CLASS}"),
        (_FREE, "a", "Expected `free` to be of type object but received 'a'"),
    ],
)
def test_a_value_that_breaks_a_rule_is_named_with_its_place(
    parameter: Parameter, value: Any, problem: str
) -> None:
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        validate(parameter.argument, parameter, value)
    assert str(caught.value).startswith(problem)


_STEPS = Parameter("number", "steps", "body", multiple_of=0.01)
_ITEMS = Parameter(
    "array", "items", "body", items=Rule("any"), min_items=1, max_items=2, unique_items=True
)
_SIZES = Parameter("object", "sizes", "body", values=Rule("integer"), max_properties=1)
_KINDS = Parameter(
    "any",
    "kinds",
    "body",
    any_of=(
        Rule("object", model=lambda: _Toy),
        Rule("object", model=lambda: _Other),
        Rule("array", items=Rule("string"), nullable=True),
    ),
)
_CHOICE = Parameter("integer", "choice", "body", enum=(1, 2))


@pytest.mark.parametrize(
    ("parameter", "value", "sent"),
    [
        (_STEPS, 0.07, 0.07),
        (_STEPS, -12, -12),
        (_STEPS, 1e308, 1e308),
        (_ITEMS, [1, True], [1, True]),
        (_SIZES, {"a": 1, "b": omit}, {"a": 1}),
        (_KINDS, _Other(name="a"), {"name": "a"}),
        (_KINDS, {"name": "a", "alias": None}, {"name": "a", "alias": None}),
        (_KINDS, iter(["a"]), ["a"]),
        (_KINDS, None, None),
        (_CHOICE, 2, 2),
    ],
)
def test_a_value_that_keeps_a_rarer_rule_is_sent(
    parameter: Parameter, value: Any, sent: Any
) -> None:
    assert validate(parameter.argument, parameter, value) == sent


@pytest.mark.parametrize(
    ("parameter", "value", "problem"),
    [
        (_STEPS, 0.075, "`steps` to be a multiple of 0.01 but received 0.075"),
        (_ITEMS, [], "`items` to have at least 1 items but received 0"),
        (_ITEMS, [1, 2, 3], "`items` to have at most 2 items but received 3"),
        (_ITEMS, [{"a": 1}, {"a": 1}], "`items` to have no item twice"),
        (_SIZES, {"a": 1, "b": 2}, "`sizes` to have at most 1 members but received 2"),
        (_SIZES, {"a\n": "b"}, "`sizes.a` to be of type integer but received 'b'"),
        (_KINDS, 5, "`kinds` to be of type object or array but received 5"),
        (_KINDS, [5], "`kinds[0]` to be of type string but received 5 (as a value of type array)"),
        (_KINDS, {"alias": 5}, "a value for `kinds.name` (as _Toy)"),
        (_KINDS, _Kennel(), "`kinds` to be of class _Toy or _Other but received a _Kennel"),
        (_CHOICE, 3, "`choice` to be one of 1, 2 but received 3"),
        (_CHOICE, True, "`choice` to be of type integer but received True"),
    ],
)
def test_a_value_that_breaks_a_rarer_rule_is_refused(
    parameter: Parameter, value: Any, problem: str
) -> None:
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        validate(parameter.argument, parameter, value)
    assert str(caught.value) == f"Expected {problem}"


def test_an_iterator_inside_a_value_of_several_kinds_is_read_once() -> None:
    kinds = (Rule("object", values=Rule("string")), Rule("object", values=_ITEMS))
    rule = Rule("any", any_of=kinds)
    assert validate("kinds", rule, {"a": iter([1, 2])}) == {"a": [1, 2]}


@pytest.mark.parametrize(
    "rule",
    [
        Rule("array", items=Rule("string", secret=True)),
        Rule("any", any_of=(Rule("array", items=Rule("any")), Rule("integer", secret=True))),
        Rule("object", values=Rule("any", any_of=(Rule("string", secret=True),))),
    ],
)
def test_a_value_that_should_hold_a_secret_is_not_shown(rule: Rule) -> None:
    with pytest.raises(ValueError, match=r"^Expected `keys` to be of type [\w ]+$"):
        validate("keys", rule, "hunter2")


def test_a_value_of_an_unknown_kind_is_sent_back_unchanged() -> None:
    read = {"toy": {"wheels": 4}}
    rule = Rule("object", model=lambda: _Kennel)
    assert validate("kennel", rule, _Kennel.from_dict(read)) == read
    for given in (read, _Kennel(toy=read["toy"])):
        with pytest.raises(ValueError, match=r"^Expected no member `kennel.toy.wheels`"):
            validate("kennel", rule, given)


@pytest.mark.parametrize("wider", [Rule("object"), Rule("object", values=Rule("string"))])
def test_a_model_of_a_union_keeps_the_rules_of_its_class(wider: Rule) -> None:
    rule = Rule("any", any_of=(wider, Rule("object", model=lambda: _Toy)))
    with pytest.raises(ValueError, match=r"^Expected `toy.name` to have at most 5 characters"):
        validate("toy", rule, _Toy(name="too long"))
    assert validate("toy", rule, _Other(name="a")) == {"name": "a"}


def test_a_union_that_leads_back_to_itself_tries_each_value_once() -> None:
    tried = list[str]()

    def noted() -> type[Model]:
        tried.append("")
        return Branch

    @model
    class Branch(Model):
        inner: Any = field(text, default=None)
        size: Any = field(text, default=None)

    union = Rule("any", any_of=(Rule("object", model=noted), Rule("object", model=noted)))
    Branch.__model_rules__ = {"inner": union, "size": Rule("string", max_length=3)}
    value: dict[str, Any] = {"size": "too long"}
    for _ in range(12):
        value = {"inner": value}
    with pytest.raises(ValueError, match=r"^Expected `a(\.inner){12}\.size` to have at most 3 "):
        validate("a", union, value)
    assert len(tried) < 1000


_SHORT = Rule("string", max_length=3)


@pytest.mark.parametrize(
    ("rule", "value", "place"),
    [
        (Rule("array", secret=True, items=_SHORT), ["hunter2"], "a[0]"),
        (Rule("object", secret=True, values=_SHORT), {"b": "hunter2"}, "a.b"),
        (Rule("object", secret=True, model=lambda: _Other), {"name": "hunter2"}, "a.name"),
        (Rule("any", secret=True, any_of=(Rule("integer"), _SHORT)), "hunter2", "a"),
    ],
)
def test_a_part_of_a_secret_is_not_shown(rule: Rule, value: Any, place: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        validate("a", rule, value)
    assert str(caught.value).startswith(f"Expected `{place}` to have at most ")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), True, "1", None])
def test_infinity_and_nan_are_refused(number: Any) -> None:
    with pytest.raises(ValueError, match=r"to be of type number"):
        validate("kilos", Parameter("number", "kilos", "body"), number)


def test_a_secret_is_not_shown() -> None:
    secret = Parameter("string", "password", "body", secret=True, max_length=3)
    for value in ("hunter2", 4321):
        with pytest.raises(ValueError, match=r"^Expected `password` to ") as caught:
            validate("password", secret, value)
        assert str(value) not in str(caught.value)


def test_a_given_value_is_not_changed() -> None:
    given = {"name": "ball", "alias": omit}
    validate("toy", _TOY, given)
    assert given == {"name": "ball", "alias": omit}


_WHEN = Parameter("string", "when", "body", format="date-time", nullable=True)
_DAY = Parameter("string", "day", "body", format="date")
_PLUS_ONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("parameter", "value", "sent"),
    [
        (_WHEN, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05Z"),
        (_WHEN, datetime(2026, 1, 1, 0, 30, tzinfo=_PLUS_ONE), "2025-12-31T23:30:00Z"),
        (_WHEN, datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), "2026-01-02T03:04:05.000678Z"),
        (_WHEN, "2026-01-02T03:04:05+01:00", "2026-01-02T03:04:05+01:00"),
        (_WHEN, None, None),
        (_DAY, date(2026, 1, 2), "2026-01-02"),
        (_DAY, "2026-01-02", "2026-01-02"),
    ],
)
def test_datetimes_and_dates_become_texts(parameter: Parameter, value: Any, sent: Any) -> None:
    assert validate(parameter.argument, parameter, value) == sent


@pytest.mark.parametrize(
    ("parameter", "value", "problem"),
    [
        (_WHEN, datetime(2026, 1, 2), "`when` to have a time zone but received datetime"),  # noqa: DTZ001
        (_WHEN, date(2026, 1, 2), "`when` to be of type string but received datetime.date"),
        (_WHEN, 5, "`when` to be of type string but received 5"),
        (_DAY, datetime(2026, 1, 2, tzinfo=UTC), "`day` to be of type string but received datet"),
        (
            Parameter("string", "name", "body"),
            datetime(2026, 1, 2, tzinfo=UTC),
            "`name` to be of type string but received datetime",
        ),
    ],
)
def test_a_value_that_is_not_such_a_datetime_or_date_is_refused(
    parameter: Parameter, value: Any, problem: str
) -> None:
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        validate(parameter.argument, parameter, value)
    assert str(caught.value).startswith(f"Expected {problem}")


def test_a_secret_datetime_is_not_shown() -> None:
    secret = Parameter("string", "when", "body", format="date-time", secret=True)
    with pytest.raises(ValueError, match=r"^Expected `when` to have a time zone$"):
        validate("when", secret, datetime(2026, 1, 2))  # noqa: DTZ001


@model
class _Link(Model):
    name: str = field(text, rule=_NAME)
    is_last: bool | None = field(boolean, default=None, rule=Rule("boolean"))
    following: _Link | None = field(
        nested(lambda: _Link),
        default=None,
        rule=Rule("object", model=lambda: _Link),
    )


_CHAIN = Parameter("object", "chain", "body", model=lambda: _Link)


def test_a_model_from_the_api_may_use_0_and_1_for_booleans() -> None:
    read = {"name": "a", "is_last": 0, "following": {"name": "b", "is_last": 1}}
    sent = {"name": "a", "is_last": False, "following": {"name": "b", "is_last": True}}
    assert validate("chain", _CHAIN, _Link.from_dict(read)) == sent
    with pytest.raises(ValueError, match=r"^Expected `chain.is_last` to be of type boolean"):
        validate("chain", _CHAIN, read)


@pytest.mark.parametrize(
    ("following", "problem"),
    [
        ({"name": "b", "nam": 1}, "no member `chain.following.nam`: did you mean `name`?"),
        (
            _Toy(name="b"),
            "`chain.following` to be of class _Link but received a _Toy: make a",
        ),
    ],
)
def test_the_members_of_a_model_are_checked_like_arguments(following: Any, problem: str) -> None:
    given = _Link(name="a", following=_Link(name="b"))
    given.following = following
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        validate("chain", _CHAIN, given)
    assert str(caught.value).startswith(f"Expected {problem}")


def test_unknown_members_of_an_answer_are_sent_back_at_every_level() -> None:
    read = {"name": "a", "x": 1, "following": {"name": "b", "y": [None]}}
    given = evolve(_Link.from_dict(read), name="c")
    assert validate("chain", _CHAIN, given) == read | {"name": "c"}


def test_a_chain_of_models_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: dict[str, Any] = {"name": "a"}
    for _ in range(20):
        read = {"name": "a", "following": read}
    written = list[object]()
    members = models.members

    def noted(model: Model) -> dict[str, Any]:
        written.append(model)
        return members(model)

    given = _Link.from_dict(read)
    monkeypatch.setattr(models, "members", noted)
    monkeypatch.setattr(lazy_models, "members", noted)
    assert validate("chain", _CHAIN, given) == read
    assert len(written) == 21


@model
class _Event(Model):
    at: datetime = field(date_time, rule=_WHEN)


def test_date_time_of_an_answer_is_sent_back_unchanged() -> None:
    read = {"at": "2026-01-02T03:04:05.10+01:00"}
    event = Parameter("object", "event", "body", model=lambda: _Event)
    assert validate("event", event, _Event.from_dict(read)) == read


def test_the_repr_of_a_value_is_one_short_line() -> None:
    class Loud:
        def __repr__(self) -> str:
            return "a\nb" * 9999

    for value in (Loud(), "ab" * 9999):
        with pytest.raises(ValueError, match=r"^Expected `name` to ") as caught:
            validate("name", _NAME, value)
        assert len(str(caught.value).splitlines()) == 1
        assert len(str(caught.value)) < 600
