"""Text of the contract stays text: it never becomes code, and never hides any."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path
from typing import Any

import pytest
from openapi_python_client.strings import PythonIdentifier

from generator.generate import generate

from .support import ANIMALS, Json, build, files, write, write_config, zoo

HARMLESS = "harm-less"
TEXTS = [
    '"',
    '""',
    '"quoted"',
    '"""',
    'a"""\nimport os\n"""',
    "'''",
    "it's",
    "\\",
    "a\\",
    'a\\"""b',
    "\\N{DIGIT ONE}\\x41\\u0041\\d",
    "a\\" * 60,
    "{",
    "{0} {a!r} {{b}}",
    "{{ client }}{% raw %}{# x #}",
    "{% endblock %}",
    "%s %(a)s $a ${a}",
    "a\n    b\r\nc\td",
    "\u202eesrever\u2066\u200b",
    "\u2028a\u2029b\x85c\x0cd",
    "日本語 é 🦁",
    "# noqa",
    "<!-- -->",
    "a" * 300,
]


def hostile(text: str) -> Json:
    """A contract with a text at every place that holds one."""
    data = zoo()
    data["info"] = {"title": text, "version": text, "description": text}
    data["servers"] = [{"url": f"https://zoo.example/{text}", "description": text}]
    data["tags"] = [{"name": "Animals", "description": text}]
    scheme = {"type": "apiKey", "in": "header", "name": text, "description": text}
    data["components"]["securitySchemes"]["api_token"] = scheme
    schema = {
        "type": "string",
        "enum": [text, "b"],
        "default": text,
        "pattern": re.escape(text),
        "format": text,
        "description": text,
        "example": text,
    }
    animal = data["components"]["schemas"]["Animal"]
    animal |= {"description": text, "required": [f"{text}-x"], "properties": {f"{text}-x": schema}}
    data["paths"][ANIMALS[1]]["get"] |= {
        "summary": text,
        "description": text,
        "x-api-token-group": [text, text],
    }
    parameter = {"name": f"{text}-x", "in": "query", "description": text, "schema": schema}
    data["paths"][ANIMALS[1]]["get"]["parameters"].append(parameter)
    return data


def identifier(text: str) -> str:
    return str(PythonIdentifier(f"{text}-x", "field_"))


def shape(source: bytes, names: dict[str, str]) -> str:
    """A module without its strings, with names given by a text replaced by others."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        elif isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            node.arg = names.get(node.arg, node.arg)
    return ast.dump(tree)


def shapes(folder: Path, text: str) -> dict[str, str]:
    names = {identifier(text): identifier(HARMLESS)}
    modules = files(folder).items()
    return {name: shape(source, names) for name, source in modules if name.endswith(".py")}


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("twin")
    spec = write(folder, hostile(HARMLESS))
    return shapes(generate(spec, write_config(folder), folder / "generated"), HARMLESS)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_text_changes_nothing_but_strings(
    text: str, twin: dict[str, str], tmp_path: Path
) -> None:
    spec = write(tmp_path, hostile(text))
    generated = generate(spec, write_config(tmp_path), tmp_path / "generated")
    assert shapes(generated, text) == twin
    for source in files(generated).values():
        assert all(c.isprintable() or c == "\n" for c in source.decode())


def test_a_text_arrives_as_it_is(tmp_path: Path) -> None:
    # All at once, but for what header values, path parameters and Python may not hold.
    text = "".join(TEXTS).replace("{", "").replace("}", "")
    package = build(tmp_path, hostile(text))
    operation: Any = importlib.import_module(f"{package.__name__}.api.animals.list_animals")
    parameter = operation.OPERATION.parameters[-1]
    assert operation.OPERATION.permissions == (text, text)
    assert (parameter.name, parameter.enum) == (f"{text}-x", (text, "b"))
    assert parameter.pattern == re.escape(text)
    assert package.__version__ == text
    animal = package.Animal.from_dict({f"{text}-x": text})
    assert getattr(animal, identifier(text)) == text
    assert animal.to_dict() == {f"{text}-x": text}
