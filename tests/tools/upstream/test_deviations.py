"""The `Deviation:` comments of a file and their entries."""

from __future__ import annotations

import pytest

from tools.upstream.deviations import find_deviations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Deviation: seen.\na: 1\n", [(1, 2, "seen.")]),
        ("a:\n  # Deviation: seen\n  # twice.\n  b: 1\n", [(2, 4, "seen twice.")]),
        ("# Remark.\n# Deviation: seen.\na: 1\n", [(2, 3, "seen.")]),
        ("# Deviation: one.\n# Deviation: two.\na: 1\n", [(1, 3, "one."), (2, 3, "two.")]),
        ("# Deviation: seen.\n\na: 1\n", [(1, 3, "seen.")]),
        ("a: 1  # Deviation: seen.\nb: 1\n", [(1, 1, "seen.")]),
        ("a: 1\n# Deviation: of nothing.\n", [(2, 3, "of nothing.")]),
        ('# "Deviation:" is what they start with.\na: 1\n', []),
        ("a: Deviation: no\n", []),
        ("# A Deviation: no.\na: 1\n", []),
    ],
)
def test_comments_are_about_the_entry_after_them(
    text: str, found: list[tuple[int, int, str]]
) -> None:
    assert find_deviations(text) == found
