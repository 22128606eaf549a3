"""Time of a generation: of our contract, and for each operation of a much larger one."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cloudflare_api_contract import read
from cloudflare_api_core.json_values import is_array, is_object

__all__ = ["OPERATIONS", "generate_large", "measure"]

OPERATIONS = 300
_ROOT = Path(__file__).parents[2]
_SPEC = _ROOT / "openapi.yaml"
_CONFIG = _ROOT / "generator-config.yaml"
_SCHEMAS = "#/components/schemas/"


def measure(rounds: int) -> tuple[float, float]:
    """Return seconds for our contract, and milliseconds for each operation of the large one.

    Each is the least of several runs of `python -m generator`, with the start of the interpreter.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    with TemporaryDirectory() as folder:
        for _ in range(rounds):
            taken[0].append(_generate(_SPEC, Path(folder)))
            taken[1].append(generate_large(Path(folder), OPERATIONS))
    ours, of_large = map(min, taken)
    return ours, of_large * 1000 / OPERATIONS


def generate_large(folder: Path, count: int) -> float:
    """Generate the client of `count` operations into a folder, and return the seconds taken."""
    spec = folder / "openapi.yaml"
    spec.write_text(json.dumps(_multiplied(count)))  # JSON is YAML.
    return _generate(spec, folder)


def _multiplied(count: int) -> dict[str, Any]:
    """Return a contract of `count` operations: copies of ours, each with its own models."""
    data = read(_SPEC).data
    components = data["components"]
    operations = [
        (path, method, operation)
        for path, item in data["paths"].items()
        for method, operation in item.items()
    ]
    paths: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Any] = {}
    for number in range(count):
        path, method, operation = operations[number % len(operations)]
        again = str(number // len(operations))
        copied = _renamed(operation, again)
        copied["operationId"] += again
        copied["tags"] = [f"{tag} {again}" for tag in copied["tags"]]
        copied["x-fern-sdk-group-name"][-1] += again
        paths.setdefault(f"/{again}{path}", {})[method] = copied
        if number % len(operations) == 0:
            schemas |= {name + again: _renamed(components["schemas"][name], again)
                        for name in components["schemas"]}  # fmt: skip
    shared = {kind: _renamed(components[kind], "0") for kind in components if kind != "schemas"}
    return data | {"paths": paths, "components": shared | {"schemas": schemas}}


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


def _generate(spec: Path, output: Path) -> float:
    command = [sys.executable, "-m", "generator", "--spec", str(spec), "--config", str(_CONFIG)]
    begun = time.perf_counter()
    subprocess.run(
        [*command, "--output", str(output)], cwd=_ROOT, stdout=subprocess.PIPE, check=True
    )
    return time.perf_counter() - begun
