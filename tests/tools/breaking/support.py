"""Contracts to change, and revisions made from them."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import parts, read
from cloudflare_api_core import EXPORTS
from generator.generate import generate
from tests.generator.support import Json, write_config
from tools.breaking.revision import Revision

__all__ = ["FORMS", "contract", "field_of", "revision", "schema_of", "shared", "write_yaml"]

FORMS: Final = ("anchors", "references", "allOf")
"""The ways in which the schemas of shared.yaml can share a field."""
_YAML: Final[Any] = yaml  # Its types are incomplete.
_HERE: Final = Path(__file__).parent
_BASE: Final = json.dumps(read(_HERE / "base.yaml").data)
# With names alone: griffe takes longest for the core itself.
_CORE: Final = "\n".join(
    (
        f"__all__ = {EXPORTS}",
        *(f"class {name}: ray_id: str" for name in EXPORTS if name != "omit"),
        "omit = Omit()",
    )
)
_SHARED: Final = read(_HERE / "shared.yaml").data


def contract() -> Json:
    """A copy of base.yaml to change."""
    data: Json = json.loads(_BASE)
    return data


def shared(form: str) -> Json:
    """A copy of shared.yaml to change, in which a field that is shared is one object."""
    data = deepcopy(_SHARED)
    if form == "anchors":
        return data
    schemas = data["components"]["schemas"]
    parameters = [node for _, node in parts(data) if "schema" in node and "in" in node]
    fields = schemas["Animal"]["properties"] | {"identifier": parameters[0]["schema"]}
    names = {id(field): name.title() for name, field in fields.items() if "$ref" not in field}
    holders = [schema["properties"] for schema in schemas.values()] + parameters
    for holder in holders:
        for key, node in holder.items():
            if id(node) in names:
                schemas[names[id(node)]] = node
                reference = {"$ref": f"#/components/schemas/{names[id(node)]}"}
                holder[key] = reference if form == "references" else {"allOf": [reference]}
    return data


def schema_of(data: Json, name: str) -> Json:
    """A schema of a contract, to change it."""
    schema: Json = data["components"]["schemas"][name]
    return schema


def field_of(data: Json, name: str) -> Json:
    """The one object that is a field of Animal, and of all schemas that share it."""
    node: Json = schema_of(data, "Animal")["properties"][name]
    node = node.get("allOf", [node])[0]
    return schema_of(data, node["$ref"].rpartition("/")[2]) if "$ref" in node else node


def write_yaml(path: Path, data: Json) -> None:
    """Write a contract; an object that is in it twice is written once, with an anchor."""
    path.write_text(_YAML.safe_dump(data, sort_keys=False), "utf-8")


def revision(folder: Path, data: Json) -> Revision:
    """Generate the package of a contract beside a core that has only names."""
    core = folder / "cloudflare_api_core"
    core.mkdir(exist_ok=True)
    (core / "__init__.py").write_text(_CORE)
    spec = folder / "openapi.yaml"
    write_yaml(spec, data)
    generate(spec, write_config(folder), folder / "generated")
    return Revision(folder.name, folder)
