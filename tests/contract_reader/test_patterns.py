"""A pattern that could take more than linear time for some text is found."""

from __future__ import annotations

import time

import pytest

from cloudflare_api_contract.patterns import fault

_SOUND = [
    "",
    "^$",
    "^[a-z]",
    "a|b|c",
    r"^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
    r"^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$",
    r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
    r"[0-9a-f]{32}",
    r"^(\d{1,3}\.){3}\d{1,3}$",
    r"^[a-z0-9]([a-z0-9-]*?[a-z0-9])?$",
    r"^https?://[^\s]+$",
    r"^[^@\s]+@[^@\s]+$",
    r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$",
    "^((a|b)*c)*$",
    "^a{0}b+$",
]
_SLOW = [
    "^(a+)+$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "^(a*)*$",
    "^(a*b*)+$",
    "^(a+|b)*$",
    r"^(\w|\d|x?y)+z$",
    "^([^a]|[^b])+$",
    "^(.*a){12}$",
    "^(a?){40}a{40}$",
    "^" + "a?" * 40 + "a" * 40 + "$",
    "^" + "(a|aa)" * 40 + "$",
    "^a*a*a*a*a*$",
    "^(é+)+$",
    r"^(\w|[à-ü]x?)+$",
    "[a-z]+$",
    r"\s+$",
]
_UNKNOWN = [r"^(a)\1$", "^(?=a)b", "^(?!a)b", "(?i)^a$", "^a++$"]


@pytest.mark.parametrize("pattern", _SOUND)
def test_a_sound_pattern_has_no_fault(pattern: str) -> None:
    assert fault(pattern) is None


@pytest.mark.parametrize("pattern", _SLOW)
def test_a_slow_pattern_has_a_fault(pattern: str) -> None:
    assert (fault(pattern) or "").startswith("may take more than linear time")


@pytest.mark.parametrize("pattern", _UNKNOWN)
def test_a_construct_whose_time_is_not_known_is_a_fault(pattern: str) -> None:
    assert (fault(pattern) or "").startswith("has more than literals")


def test_a_pattern_that_python_cannot_compile_is_left_to_the_validators() -> None:
    assert fault(r"\p{L}") is None
    assert fault("a{99999999999999}") is None


@pytest.mark.parametrize(
    "pattern",
    [
        "^" + "(" * 400 + "a" + ")" * 400 + "$",
        "^" + "a?" * 490 + "$",
        "^(" + "|".join(f"{number:04}" for number in range(180)) + ")*$",
        "^(" + "[a-z]?-" * 130 + ")*$",
        "a" * 1001,
    ],
    ids=["nested", "optional", "alternatives", "loop", "long"],
)
def test_the_search_for_faults_itself_ends_soon(pattern: str) -> None:
    start = time.process_time()
    assert fault(pattern)
    assert time.process_time() - start < 10
