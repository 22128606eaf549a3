"""The verdict on each change of a contract, for Python users and for strict clients."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cloudflare_api_contract import Document
from tests.tools.breaking.edits import EDITS
from tests.tools.breaking.recorded import RECORDED, from_redocly, recorded
from tests.tools.breaking.support import contract, revision
from tools.breaking.__main__ import compare
from tools.breaking.changes import Change, Verdict, joined
from tools.breaking.contract_changes import contract_changes
from tools.breaking.public_names import PublicNames
from tools.breaking.revision import Revision
from tools.breaking.surface import Surface

_DIFFERENCES = "tools.breaking.contract_changes.differences"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Surface:
    return Surface(revision(tmp_path_factory.mktemp("base"), contract()))


def _worst(changes: list[Change]) -> tuple[Verdict, Verdict]:
    """The worst verdicts, for Python users and for strict clients."""
    verdicts = [(change.python, change.strict) for change in changes] or [(Verdict.NONE,) * 2]
    python, strict = map(max, zip(*verdicts, strict=True))
    return python, strict


def _compare(
    base: Surface, head: Revision, edit: str, monkeypatch: pytest.MonkeyPatch
) -> list[Change]:
    monkeypatch.setattr(_DIFFERENCES, recorded(edit))
    return compare(base, Surface(head, base))


def _compare_edit(
    base: Surface, edit: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Change]:
    data = contract()
    EDITS[edit].change(data)
    return _compare(base, revision(folder, data), edit, monkeypatch)


def _check_row(changes: list[Change], row: tuple[str, str] | None) -> None:
    if row is None:
        assert changes == []
    else:
        where, what = row
        found = [change for change in changes if change.where == where and what in change.what]
        assert len(found) == 1, changes
        assert [change.where for change in changes].count(where) == 1


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_of_the_contract_has_its_verdict_for_strict_clients(
    edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_DIFFERENCES, recorded(edit))
    data = contract()
    EDITS[edit].change(data)
    before = PublicNames(Document("openapi.yaml", contract()))
    after = PublicNames(Document("openapi.yaml", data), before)
    changes = joined(contract_changes(Path(), Path(), before, after), [])
    assert _worst(changes)[1] == EDITS[edit].strict, changes
    row = EDITS[edit].row
    # After the semicolon there is the change of a Python type.
    _check_row(changes, row and (row[0], row[1].partition("; ")[0]))


@pytest.mark.check
@pytest.mark.parametrize("edit", EDITS)
def test_a_change_has_its_verdict_for_each_audience_with_redocly(
    edit: str, base: Surface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert from_redocly(edit) == RECORDED[edit]
    changes = _compare_edit(base, edit, tmp_path, monkeypatch)
    assert _worst(changes) == (EDITS[edit].python, EDITS[edit].strict), changes
    _check_row(changes, EDITS[edit].row)


@pytest.mark.check
def test_every_edit_is_recorded() -> None:
    assert RECORDED.keys() == EDITS.keys()


def test_one_change_is_one_row_for_all_functions_and_tools(
    base: Surface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = "together: parameter removed, field nullable"
    assert _compare_edit(base, edit, tmp_path, monkeypatch) == [
        Change("listAnimals(search)", "removed", Verdict.BREAKS, Verdict.BREAKS),
        Change("Animal.name", "may be null; str → str | None", Verdict.TYPES, Verdict.BREAKS),
    ]


def test_a_change_of_a_shared_parameter_names_each_operation(
    base: Surface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = _compare_edit(base, "shared parameter: bound added", tmp_path, monkeypatch)
    assert {change.where for change in changes} == {
        "createAnimal(zoo_id)",
        "listAnimals(zoo_id)",
        "readAnimal(zoo_id)",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "row"),
    [
        ("generated/zoo/__init__.py", ' *"?ConflictError"?,\n', "", ("ConflictError", "removed")),
        (
            "generated/zoo/api/animals/read_animal.py",
            r"def asyncio\(",
            "def asynchronous(",
            ("readAnimal", "asyncio removed"),
        ),
        (
            "generated/zoo/client.py",
            " max_retries: int",
            " retries: int",
            ("Cloudflare(max_retries)", "removed"),
        ),
        (
            "cloudflare_api_core/errors.py",
            r"def ray_id\(",
            "def ray(",
            ("APIStatusError.ray_id", "removed"),
        ),
    ],
    ids=["export", "function", "argument", "core"],
)
def test_a_change_of_python_alone_breaks_python_users_alone(
    base: Surface,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    old: str,
    new: str,
    row: tuple[str, str],
) -> None:
    head = revision(tmp_path, contract())
    path = head.folder / file
    text = path.read_text("utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text), "utf-8")
    changes = _compare(base, head, "nothing", monkeypatch)
    assert _worst(changes) == (Verdict.BREAKS, Verdict.NONE)
    assert [(c.where, c.what) for c in changes if c.python is Verdict.BREAKS] == [row]
