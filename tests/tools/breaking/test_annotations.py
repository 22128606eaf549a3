"""Comparison of annotations."""

from __future__ import annotations

import pytest

from tools.breaking.annotations import takes


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("str", "str"),
        ("str | None", "str"),
        ("str | None", "None | str"),
        ("Literal['cat', 'dog'] | str", "str"),
        ("str", "Literal['cat'] | str"),
        ("Literal['cat', 'dog']", "Literal['dog']"),
        ("str", "str | _core.Omit"),
        ("list[str | None]", "list[str]"),
        ("Iterable[Diet | Mapping[str, object]]", "Iterable[Mapping[str, object]]"),
        ("float", "int"),
    ],
)
def test_a_wider_annotation_takes_a_narrower_one(wide: str, narrow: str) -> None:
    assert takes(wide, narrow)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("str", "str | None"),
        ("Literal['cat']", "Literal['cat', 'dog']"),
        ("Literal['cat']", "str"),
        ("list[str]", "list[str | None]"),
        ("list[str]", "list[int]"),
        ("int", "float"),
        ("datetime", "str"),
        ("dict[str, int]", "list[int]"),
    ],
)
def test_a_narrower_annotation_does_not_take_a_wider_one(narrow: str, wide: str) -> None:
    assert not takes(narrow, wide)
