"""The decoding of each kind of value, as a required and as an optional field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cloudflare_api_core import (
    APIResponseValidationError,
    Model,
    alternative,
    any_of,
    anything,
    array,
    binary,
    boolean,
    date_only,
    date_time,
    field,
    free_form,
    integer,
    mapping,
    model,
    nested,
    nothing,
    nullable,
    number,
    text,
)
from cloudflare_api_core.decoders import DecodeError, Decoder

from .support import Pet


@model
class _Owner(Model):
    id: str = field(text)


@model
class _Box(Model):
    lid: str | None = field(text, default=None)


_NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)

_READ: list[tuple[str, Decoder[Any], Any, Any]] = [
    ("text", text, "a", "a"),
    ("text", text, "", ""),
    ("boolean", boolean, True, True),
    ("boolean", boolean, 0, False),
    ("boolean", boolean, 1, True),
    ("integer", integer, 5, 5),
    ("integer", integer, 5.0, 5),
    ("integer", integer, -(10**30), -(10**30)),
    ("number", number, 5, 5.0),
    ("number", number, 0.5, 0.5),
    ("date_time", date_time, "2026-03-11 12:00:00", _NOON),
    ("date_time", date_time, "2026-03-11T12:00:00Z", _NOON),
    ("date_only", date_only, "2026-03-11", date(2026, 3, 11)),
    ("free_form", free_form, {"a": [1]}, {"a": [1]}),
    ("free_form", free_form, {}, {}),
    ("array", array(text), ["a", "b"], ["a", "b"]),
    ("array", array(text), [], []),
    ("array", array(boolean), [True, 0], [True, False]),
    ("array", array(nullable(text)), ["a", None], ["a", None]),
    ("array", array(array(integer)), [[1], [], [2.0]], [[1], [], [2]]),
    ("nested", nested(lambda: Pet), {"id": "a"}, Pet(id="a")),
    ("array", array(nested(lambda: Pet)), [{"id": "a"}], [Pet(id="a")]),
    ("anything", anything, {"a": None}, {"a": None}),
    ("anything", anything, 5, 5),
    ("nullable", nullable(text), "a", "a"),
    ("mapping", mapping(integer), {"a": 1, "b": 2.0}, {"a": 1, "b": 2}),
    ("mapping", mapping(text), {}, {}),
    (
        "mapping",
        mapping(mapping(date_time)),
        {"a": {"b": "2026-03-11 12:00:00"}},
        {"a": {"b": _NOON}},
    ),
    ("mapping", mapping(nested(lambda: Pet)), {"a": {"id": "b"}}, {"a": Pet(id="b")}),
    ("any_of", any_of(boolean, integer, text), 1, 1),
    ("any_of", any_of(boolean, integer, text), True, True),
    ("any_of", any_of(boolean, integer, text), "a", "a"),
    ("any_of", any_of(date_time, text), "2026-03-11T12:00:00Z", _NOON),
    ("any_of", any_of(date_time, text), "noon", "noon"),
    ("any_of", any_of(array(integer), array(text)), ["a"], ["a"]),
    ("any_of", any_of(array(integer), array(text)), [True], [True]),
    ("any_of", any_of(alternative(lambda: Pet, {}), text), {"id": "a"}, Pet(id="a")),
    ("any_of", any_of(alternative(lambda: Pet, {}), text), {"name": "a"}, {"name": "a"}),
    ("any_of", any_of(alternative(lambda: Pet, {"id": ("a",)})), {"id": "b"}, {"id": "b"}),
    (
        "any_of",
        any_of(alternative(lambda: _Box, {"lid": ("a",)})),
        {"lid": None},
        _Box.from_dict({"lid": None}),
    ),
    ("any_of", any_of(nullable(alternative(lambda: Pet, {})), free_form), {"a": 1}, {"a": 1}),
    ("any_of", any_of(nullable(alternative(lambda: Pet, {})), text), {"id": "c"}, Pet(id="c")),
    ("any_of", array(any_of(nullable(alternative(lambda: Pet, {})), text)), [None], [None]),
    ("any_of", any_of(alternative(lambda: _Box, {}), mapping(text)), {"lid": "a"}, _Box(lid="a")),
    ("any_of", any_of(alternative(lambda: _Box, {}), mapping(text)), {"b": "c"}, {"b": "c"}),
    (
        "any_of",
        any_of(alternative(lambda: _Box, {}), mapping(text)),
        {"b": 1},
        _Box.from_dict({"b": 1}),
    ),
    (
        "any_of",
        any_of(alternative(lambda: _Owner, {}), alternative(lambda: Pet, {})),
        {"id": "a", "name": "b"},
        Pet(id="a", name="b"),
    ),
    (
        "any_of",
        any_of(alternative(lambda: Pet, {}), alternative(lambda: _Owner, {})),
        {"id": "a", "name": 5},
        Pet.from_dict({"id": "a", "name": 5}),
    ),
]
_WRONG: list[tuple[Decoder[Any], Any, str]] = [
    (text, 5, "a string but received 5"),
    (text, ["a"], "a string but received an array"),
    (boolean, 2, "a boolean but received 2"),
    (boolean, 1.0, "a boolean but received 1.0"),
    (boolean, "true", "a boolean but received 'true'"),
    (integer, True, "an integer but received True"),
    (integer, 5.5, "an integer but received 5.5"),
    (integer, float("inf"), "an integer but received inf"),
    (integer, "5", "an integer but received '5'"),
    (number, True, "a number but received True"),
    (number, "0.5", "a number but received '0.5'"),
    (number, {}, "a number but received an object"),
    (date_time, "never", "a date-time but received 'never'"),
    (date_time, 5, "a date-time but received 5"),
    (date_only, "2026-13-01", "a date but received '2026-13-01'"),
    (date_only, 5, "a date but received 5"),
    (number, 10**400, f"a number but received 1{'0' * 56}..."),
    (binary, "a", "bytes but received 'a'"),
    (any_of(integer, text), [], "an integer or a string but received an array"),
]
_WRONG_CONTAINERS: list[tuple[Decoder[Any], Any, str]] = [
    (free_form, [], "field: expected an object but received an array"),
    (free_form, "a", "field: expected an object but received 'a'"),
    (array(text), {}, "field: expected an array but received an object"),
    (array(text), "a", "field: expected an array but received 'a'"),
    (array(text), ["a", 5], "field[1]: expected a string but received 5"),
    (array(text), [None], "field[0]: expected a string but received null"),
    (array(binary), [b"a", "b"], "field[1]: expected bytes but received 'b'"),
    (array(array(text)), [[], ["a", {}]], "field[1][1]: expected a string but received an object"),
    (nested(lambda: Pet), [], "field: expected an object but received an array"),
    (nested(lambda: Pet), {}, "field.id: expected a string but received "),
    (array(nested(lambda: Pet)), [{"id": "a"}, {"id": 5}], "field[1].id: expected a string but"),
    (mapping(text), [], "field: expected an object but received an array"),
    (mapping(array(text)), {"a": ["b", 5]}, "field.a[1]: expected a string but received 5"),
    (
        any_of(alternative(lambda: Pet, {}), array(text)),
        "a",
        "field: expected an object or an array but received 'a'",
    ),
]


def _models(decoder: Decoder[Any]) -> tuple[type[Any], type[Any]]:
    @model
    class Required(Model):
        field: Any = field(decoder)

    @model
    class Optional(Model):
        field: Any = field(decoder, default=None)

    return Required, Optional


@pytest.mark.parametrize(
    ("decoder", "value", "read"),
    [row[1:] for row in _READ],
    ids=[f"{name}-{value!r}" for name, _, value, _ in _READ],
)
def test_a_value_is_read(decoder: Decoder[Any], value: Any, read: Any) -> None:
    for cls in _models(decoder):
        made = cls.from_dict({"field": value})
        assert made.field == read
        assert type(made.field) is type(read)
        assert made.to_dict() == {"field": value}
        assert type(made.to_dict()["field"]) is type(value)


@pytest.mark.parametrize(
    ("decoder", "value", "problem"), _WRONG, ids=[problem for _, _, problem in _WRONG]
)
def test_a_scalar_of_the_wrong_shape(decoder: Decoder[Any], value: Any, problem: str) -> None:
    required, optional = _models(decoder)
    with pytest.raises(APIResponseValidationError) as caught:
        required.from_dict({"field": value})
    assert str(caught.value) == f"Required: field: expected {problem}"
    assert caught.value.__context__ is None
    made = optional.from_dict({"field": value})
    assert made.field is None
    assert made.to_dict() == {"field": value}


@pytest.mark.parametrize(("decoder", "value", "problem"), _WRONG_CONTAINERS)
def test_an_array_or_object_of_the_wrong_shape(
    decoder: Decoder[Any], value: Any, problem: str
) -> None:
    for cls in _models(decoder):
        with pytest.raises(APIResponseValidationError) as caught:
            cls.from_dict({"field": value})
        assert str(caught.value).startswith(f"{cls.__name__}: {problem}")


@pytest.mark.parametrize("source", [{}, {"field": None}], ids=["absent", "null"])
@pytest.mark.parametrize(
    ("decoder", "read"),
    [
        (text, None),
        (boolean, None),
        (integer, None),
        (number, None),
        (date_time, None),
        (date_only, None),
        (free_form, None),
        (nested(lambda: Pet), None),
        (array(text), []),
        (array(nested(lambda: Pet)), []),
    ],
)
def test_absent_and_null_values(decoder: Decoder[Any], read: Any, source: dict[str, Any]) -> None:
    required, optional = _models(decoder)
    made = optional.from_dict(source)
    assert made.field is None
    assert made.to_dict() == source
    if read is None:
        with pytest.raises(APIResponseValidationError, match=r"^Required: field: expected a"):
            required.from_dict(source)
    else:
        made = required.from_dict(source)
        assert made.field == read
        assert made.to_dict() == source


@pytest.mark.parametrize("decoder", [anything, nothing])
def test_a_value_of_any_kind_may_be_absent(decoder: Decoder[Any]) -> None:
    for cls in _models(decoder):
        for source in ({}, {"field": None}):
            assert cls.from_dict(source).field is None
            assert cls.from_dict(source).to_dict() == source


def test_the_decoder_of_no_content_reads_any_value_as_none() -> None:
    for cls in _models(nothing):
        assert cls.from_dict({"field": {"a": 1}}).field is None


def test_a_required_nullable_value_may_be_null() -> None:
    required, _ = _models(nullable(text))
    assert required.from_dict({"field": None}).field is None
    with pytest.raises(APIResponseValidationError, match="field: expected a string but"):
        required.from_dict({"field": 5})


def test_two_models_do_not_share_an_array() -> None:
    required, _ = _models(array(text))
    first, second = required.from_dict({}), required.from_dict({})
    first.field.append("a")
    assert second.field == []


def test_a_long_value_is_cut_short() -> None:
    required, _ = _models(integer)
    with pytest.raises(APIResponseValidationError) as caught:
        required.from_dict({"field": "a\n" * 500})
    assert len(str(caught.value)) < 120
    assert len(str(caught.value).splitlines()) == 1


def test_a_mismatch_names_the_place_from_the_outside_in() -> None:
    error = DecodeError("a string", None)
    assert str(error) == "expected a string but received null"
    error.path += ["auth_type", 3, "result"]
    assert str(error) == "result[3].auth_type: expected a string but received null"


def test_a_union_that_leads_back_to_itself_chooses_once_for_each_value() -> None:
    decoded = list[object]()

    def decode(value: object) -> object:
        decoded.append(value)
        return value

    @model
    class Leaf(Model):
        inner: Any = field(any_of(alternative(lambda: Leaf, {}), alternative(lambda: Branch, {})))
        mark: Any = field(Decoder(decode), default=None)

    @model
    class Branch(Model):
        inner: Any = field(any_of(alternative(lambda: Leaf, {}), alternative(lambda: Branch, {})))
        mark: Any = field(Decoder(decode), default=None)

    source: dict[str, Any] = {"inner": {}, "mark": "a"}
    for _ in range(12):
        source = {"inner": source}
    found = Branch.from_dict(source)
    assert len(decoded) <= 4
    assert found.to_dict() == source
