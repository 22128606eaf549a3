"""The verdicts for strict clients, compared with those of oasdiff."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

from cloudflare_api_contract import Document
from tests.generator.support import ROOT, Json
from tests.tools.breaking.edits import EDITS
from tests.tools.breaking.shared_edits import SHARED_EDITS
from tests.tools.breaking.support import FORMS, contract, shared, write_yaml
from tools.breaking.changes import Change, Verdict
from tools.breaking.contract_changes import contract_changes
from tools.breaking.public_names import PublicNames, identity

pytestmark = pytest.mark.check

_PROGRAM: Final = ROOT / ".venv/bin/oasdiff"
_OPTIONS: Final = (
    *("--format", "json", "--flatten-allof", "--flatten-params", "--allow-external-refs=false"),
)
_WARNING: Final = 2

_FORMS: Final[dict[str, Callable[[], Json]]] = {
    "written out": contract,
    **{form: partial(shared, form) for form in FORMS},
}
_EDITS: Final = {
    (form, name): edit.change
    for form in _FORMS
    for name, edit in (EDITS if form == "written out" else SHARED_EDITS).items()
}

_NAMES: Final = "ours: every generated client has this name"
_NULL: Final = "ours: oasdiff loses `nullable` when it merges the one schema of an `allOf`"
# The changes that only one of the two calls breaking: the right one, and the reason.
DISAGREEMENTS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "permission group no longer enough": (
        ("written out",),
        "ours: credentials that sufficed get 403; oasdiff does not know `x-api-token-group`",
    ),
    "path parameter renamed": (("written out",), _NAMES),
    "operationId renamed": (("written out",), _NAMES),
    "model renamed": (("written out",), _NAMES),
    "tag renamed": (("written out",), _NAMES),
    "server moved": (("written out",), "ours: calls go to a host that may no longer answer"),
    "answer: field removed": (("written out",), "ours: a typed program that reads it is broken"),
    "answer: member removed": (FORMS, "ours: a typed program that reads it is broken"),
    "answer: member renamed": (FORMS, "ours: a typed program that reads it is broken"),
    "request: deprecated member removed": (
        ("anchors", "references"),
        "ours: a program that sends it is broken, although it was warned",
    ),
    "write-only": (FORMS, "ours: answers no longer have the field, as if it was removed"),
    "may be null": (("allOf",), _NULL),
    "no longer null": (("allOf",), _NULL),
    "one use has a schema of its own": (("allOf",), _NULL),
}


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    if not _PROGRAM.exists():
        pytest.fail("oasdiff is not installed: run `make .venv/bin/oasdiff`", pytrace=False)
    folder = tmp_path_factory.mktemp("bases")
    for form, make in _FORMS.items():
        write_yaml(folder / f"{form}.yaml", make())
    return {form: folder / f"{form}.yaml" for form in _FORMS}


def _found_by_oasdiff(base: Path, head: Path) -> list[dict[str, Any]]:
    """The changes that oasdiff calls breaking, or warns of."""
    command: list[Path | str] = [_PROGRAM, "changelog", base, head, *_OPTIONS]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert not done.returncode, done.stderr.decode()
    return [found for found in json.loads(done.stdout) if found["level"] >= _WARNING]


def _operations(changes: list[Change]) -> set[str]:
    own = {re.split(r"[( ]", change.where)[0] for change in changes}
    return own.union(*(change.operations for change in changes))


@pytest.mark.parametrize(("form", "edit"), _EDITS, ids=map(" ".join, _EDITS))
def test_oasdiff_agrees_or_a_reason_is_given(
    form: str, edit: str, bases: dict[str, Path], tmp_path: Path
) -> None:
    data = _FORMS[form]()
    _EDITS[form, edit](data)
    write_yaml(tmp_path / "head.yaml", data)
    theirs = _found_by_oasdiff(bases[form], tmp_path / "head.yaml")
    before = PublicNames(Document("base.yaml", _FORMS[form]()))
    changes = contract_changes(before, PublicNames(Document("head.yaml", data), before))
    ours = [change for change in changes if change.strict is Verdict.BREAKS]
    forms, _ = DISAGREEMENTS.get(edit, ((), ""))
    assert (bool(ours) != bool(theirs)) is (form in forms), (ours, theirs)
    named = {
        before.operation_names[identity(found["operation"], found["path"])]
        for found in theirs
        if found["section"] == "paths"
    }
    assert named <= _operations(ours) or "credentials" in _operations(ours)


def test_every_disagreement_is_about_an_edit() -> None:
    disagreements = {(form, edit) for edit, (forms, _) in DISAGREEMENTS.items() for form in forms}
    assert disagreements <= _EDITS.keys()
