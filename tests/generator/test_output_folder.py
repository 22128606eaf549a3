"""Folders are replaced whole or not at all, and compared byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import GenerationError
from generator.output_folder import differences, replace

from .support import files


def folder(path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (path / name).mkdir(parents=True)
        (path / name / "a.py").write_text(text)
    return path


def test_a_folder_replaces_another(tmp_path: Path) -> None:
    new = folder(tmp_path / "work" / "new", both="2", added="3")
    target = folder(tmp_path / "zoo", both="1", gone="1")
    replace(new, target)
    assert files(target) == {"both": b"", "both/a.py": b"2", "added": b"", "added/a.py": b"3"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["work", "zoo"]


def test_a_folder_is_put_where_none_was(tmp_path: Path) -> None:
    replace(folder(tmp_path / "new", one="1"), tmp_path / "deep" / "zoo")
    assert files(tmp_path / "deep") == {"zoo": b"", "zoo/one": b"", "zoo/one/a.py": b"1"}


@pytest.mark.parametrize("name", ["__init__.py", "notes.txt", "deep/notes.txt"])
def test_a_folder_that_is_not_generated_stays(name: str, tmp_path: Path) -> None:
    new, target = tmp_path / "work" / "new", tmp_path / "zoo"
    new.mkdir(parents=True)
    (new / "__init__.py").write_text("# Generated.\n")
    (target / name).parent.mkdir(parents=True)
    (target / name).write_text("Written by hand.\n")
    before = files(tmp_path)
    with pytest.raises(GenerationError, match="is not a generated package: move it away"):
        replace(new, target)
    assert files(tmp_path) == before


def test_a_file_in_place_of_the_folder_stays(tmp_path: Path) -> None:
    new, target = folder(tmp_path / "new", one="1"), tmp_path / "zoo"
    target.write_text("Written by hand.\n")
    with pytest.raises(GenerationError, match="is not a generated package"):
        replace(new, target)
    assert target.read_text() == "Written by hand.\n"


def test_caches_of_python_are_replaced(tmp_path: Path) -> None:
    new, target = folder(tmp_path / "new", one="1"), folder(tmp_path / "zoo", __pycache__="1")
    replace(new, target)
    assert files(target) == {"one": b"", "one/a.py": b"1"}


@pytest.mark.parametrize("moment", [1, 2])
@pytest.mark.parametrize("after", [False, True])
def test_an_interruption_leaves_a_whole_folder(
    moment: int, after: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = folder(tmp_path / "work" / "new", one="2")
    target = folder(tmp_path / "zoo", one="1")
    rename, calls = Path.rename, 0

    def interrupted(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls != moment or after:
            rename(self, target)
        if calls == moment:
            raise KeyboardInterrupt
        return target

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace(new, target)
    done = after and moment == 2
    assert files(target) == {"one": b"", "one/a.py": b"2" if done else b"1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["work", "zoo"]


def test_every_difference_is_named(tmp_path: Path) -> None:
    expected = folder(tmp_path / "expected", same="1", edited="1", missing="1")
    actual = folder(tmp_path / "actual", same="1", edited="2", extra="1")
    assert differences(expected, actual) == [
        "changed: edited/a.py",
        "extra: extra/a.py",
        "missing: missing/a.py",
    ]


def test_caches_of_python_are_not_compared(tmp_path: Path) -> None:
    expected = folder(tmp_path / "expected", same="1")
    actual = folder(tmp_path / "actual", same="1", __pycache__="1")
    assert differences(expected, actual) == []


def test_every_file_of_a_missing_folder_is_missing(tmp_path: Path) -> None:
    expected = folder(tmp_path / "expected", one="1", two="1")
    missing = ["missing: one/a.py", "missing: two/a.py"]
    assert differences(expected, tmp_path / "actual") == missing
