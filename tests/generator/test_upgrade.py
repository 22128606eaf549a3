"""The internal parts of openapi-python-client that `generator` uses are still there.

The library promises none of them. A test that fails here names the part that a new version changed;
a change of behaviour shows in the difference of `generated/`.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import generator

LIBRARY = "openapi_python_client"

# The names that a part's attribute or, with parentheses, its parameters have.
PROPERTY = ["name", "required"]
PARTS: dict[str, list[str]] = {
    "config.Config": [
        "from_sources(config_file, meta_type, document_source, file_encoding, overwrite,"
        " output_path)",
        "field_prefix",
        "package_name_override",
    ],
    "config.ConfigFile": ["model_fields", "field_prefix", "package_name_override", "literal_enums"],
    "config.MetaType": ["NONE"],
    "parser.errors.GeneratorError": ["(detail, level, header)", "detail", "header"],
    "parser.openapi.Endpoint": [
        "bodies",
        "name",
        "query_parameters",
        "responses",
        "tags",
    ],
    "parser.openapi.GeneratorData": [
        "from_dict(data, config)",
        "endpoint_collections_by_tag",
        "errors",
        "models",
    ],
    "parser.properties.ModelProperty": [
        *PROPERTY,
        "class_info",
        "optional_properties",
        "required_properties",
    ],
    "parser.properties.list_property.ListProperty": [*PROPERTY, "inner_property"],
    "parser.properties.protocol.PropertyProtocol": PROPERTY,
    "parser.properties.schemas.Class": [
        "from_string(string, config)",
        "name",
        "module_name",
    ],
    "schema.UntrustedString": ["(value)", "get_untrusted_value(self)"],
    "strings.RESERVED_WORDS": [],
    "strings.ClassName": ["(value, prefix)"],
    "strings.PythonIdentifier": ["(value, prefix, skip_snake_case)"],
    "strings.pascal_case": ["(value)"],
    "strings.safe_for_docstring": ["(value)"],
    "strings.snake_case": ["(value)"],
}
# Never imported, but met on the way.
MET: dict[str, list[str]] = {
    "parser.bodies.Body": ["prop"],
    "parser.openapi.EndpointCollection": ["endpoints", "parse_errors"],
    "parser.properties.any.AnyProperty": PROPERTY,
    "parser.properties.boolean.BooleanProperty": PROPERTY,
    "parser.properties.date.DateProperty": PROPERTY,
    "parser.properties.datetime.DateTimeProperty": PROPERTY,
    "parser.properties.float.FloatProperty": PROPERTY,
    "parser.properties.int.IntProperty": PROPERTY,
    "parser.properties.string.StringProperty": PROPERTY,
    "parser.properties.uuid.UuidProperty": PROPERTY,
    "parser.responses.Response": ["prop"],
    "parser.responses.Responses": ["patterns"],
}


def imported() -> Iterator[str]:
    """The parts that the sources of `generator` import, modules being those of their attributes."""
    for path in Path(str(generator.__file__)).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        modules: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not any(alias.name.startswith(LIBRARY) for alias in node.names), path
            elif isinstance(node, ast.ImportFrom) and str(node.module).startswith(LIBRARY):
                for alias in node.names:
                    full = f"{node.module}.{alias.name}".removeprefix(f"{LIBRARY}.")
                    if inspect.ismodule(part(full)):
                        modules[alias.asname or alias.name] = full
                    else:
                        yield full
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(ast.Name(owner), attribute) if owner in modules:
                    yield f"{modules[owner]}.{attribute}"
                case _:
                    pass


def part(name: str) -> Any:
    try:
        return importlib.import_module(f"{LIBRARY}.{name}")
    except ModuleNotFoundError:
        module, _, attribute = f"{LIBRARY}.{name}".rpartition(".")
        return getattr(importlib.import_module(module), attribute)


def has(owner: Any, attribute: str) -> bool:
    """Whether a class, or its instances, have an attribute."""
    declared = {field.name for field in attrs.fields(owner)} if attrs.has(owner) else set[str]()
    for each in inspect.getmro(owner):
        declared |= {*inspect.get_annotations(each)}
    return attribute in declared or hasattr(owner, attribute)


def test_every_imported_part_is_watched() -> None:
    assert {*imported()} == {*PARTS}


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, each) for name, parts in (PARTS | MET).items() for each in parts],
)
def test_the_part_is_unchanged(name: str, expected: str) -> None:
    attribute, is_called, parameters = expected.partition("(")
    try:
        owner = part(name)
    except (ImportError, AttributeError):
        pytest.fail(f"{LIBRARY} has no {name} any more")
    if attribute and not has(owner, attribute):
        pytest.fail(f"{LIBRARY}: {name} has no {attribute} any more")
    if is_called:
        called = getattr(owner, attribute) if attribute else owner
        now = ", ".join(inspect.signature(called).parameters)
        assert now == parameters.removesuffix(")"), f"{LIBRARY}: {name}.{attribute} takes ({now})"
