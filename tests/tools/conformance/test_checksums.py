"""The artifacts of a build, compared with the checksums of a language's folder."""

from __future__ import annotations

from pathlib import Path
from subprocess import CalledProcessError

import pytest

from tools.conformance.checksums import differences
from tools.conformance.language import Language

_RECORDED = "aa  itoa 1.0.19\nbb  ryu 1.0.2\ncc  g:a:jar:1\n"


def language(folder: Path, command: str) -> Language:
    (folder / "Makefile").write_text(f"artifacts:\n\t@{command}\n", "utf-8")
    (folder / "checksums.txt").write_text(_RECORDED, "utf-8")
    return Language(folder)


def test_each_difference_is_a_line_that_names_the_artifact() -> None:
    assert [*differences(_RECORDED, _RECORDED)] == []
    assert [*differences(_RECORDED, "aa  itoa 1.0.19\nxx  g:a:jar:1\ndd  ryu 1.0.3\n")] == [
        "g:a:jar:1 has another checksum than in checksums.txt",
        "ryu 1.0.2 of checksums.txt is not used",
        "ryu 1.0.3 is not in checksums.txt",
    ]


def test_a_language_is_compared_with_its_file(tmp_path: Path) -> None:
    assert language(tmp_path, "cat checksums.txt").check_artifacts() == []
    assert language(tmp_path, "tail -2 checksums.txt").check_artifacts() == [
        "itoa 1.0.19 of checksums.txt is not used"
    ]
    with pytest.raises(CalledProcessError):
        language(tmp_path, "exit 3").check_artifacts()


def test_locking_writes_the_file_in_the_order_of_the_artifacts(tmp_path: Path) -> None:
    locked = language(tmp_path, "echo 'zz  a 1'; echo 'bb  c 1'; echo 'aa  b 1'")
    assert locked.lock()
    assert (tmp_path / "checksums.txt").read_text("utf-8") == "zz  a 1\naa  b 1\nbb  c 1\n"


def test_a_language_whose_own_lock_file_has_checksums_needs_none(tmp_path: Path) -> None:
    other = language(tmp_path, "exit 3")
    (tmp_path / "checksums.txt").unlink()
    assert other.check_artifacts() == []
    assert not other.lock()


def test_the_files_name_no_host() -> None:
    found = [each.folder / "checksums.txt" for each in Language.all()]
    texts = {file.parent.name: file.read_text("utf-8") for file in found if file.exists()}
    assert texts.keys() == {"java", "rust"}
    assert not [text for text in texts.values() if "/" in text]
