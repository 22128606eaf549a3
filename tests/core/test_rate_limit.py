"""The `Ratelimit` header."""

from __future__ import annotations

import sys

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudflare_api_core.rate_limit import RateLimit, read_rate_limit

from .support import fuzz

_NONE = RateLimit(sys.maxsize, 0.0)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"default";r=50;t=30', (50, 30.0)),
        ('"default"; r=0; t=300', (0, 300.0)),
        ('"default";t=30;r=50', (50, 30.0)),
        ("default;r=50;t=30", (50, 30.0)),
        # Of several, the one that is used up first; of two that are, the one that lasts longer.
        ('"burst";r=8;t=1, "default";r=50;t=30', (8, 1.0)),
        ('"burst";r=0;t=1, "default";r=0;t=30', (0, 30.0)),
        # A name may contain any character.
        ('"a,b;r=0;t=9";r=7;t=3', (7, 3.0)),
        # Other parameters, of this or of a later edition of the standard.
        ('"default";q=1200;r=5;w=300;t=6', (5, 6.0)),
        *((text, _NONE) for text in (
            "", "50", '"default"', '"default";r=0', '"default";t=30', '"default";r=-1;t=30',
            '"default";r=;t=30', '"default";r=x;t=30', f'"default";r={"9" * 5000};t=1', '"open;r=0',
            '"default";r=٣;t=1',
        )),
        ('"broken";r=0, "default";r=50;t=30', (50, 30.0)),
    ],
)  # fmt: skip
def test_read_rate_limit(header: str, expected: tuple[int, float]) -> None:
    assert read_rate_limit({"ratelimit": header}) == expected


def test_there_is_no_limit_without_the_header() -> None:
    assert read_rate_limit(httpx.Headers()) == _NONE


def test_several_headers_are_one_list() -> None:
    headers = httpx.Headers([("Ratelimit", '"a";r=9;t=1'), ("RateLimit", '"b";r=3;t=2')])
    assert read_rate_limit(headers) == (3, 2.0)


@fuzz
@given(st.text())
def test_any_header_text_is_accepted(text: str) -> None:
    assert read_rate_limit({"ratelimit": text}).remaining >= 0
