"""Templates that are missing or wrong are refused, as is invalid Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import render
from generator.render import TEMPLATES

from .support import refused


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return shutil.copytree(TEMPLATES, tmp_path / "templates")


def test_a_missing_template_is_named(templates: Path, tmp_path: Path) -> None:
    (templates / "model.py.jinja").unlink()
    line = refused(tmp_path, None, templates=templates)
    assert line.startswith("templates/model.py.jinja: models/animal.py: 'model.py.jinja' not found")


def test_every_template_is_used() -> None:
    users = [Path(render.__file__), *TEMPLATES.iterdir()]
    text = "".join(user.read_text("utf-8") for user in users)
    assert [path.name for path in TEMPLATES.iterdir() if f'"{path.name}"' not in text] == []


@pytest.mark.parametrize(
    ("template", "printed", "file", "problem"),
    [
        ("client.py.jinja", "{{ client.nothing }}", "client.py", "has no attribute 'nothing'"),
        ("model.py.jinja", "{{ nothing }}", "models/animal.py", "'nothing' is undefined"),
        (
            "package.py.jinja",
            "{% if nothing %}{% endif %}",
            "__init__.py",
            "'nothing' is undefined",
        ),
        ("client.py.jinja", "{{ client.title }}", "client.py", "prints Text without a filter"),
        ("client.py.jinja", "{{ 'A ' ~ client.title }}", "client.py", "printed without a filter"),
        ("client.py.jinja", "{{ '%s' % client.title }}", "client.py", "printed without a filter"),
        (
            "operation.py.jinja",
            "{{ operation.parameters | map(attribute='name') | join }}",
            "api/animals/list_animals.py",
            "printed without a filter",
        ),
        ("client.py.jinja", "{{ client.models }}", "client.py", "prints list without a filter"),
        ("client.py.jinja", "{{ none }}", "client.py", "prints NoneType without a filter"),
        ("client.py.jinja", "{{ none | literal }}", "client.py", "NoneType cannot be a literal"),
        ("client.py.jinja", "{{ 1 / 0 }}", "client.py", "division by zero"),
        ("client.py.jinja", "{{ 'a' | prose }}", "client.py", "'str' object has no attribute"),
        ("client.py.jinja", "{% if %}", "client.py", "Expected an expression"),
        ("macros.jinja", "{{ 'a' | nothing }}", "models/animal.py", "No filter named 'nothing'"),
    ],
)
def test_a_wrong_template_is_named_with_the_line(
    template: str, printed: str, file: str, problem: str, templates: Path, tmp_path: Path
) -> None:
    path = templates / template
    text = path.read_text("utf-8")
    path.write_text(f"{text}\n{printed}\n", "utf-8")
    line = refused(tmp_path, None, templates=templates)
    assert line.startswith(f"templates/{template}:{text.count(chr(10)) + 2}: {file}: ")
    assert problem in line


def test_an_error_in_a_macro_names_the_macro(templates: Path, tmp_path: Path) -> None:
    macros = templates / "macros.jinja"
    text = macros.read_text("utf-8").replace("{{ first }}", "{{ nothing }}")
    macros.write_text(text, "utf-8")
    number = next(n for n, line in enumerate(text.splitlines(), 1) if "nothing" in line)
    line = refused(tmp_path, None, templates=templates)
    assert line.startswith(f"templates/macros.jinja:{number}: api/animals/list_animals.py: ")


def test_python_that_ruff_refuses_is_not_kept(templates: Path, tmp_path: Path) -> None:
    (templates / "folder.py.jinja").write_text("def\n")
    line = refused(tmp_path, None, templates=templates)
    assert line.startswith("ruff: api/__init__.py:2:4: invalid-syntax: ")
