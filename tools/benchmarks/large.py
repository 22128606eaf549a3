"""A large contract: our operations with copies of them, or with those of a published document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cloudflare_api_contract import (
    ContractError,
    Document,
    Json,
    Operation,
    is_array,
    is_object,
    read,
    read_published,
    without,
)
from generator.errors import GenerationError
from generator.generate import generate
from tools.family.cut import cut, template
from tools.repository import CONFIG, SPEC

__all__ = ["write_large"]

_COPIES: Final = 500
_SCHEMAS: Final = "#/components/schemas/"


def write_large(folder: Path, published: Path | None) -> tuple[Path, int]:
    """Write a large contract, and generate its client into the same folder.

    Returns the contract and the number of its operations: 500, or ours and those of a published
    document that the generator supports, named by their paths.
    """
    spec = folder / "large.json"  # JSON is YAML.
    contract = Document(spec.name, _beside(published) if published else _copied(_COPIES))
    while True:
        spec.write_text(json.dumps(contract.data, indent=1))
        try:
            generate(spec, CONFIG, folder)
        except GenerationError as error:
            rest = without(contract, [each.place for each in (error, *error.more)])
            if rest is None:
                raise
            contract = rest
        else:
            return spec, len([*contract.operations()])


def _beside(file: Path) -> Json:
    """Return our contract with the operations of a document beside ours."""
    ours, published = read(SPEC).data, read_published(file)
    known = {template(path) for path in ours["paths"]}
    operations = [
        each
        for each in published.operations()
        if template(each.path) not in known and _is_whole(published, each, ours)
    ]
    theirs = cut(published, operations, ours)
    kinds = ours["components"].keys() | theirs["components"].keys()
    return ours | {
        "tags": ours["tags"] + theirs["tags"],
        "paths": ours["paths"] | theirs["paths"],
        "components": {
            kind: ours["components"].get(kind, {}) | theirs["components"].get(kind, {})
            for kind in kinds
        },
    }


def _is_whole(published: Document, operation: Operation, ours: Json) -> bool:
    """Return whether every reference of an operation leads somewhere."""
    try:
        cut(published, [operation], ours)
    except ContractError:
        return False
    return True


def _copied(count: int) -> Json:
    """Return our contract with copies of its operations. Each copy has its own models."""
    data = read(SPEC).data
    paths: Json = {}
    schemas: Json = {}
    operations = [*_operations(data)]
    for number in range(count):
        path, method, operation = operations[number % len(operations)]
        again = str(number // len(operations) or "")
        copied = _renamed(operation, again)
        copied["operationId"] += again
        copied["tags"] = [f"{tag} {again}".strip() for tag in copied["tags"]]
        copied["x-fern-sdk-group-name"][-1] += again
        paths.setdefault(f"/{again}{path}" if again else path, {})[method] = copied
        if number % len(operations) == 0:
            for name, schema in data["components"]["schemas"].items():
                schemas[name + again] = _renamed(schema, again)
    return data | {"paths": paths, "components": data["components"] | {"schemas": schemas}}


def _operations(data: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in data["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _renamed(node: Any, again: str) -> Any:
    """Copy a part of the contract. Its references lead to the models of the same copy."""
    if is_object(node):
        return {
            key: f"{child}{again}"
            if key == "$ref" and child.startswith(_SCHEMAS)
            else _renamed(child, again)
            for key, child in node.items()
        }
    return [_renamed(item, again) for item in node] if is_array(node) else node
