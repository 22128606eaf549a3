"""Types of values that may be of any of several types."""

from __future__ import annotations

import pytest

from generator.annotations import any_of_types


@pytest.mark.parametrize(
    ("annotations", "joined"),
    [
        (["str", "int"], "str | int"),
        (["str | None", "int", "None"], "str | None | int"),
        (["list[str | None]", "str | None"], "list[str | None] | str | None"),
        (
            ["Literal['a | b', \"it's | ]\", '\\'']", "str"],
            "Literal['a | b', \"it's | ]\", '\\''] | str",
        ),
        (["dict[str, list[int | str]] | int", "int"], "dict[str, list[int | str]] | int"),
    ],
)
def test_each_type_is_named_once(annotations: list[str], joined: str) -> None:
    assert any_of_types(annotations) == joined
