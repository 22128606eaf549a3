"""Changes of the tasks, their commands and the mock, which have sources of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.breaking.__main__ import compare
from tools.breaking.changes import Verdict
from tools.breaking.revision import Revision
from tools.breaking.surface import Surface

_FILES = {
    "__init__.py": """
from .animals import Fed, feed, groom, wash
__all__ = ["Fed", "feed", "groom", "wash"]
""",
    "animals.py": """
def helper(): ...
def feed(animal_id: str, *, hay: int = 1, dry_run: bool = False) -> "Fed": ...
def groom(animal_id: str) -> None: ...
def wash(animal_id: str, *, water: float) -> None: ...
class Fed:
    hay: int
    days: int
    exit_code = 11
""",
    "commands.py": """
import click
from zoo.api.animals import read_animal
from .options import DRY_RUN
_LIKE = read_animal.OPERATION
_MORE = (click.Option(["--hay"]), click.Option(["--days"]))
FEED = TaskCommand(run=_feed, like=_LIKE, options=(*_MORE, DRY_RUN))
GROOM = TaskCommand(
    like=_LIKE,
    arguments=("zoo_id", "legs"),
    options=(click.Option(["--brush"]), PositionalArgument(["file"], required=False)),
)
WASH = TaskCommand(like=unknown.OPERATION)
""",
    "options.py": """
import click
DRY_RUN = click.Option(["--dry-run"])
""",
    "../cloudflare_api_mock/__init__.py": """
from cloudflare_api_contract import ContractError
from .mock import Mock
__all__ = ["ContractError", "Mock"]
""",
    "../cloudflare_api_mock/mock.py": """
class Mock:
    def reset(self) -> None: ...
""",
}
_SETTINGS = """
[project.entry-points."cloudflare_ai_controls.commands"]
"animals.feed" = "cloudflare_ai_controls_tasks.commands:FEED"
"groom" = "cloudflare_ai_controls_tasks.commands:GROOM"
"wash" = "cloudflare_ai_controls_tasks.commands:WASH"
"""


def _surface(base: Surface, folder: Path, *edits: tuple[str, str, str]) -> Surface:
    shutil.copytree(base.revision.folder, folder)
    package = folder / "cloudflare_ai_controls_tasks"
    package.mkdir()
    for name, text in _FILES.items():
        for _, old, new in (edit for edit in edits if edit[0] == name):
            assert old in text
            text = text.replace(old, new)
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text)
    settings = _SETTINGS
    for _, old, new in (edit for edit in edits if edit[0] == "pyproject.toml"):
        settings = settings.replace(old, new)
    (folder / "pyproject.toml").write_text(settings)
    return Surface(Revision(folder.name, folder))


def _found(before: Surface, after: Surface) -> dict[str, tuple[str, Verdict]]:
    return {change.where: (change.what, change.python) for change in compare(before, after)}


@pytest.fixture(scope="module")
def before(base: Surface, tmp_path_factory: pytest.TempPathFactory) -> Surface:
    return _surface(base, tmp_path_factory.mktemp("tasks") / "before")


def test_changes_of_what_is_written_by_hand_are_found(
    base: Surface, before: Surface, tmp_path: Path
) -> None:
    after = _surface(
        base,
        tmp_path / "after",
        ("__init__.py", "groom, wash", "wash"),
        ("__init__.py", '"groom", ', ""),
        ("animals.py", "def helper(): ...\n", ""),
        ("animals.py", "hay: int = 1, dry_run: bool = False", "hay: str = 1, straw: int = 0"),
        ("animals.py", "water: float", "water: float, soap: str"),
        ("animals.py", "    days: int\n", "    weeks: int\n"),
        ("animals.py", "exit_code = 11", "exit_code = 12"),
        ("commands.py", 'click.Option(["--days"])', 'click.Option(["--weeks"])'),
        ("commands.py", '["--brush"]', '["--brush"], required=True'),
        ("commands.py", '["file"], required=False', '["file"]'),
        ("commands.py", '("zoo_id", "legs")', '("zoo_id",)'),
        # The command takes the same as before.
        ("commands.py", "options=(*_MORE", 'options=(PositionalArgument(["id"]), *_MORE'),
        ("commands.py", "run=_feed, like=_LIKE", 'like=_LIKE, arguments=("zoo_id",)'),
        ("../cloudflare_api_mock/mock.py", "def reset(self)", "def reset(self, seed: int)"),
        ("options.py", '["--dry-run"]', '["--no-change"]'),
        ("pyproject.toml", '"wash"', '"animals.wash"'),
    )
    removed, required = ("removed", Verdict.BREAKS), ("required", Verdict.BREAKS)
    added = ("added", Verdict.NONE)
    assert before.commands["animals feed(id)"]
    assert _found(before, before) == {}
    assert _found(before, after) == {
        "Fed.days": ("removed", Verdict.BREAKS),
        "Fed.exit_code": ("11 → 12", Verdict.BREAKS),
        "Fed.weeks": ("added", Verdict.NONE),
        "Mock.reset(seed)": ("added, required", Verdict.BREAKS),
        "feed(dry_run)": ("removed", Verdict.BREAKS),
        "feed(hay)": ("int → str", Verdict.BREAKS),
        "feed(straw)": ("added", Verdict.NONE),
        "groom": ("removed", Verdict.BREAKS),
        "wash(soap)": ("added, required", Verdict.BREAKS),
        "animals feed(--days)": removed,
        "animals feed(--dry-run)": removed,
        "animals feed(--no-change)": added,
        "animals feed(--weeks)": added,
        "animals wash": added,
        "groom(--brush)": required,
        "groom(file)": required,
        "groom(legs)": removed,
        "wash": removed,
    }


def test_a_revision_without_tasks_has_none_to_lose(base: Surface, before: Surface) -> None:
    found = _found(base, before)
    assert set(found.values()) == {("added", Verdict.NONE)}
    assert {"Fed", "feed", "animals feed", "Mock"} <= found.keys()
