"""The release notes that changes need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator.support import write
from tools.breaking.changes import Change, Verdict
from tools.breaking.release_note import missing_release_note
from tools.breaking.revision import Revision, RevisionError

_ADDED = Change("Animal.age", "added")
_BROKEN = {
    "everybody": Change("Animal.age", "removed", Verdict.BREAKS, Verdict.BREAKS),
    "type checkers": Change("Animal.age", "str → str | None", Verdict.TYPES),
    "strict clients": Change("Animal.kind", "enum +eel", strict=Verdict.BREAKS),
}
_RELEASED = "# Changelog\n\n## {}, 2026-01-31\n\n- Lists animals.\n"
_MARKED = "# Changelog\n\n## {}, not yet released\n\n- **Breaking:** animals have no age.\n"


def _revision(folder: Path, version: str, changelog: str) -> Revision:
    folder.mkdir()
    info = {"title": "Zoo", "version": version}
    write(folder, {"openapi": "3.0.3", "info": info, "paths": {}})
    (folder / "CHANGELOG.md").write_text(changelog.format(version))
    return Revision(folder.name, folder)


def _missing(folder: Path, change: Change, old: str, new: str, changelog: str) -> str | None:
    base = _revision(folder / "base", old, _RELEASED)
    return missing_release_note([change], base, _revision(folder / "head", new, changelog))


@pytest.mark.parametrize("broken", _BROKEN.values(), ids=_BROKEN)
@pytest.mark.parametrize(
    ("old", "new"), [("0.1.0", "0.2.0"), ("0.9.3", "1.0.0"), ("1.4.0", "2.0.0")]
)
def test_a_break_with_a_version_and_a_marked_line_passes(
    tmp_path: Path, broken: Change, old: str, new: str
) -> None:
    assert _missing(tmp_path, broken, old, new, _MARKED) is None


@pytest.mark.parametrize("broken", _BROKEN.values(), ids=_BROKEN)
@pytest.mark.parametrize(
    ("old", "new", "needed"),
    [
        ("0.1.0", "0.1.0", "minor"),
        ("0.1.0", "0.1.1", "minor"),
        ("0.2.0", "0.1.0", "minor"),
        ("1.4.0", "1.5.0", "major"),
    ],
)
def test_a_break_needs_a_higher_minor_version_and_from_1_0_on_a_major_one(
    tmp_path: Path, broken: Change, old: str, new: str, needed: str
) -> None:
    missing = _missing(tmp_path, broken, old, new, _MARKED)
    assert missing == (
        f"openapi.yaml: info.version: {old} → {new}; this needs a higher {needed} version"
    )


def test_a_break_needs_a_line_that_marks_it(tmp_path: Path) -> None:
    missing = _missing(tmp_path, _BROKEN["everybody"], "0.1.0", "0.2.0", _RELEASED)
    assert missing == (
        "CHANGELOG.md: 0.2.0: a change breaks users, but no line starts with `- **Breaking:**`"
    )


def test_a_mark_under_another_version_does_not_count(tmp_path: Path) -> None:
    changelog = _RELEASED + "\n" + _MARKED.partition("\n\n")[2].replace("{}", "0.1.0")
    missing = _missing(tmp_path, _BROKEN["everybody"], "0.1.0", "0.2.0", changelog)
    assert missing is not None


@pytest.mark.parametrize("new", ["0.1.1", "0.2.0"])
def test_an_addition_passes_with_any_higher_version(tmp_path: Path, new: str) -> None:
    assert _missing(tmp_path, _ADDED, "0.1.0", new, _RELEASED) is None


def test_an_addition_needs_a_higher_version(tmp_path: Path) -> None:
    missing = _missing(tmp_path, _ADDED, "0.1.0", "0.1.0", _RELEASED)
    assert missing == (
        "openapi.yaml: info.version: 0.1.0 → 0.1.0; this needs a higher patch version"
    )


def test_a_version_needs_a_section(tmp_path: Path) -> None:
    missing = _missing(tmp_path, _ADDED, "0.1.0", "0.1.1", "# Changelog\n\n## 0.1.10\n")
    assert missing == "CHANGELOG.md: no section `## 0.1.1`"


def test_a_base_that_is_not_yet_released_needs_no_note(tmp_path: Path) -> None:
    base = _revision(tmp_path / "base", "0.1.0", _MARKED)
    head = _revision(tmp_path / "head", "0.1.0", _RELEASED)
    assert missing_release_note([_BROKEN["everybody"]], base, head) is None


def test_no_change_needs_no_note(tmp_path: Path) -> None:
    base = _revision(tmp_path / "base", "0.1.0", _RELEASED)
    assert missing_release_note([], base, base) is None


@pytest.mark.parametrize("version", ["1", "1.0", "next", "1.0.0-rc.1"])
def test_an_invalid_version_is_an_error(tmp_path: Path, version: str) -> None:
    with pytest.raises(RevisionError, match=r"^head: openapi.yaml: info.version: '.*' is not like"):
        _missing(tmp_path, _ADDED, "0.1.0", version, _RELEASED)
