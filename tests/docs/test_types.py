"""The snippets of README and guide as a type checker reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import ROOT, snippets, type_check


@pytest.mark.check
def test_snippets_pass_a_strict_type_check(tmp_path: Path) -> None:
    documents = (ROOT / "README.md", ROOT / "docs" / "guide.md")
    tested = [snippet for document in documents for snippet in snippets(document, "python")]
    assert tested
    assert type_check(tested, tmp_path) == ""
