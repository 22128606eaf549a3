"""JSON as it is read and written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudflare_api_core.json_values import describe, format_json, parse_json

from .support import fuzz


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e400", 10**400),
        ("-2.5e309", -25 * 10**308),
        ("1E+4299", 10**4299),
        ("1" * 400, int("1" * 400)),
        ("18446744073709551617", 2**64 + 1),
        ("-9223372036854775809", -(2**63) - 1),
        ("18446744073709551615", 2**64 - 1),
        ("0.1234567890123456789012", 0.1234567890123456789012),
        ("1e-400", 0.0),
        ("1.5", 1.5),
    ],
)
def test_a_number_keeps_its_value(text: str, value: float) -> None:
    for form in (text, text.encode()):
        read = parse_json(form)
        assert (read, type(read)) == (value, type(value))
        assert json.loads(format_json(read)) == value


_NO_JSON = ["NaN", "[-Infinity]", "1e4300", "1e999999999", "9" * 4301, "[" * 200_000, "", "{"]


@pytest.mark.parametrize("text", _NO_JSON)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_json(text)


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": -float("inf")}])
def test_a_value_that_json_does_not_have_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r"not JSON compliant"):
        format_json(value)


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Halves of surrogate pairs too.
    | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@fuzz
@given(_VALUES)
def test_every_json_value_is_written_and_read_unchanged(value: object) -> None:
    for text in (format_json(value), json.dumps(value), json.dumps(value).encode()):
        assert repr(parse_json(text)) == repr(value)


def test_a_number_too_long_to_write_is_described() -> None:
    assert describe(10**5000) == "a number of more than 4300 digits"
