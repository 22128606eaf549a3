"""Every link from one document of this project to another leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import ROOT, links, slugs

_DOCUMENTS = [
    file
    for pattern in ("*.md", "docs/**/*.md", "tools/**/*.md", "examples/*/README.md")
    for file in sorted(ROOT.glob(pattern))
]


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    astray: list[str] = []
    for link in links(document):
        path, _, anchor = link.partition("#")
        if path.startswith(("https:", "http:", "mailto:")):
            continue
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in slugs(target)):
            astray.append(link)
    assert astray == []
