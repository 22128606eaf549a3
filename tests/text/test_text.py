"""Text that somebody else wrote becomes printable, and keeps its visible characters."""

from __future__ import annotations

import unicodedata

import pytest

from cloudflare_api_text import code_of, one_line, printable, shown

# Beyond these, planes are empty, or for ideographs or private use.
_CHARACTERS = "".join(map(chr, [*range(0x20000), *range(0xE0000, 0xE0200), 0x10FFFF]))


def test_each_character_that_is_not_printable_is_replaced() -> None:
    replaced = printable(_CHARACTERS)
    assert replaced.isprintable()
    assert len(replaced) == len(_CHARACTERS)
    changed = [a for a, b in zip(_CHARACTERS, replaced, strict=True) if a != b]
    assert {unicodedata.category(each)[0] for each in changed} == {"C", "Z"}
    assert {"\x00", "\t", "\n", "\x1b", "\x7f", "\x9b", "\u200b", "\u202e", "\u2028", "\ud800"} <= {
        *changed
    }


@pytest.mark.parametrize("text", ["", "a b", "é 日本 😀", "a\\x1b"])
def test_a_printable_text_is_unchanged(text: str) -> None:
    assert printable(text) == one_line(text) == text


def test_a_code_can_stand_for_a_character() -> None:
    assert printable("a\x1b[\u202e\n", code_of) == r"a\x1b[\u202e\n"


def test_a_line_is_folded_and_bounded() -> None:
    assert one_line("\ta\n\n b\x00 c ") == "a b c"
    assert one_line("a" * 10**6) == "a" * 500


class _Unshowable:
    def __repr__(self) -> str:
        raise ZeroDivisionError


def test_any_value_can_be_shown() -> None:
    assert shown("a\x1b\u00ad") == r"'a\x1b\xad'"
    assert shown(_Unshowable()) == "a value of type _Unshowable"
    assert shown(10**5000) == "a value of type int"
