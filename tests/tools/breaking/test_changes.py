"""The verdict on each change of a contract, for Python users and for strict clients."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

from cloudflare_api_contract import SUPPORTED, Document
from tests.generator.support import ROOT, Json
from tests.tools.breaking.edits import EDITS
from tests.tools.breaking.shared_edits import SHARED_EDITS, Row
from tests.tools.breaking.support import FORMS, contract, revision, schema_of, shared
from tools.breaking.__main__ import compare
from tools.breaking.changes import Change, Verdict, joined
from tools.breaking.contract_changes import contract_changes
from tools.breaking.public_names import PublicNames
from tools.breaking.revision import Revision, working_tree
from tools.breaking.surface import Surface


@pytest.fixture(scope="module")
def shared_base(tmp_path_factory: pytest.TempPathFactory) -> Surface:
    return Surface(revision(tmp_path_factory.mktemp("shared"), shared("anchors")))


def _worst(changes: list[Change]) -> tuple[Verdict, Verdict]:
    """The worst verdicts, for Python users and for strict clients."""
    verdicts = [(change.python, change.strict) for change in changes] or [(Verdict.NONE,) * 2]
    python, strict = map(max, zip(*verdicts, strict=True))
    return python, strict


@cache
def _names(form: str | None) -> PublicNames:
    return PublicNames(Document("openapi.yaml", shared(form) if form else contract()))


def _contract_changes(before: PublicNames, data: Json) -> list[Change]:
    after = PublicNames(Document("openapi.yaml", data), before)
    return joined(contract_changes(before, after), [])


def _changed(data: Json, change: Callable[[Json], object]) -> Json:
    change(data)
    return data


def _check_row(changes: list[Change], row: tuple[str, str] | None) -> None:
    if row is None:
        assert changes == []
    else:
        where, what = row
        found = [change for change in changes if change.where == where and what in change.what]
        assert len(found) == 1, changes
        assert [change.where for change in changes].count(where) == 1


def _check_rows(changes: list[Change], rows: dict[str, Row]) -> None:
    """Fail unless the changes are exactly these."""
    assert {change.where: change.what for change in changes}.keys() == rows.keys(), changes
    for change in changes:
        what, _, strict = rows[change.where]
        assert what in change.what
        assert change.strict == strict, change


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_of_the_contract_has_its_verdict_for_strict_clients(edit: str) -> None:
    changes = _contract_changes(_names(None), _changed(contract(), EDITS[edit].change))
    assert _worst(changes)[1] == EDITS[edit].strict, changes
    row = EDITS[edit].row
    # After the semicolon there is the change of a Python type.
    _check_row(changes, row and (row[0], row[1].partition("; ")[0]))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("edit", SHARED_EDITS)
def test_a_change_of_a_shared_field_is_seen_in_every_use(edit: str, form: str) -> None:
    changes = _contract_changes(_names(form), _changed(shared(form), SHARED_EDITS[edit].change))
    _check_rows(changes, SHARED_EDITS[edit].rows)


@pytest.mark.parametrize("form", ["references", "allOf"])
def test_anchors_that_become_named_schemas_change_nothing_else(form: str) -> None:
    changes = _contract_changes(_names("anchors"), shared(form))
    added = {"Born", "Home", "Identifier", "Kind", "Legs", "Name", "Tags", "Tail"}
    assert {(change.where, change.what) for change in changes} == {(x, "added") for x in added}
    assert _worst(changes) == (Verdict.NONE, Verdict.NONE)


@pytest.mark.parametrize("form", ["references", "allOf"])
def test_a_change_is_seen_while_anchors_become_named_schemas(form: str) -> None:
    edit = SHARED_EDITS["maxLength lower"]
    changes = _contract_changes(_names("anchors"), _changed(shared(form), edit.change))
    _check_rows([change for change in changes if change.what != "added"], edit.rows)


def test_a_change_of_a_model_names_the_operations_that_it_breaks() -> None:
    edit = SHARED_EDITS["maxLength lower"]
    changes = _contract_changes(_names("anchors"), _changed(shared("anchors"), edit.change))
    operations = {change.where: change.operations for change in changes}
    assert operations["Keeper.name"] == ("createAnimal",)
    assert operations["Animal.name"] == ("createAnimal", "readAnimal", "updateAnimal")
    assert operations["createAnimal(name)"] == ()


def test_a_schema_in_a_renamed_schema_can_be_renamed_too() -> None:
    def rename(data: Json) -> None:
        schemas = data["components"]["schemas"]
        schemas["Beast"], schemas["Warden"] = schemas.pop("Animal"), schemas.pop("Keeper")
        schemas["Beast"]["properties"]["keeper"] = {"$ref": "#/components/schemas/Warden"}
        schemas["AnimalAnswer"]["properties"]["result"] = {"$ref": "#/components/schemas/Beast"}

    data = shared("anchors")
    del schema_of(data, "AnimalCreate")["properties"]["keeper"]
    before = PublicNames(Document("openapi.yaml", deepcopy(data)))
    changes = _contract_changes(before, _changed(data, rename))
    assert [(change.where, change.what) for change in changes] == [
        ("Animal", "renamed → Beast"),
        ("Keeper", "renamed → Warden"),
    ]


# A discriminator says nothing without alternatives.
_STRUCTURE = {"items", "properties", "allOf", "discriminator"}


@pytest.mark.parametrize("key", sorted({*SUPPORTED["schema"]} - _STRUCTURE))
def test_every_supported_keyword_is_compared(key: str) -> None:
    values = {
        "required": ["legs"],
        "anyOf": [{"minimum": 1}, {"minimum": 2}],
        "oneOf": [{"minimum": 1}],
        **dict.fromkeys(("minItems", "minLength", "minProperties"), 1),
    }
    data = shared("anchors")
    schema_of(data, "ResultInfo")["properties"]["total_count"][key] = values.get(key, "other")
    documentation = {"description", "example", "required", "title"}
    assert bool(_contract_changes(_names("anchors"), data)) is (key not in documentation)


@pytest.mark.check
@pytest.mark.parametrize("edit", EDITS)
def test_a_change_has_its_verdict_for_each_audience(
    edit: str, base: Surface, tmp_path: Path
) -> None:
    head = revision(tmp_path, _changed(contract(), EDITS[edit].change))
    changes = compare(base, Surface(head, base))
    assert _worst(changes) == (EDITS[edit].python, EDITS[edit].strict), changes
    _check_row(changes, EDITS[edit].row)


@pytest.mark.check
@pytest.mark.parametrize("edit", SHARED_EDITS)
def test_a_change_of_a_shared_field_has_its_verdict_for_each_audience(
    edit: str, shared_base: Surface, tmp_path: Path
) -> None:
    head = revision(tmp_path, _changed(shared("anchors"), SHARED_EDITS[edit].change))
    changes = compare(shared_base, Surface(head, shared_base))
    rows = SHARED_EDITS[edit].rows
    _check_rows(changes, rows)
    assert {c.where: c.python for c in changes} == {where: rows[where][1] for where in rows}


def test_a_member_that_python_spells_differently_is_one_row() -> None:
    contract = Change("createAnimal(is-tame)", "removed", Verdict.BREAKS, Verdict.BREAKS)
    python = Change("createAnimal(is_tame)", "removed", Verdict.BREAKS)
    assert joined([contract], [python]) == [contract]


def test_a_class_and_a_value_of_one_name_are_two_rows() -> None:
    python = [Change("Omit", "removed"), Change("omit", "removed")]
    assert joined([], python) == python


def test_one_change_is_one_row_for_all_functions_and_tools(base: Surface, tmp_path: Path) -> None:
    edit = EDITS["together: parameter removed, field nullable"]
    head = revision(tmp_path, _changed(contract(), edit.change))
    assert compare(base, Surface(head, base)) == [
        Change("listAnimals(search)", "removed", Verdict.BREAKS, Verdict.BREAKS),
        Change(
            "Animal.name",
            "may be null; str → str | None",
            Verdict.TYPES,
            Verdict.BREAKS,
            ("createAnimal", "listAnimals", "readAnimal"),
        ),
    ]


def test_a_change_of_python_alone_breaks_python_users_alone(base: Surface, tmp_path: Path) -> None:
    head = Revision("head", shutil.copytree(base.revision.folder, tmp_path / "head"))
    for file, old, new in (
        ("generated/zoo/__init__.pyi", ' *"?ConflictError"?,\n', ""),
        ("generated/zoo/api/animals/read_animal.py", r"def asyncio\(", "def asynchronous("),
        ("generated/zoo/resources/zoos_animals.py", r" kind: Literal.*,\n", ""),
        ("generated/zoo/client.py", " max_retries: int", " retries: int"),
        ("cloudflare_api_core/__init__.py", "(APIStatusError: )ray_id", r"\1ray"),
    ):
        path = head.folder / file
        text = path.read_text("utf-8")
        assert re.search(old, text)
        path.write_text(re.sub(old, new, text), "utf-8")
    changes = compare(base, Surface(head, base))
    assert {change.strict for change in changes} == {Verdict.NONE}
    assert {(c.where, c.what) for c in changes if c.python is Verdict.BREAKS} == {
        ("APIStatusError.ray_id", "removed"),
        ("Cloudflare(max_retries)", "removed"),
        ("ConflictError", "removed"),
        ("createAnimal(kind)", "removed"),
        ("readAnimal", "asyncio removed"),
    }


def test_the_public_names_of_the_client_are_found() -> None:
    names = Surface(working_tree(ROOT)).python_names()
    exported = {"APIStatusError.ray_id", "Cloudflare(max_retries)", "McpServer.hostname", "omit"}
    assert {*exported, "listMcpServers(per_page)", "client.zero_trust"} <= names.keys()
    assert names["listMcpServers(per_page)"].annotation == "int | _core.Omit | None"
