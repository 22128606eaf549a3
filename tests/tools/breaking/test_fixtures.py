"""Each change of a contract, generated before and after, and what it means to whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tools.breaking.edits import EDITS, Edit
from tests.tools.breaking.support import contract, revision
from tools.breaking.__main__ import compare
from tools.breaking.changes import Change, Verdict, worst
from tools.breaking.surface import Surface

# redocly starts Node for each comparison.
pytestmark = pytest.mark.check


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Surface:
    return Surface.of(revision(tmp_path_factory.mktemp("base"), contract()))


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_change_has_its_verdict_for_each_audience(
    base: Surface, tmp_path: Path, edit: Edit
) -> None:
    data = contract()
    edit.change(data)
    changes = compare(base, Surface.of(revision(tmp_path, data), base))
    assert worst(changes) == (edit.python, edit.strict), changes
    if edit.row is None:
        assert changes == []
    else:
        where, what = edit.row
        found = [change for change in changes if change.where == where and what in change.what]
        assert len(found) == 1, changes
        assert [change.where for change in changes].count(where) == 1


def test_one_change_is_one_row_however_many_functions_and_tools_tell_of_it(
    base: Surface, tmp_path: Path
) -> None:
    data = contract()
    data["paths"]["/zoos/{zoo_id}/animals"]["get"]["parameters"].pop(3)
    data["components"]["schemas"]["Animal"]["properties"]["name"]["nullable"] = True
    assert compare(base, Surface.of(revision(tmp_path, data), base)) == [
        Change("listAnimals(search)", "removed", Verdict.BREAKS, Verdict.BREAKS),
        Change("Animal.name", "may be null; str → str | None", Verdict.TYPES, Verdict.BREAKS),
    ]


def test_a_parameter_that_many_operations_share_is_told_of_each(
    base: Surface, tmp_path: Path
) -> None:
    data = contract()
    data["components"]["parameters"]["ZooId"]["schema"]["maxLength"] = 8
    changes = compare(base, Surface.of(revision(tmp_path, data), base))
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
)
def test_python_that_changes_without_the_contract_breaks_python_alone(
    base: Surface, tmp_path: Path, file: str, old: str, new: str, row: tuple[str, str]
) -> None:
    head = revision(tmp_path, contract())
    path = head.folder / file
    text = path.read_text("utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text), "utf-8")
    changes = compare(base, Surface.of(head, base))
    assert worst(changes) == (Verdict.BREAKS, Verdict.NONE)
    assert [(c.where, c.what) for c in changes if c.python is Verdict.BREAKS] == [row]
