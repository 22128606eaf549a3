"""`python -m tools.breaking` in a repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.generator.support import Json
from tests.tools.breaking.edits import EDITS
from tests.tools.breaking.support import contract, revision
from tools.breaking.__main__ import main
from tools.breaking.surface import Surface

_CHANGELOG = "# Changelog\n\n## 0.1.0, 2026-01-31\n\n- Lists animals.\n"


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@zoo.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def released(base: Surface, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released")
    shutil.copytree(base.revision.folder, folder, dirs_exist_ok=True)
    (folder / "CHANGELOG.md").write_text(_CHANGELOG)
    _git(folder, "init", "--quiet")
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message", "Release")
    return folder


@pytest.fixture
def repository(released: Path, tmp_path: Path) -> Path:
    return shutil.copytree(released, tmp_path / "repository")


def _without_legs() -> Json:
    data = contract()
    EDITS["answer: field removed"].change(data)
    return data


def test_no_change_of_the_surface_exits_with_0(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["HEAD"], repository) == 0
    assert capsys.readouterr() == (
        "no change of the public surface: HEAD → the working tree\n",
        "",
    )


def test_a_break_without_a_release_note_fails(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revision(repository, _without_legs())
    assert main(["HEAD"], repository) == 1
    out, err = capsys.readouterr()
    title, _, row, summary = out.splitlines()
    assert title.strip() == "HEAD → the working tree"
    operations = ["createAnimal,", "listAnimals,", "readAnimal"]
    assert row.split() == ["Animal.legs", "removed", "breaks", "breaks", *operations]
    assert summary == "changes: 1, breaking Python users: 1, strict clients: 1"
    assert err == (
        "error: openapi.yaml: info.version: 0.1.0 → 0.1.0; this needs a higher minor version\n"
    )


@pytest.mark.check
def test_a_break_with_a_release_note_passes(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = _without_legs()
    data["info"]["version"] = "0.2.0"
    revision(repository, data)
    said = "## 0.2.0, not yet released\n\n- **Breaking:** `Animal` has no `legs`.\n\n## 0.1.0"
    (repository / "CHANGELOG.md").write_text(_CHANGELOG.replace("## 0.1.0", said))
    assert main(["HEAD"], repository) == 0
    _git(repository, "commit", "--quiet", "--all", "--message", "Remove legs")
    assert main(["HEAD~1", "HEAD"], repository) == 0
    assert capsys.readouterr().out.count("Animal.legs") == 2


def test_a_report_fits_on_one_screen_worst_change_first_and_never_fails(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = contract()
    EDITS["together: enum value added, optional parameter added, described"].change(data)
    revision(repository, data)
    monkeypatch.setattr("tools.breaking.__main__._SCREEN", 1)
    assert main(["--report", "HEAD"], repository) == 0
    out, err = capsys.readouterr()
    _, _, row, more, summary = out.splitlines()
    assert row.split()[0] == "Animal.kind"
    assert more == "rows without --report: 2"
    assert summary == "changes: 2, breaking Python users: 0, strict clients: 1"
    assert err == ""


def test_a_package_that_does_not_match_the_contract_is_refused(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = repository / "openapi.yaml"
    path.write_text(path.read_text().replace("maximum: 100", "maximum: 50"))
    assert main(["HEAD"], repository) == 1
    assert capsys.readouterr().err == (
        "error: generated/ does not match openapi.yaml: run `make generate`\n"
    )


def test_a_commit_without_a_contract_is_an_error(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _git(repository, "rm", "--quiet", "--cached", "openapi.yaml")
    _git(repository, "commit", "--quiet", "--message", "Forget")
    assert main(["HEAD"], repository) == 1
    assert capsys.readouterr().err == "error: HEAD has no openapi.yaml\n"
    assert main(["--report", "HEAD"], repository) == 0
    assert capsys.readouterr() == (
        "the changes of the public surface are unknown: HEAD has no openapi.yaml\n",
        "",
    )


def test_a_problem_of_the_contract_is_one_line(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = repository / "openapi.yaml"
    path.write_text(path.read_text().replace("maximum: 100", "exclusiveMaximum: true"))
    assert main(["HEAD"], repository) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: openapi.yaml:")
    assert err.endswith("exclusiveMaximum is not supported in a schema\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize("ref", ["nowhere", "--output=found"])
def test_a_commit_that_does_not_exist_is_an_error(
    repository: Path, capsys: pytest.CaptureFixture[str], ref: str
) -> None:
    assert main(["--", ref], repository) == 1
    assert capsys.readouterr().err == f"error: {ref}: not a valid object name: {ref}\n"
    assert not (repository / "found").exists()


def test_a_report_names_a_missing_repository(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(repository / ".git")
    assert main(["--report", "HEAD"], repository) == 0
    out, err = capsys.readouterr()
    assert out.startswith("the changes of the public surface are unknown: HEAD: not a git repo")
    assert out.count("\n") == 1
    assert err == ""
