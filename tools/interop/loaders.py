"""The YAML loaders of other languages, with their defaults."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]
from ruamel.yaml import YAML

from tools.repository import EXAMPLES, NODE_MODULES, SPEC

from .maven import CLASSPATH
from .running import PROGRAMS, VERSIONS, Done, run

__all__ = ["LOADERS", "problems"]

# Their types are incomplete.
_YAML: Final[Any] = yaml
_RUAMEL: Final[Any] = YAML()
_RUBY: Final = "print JSON.generate(YAML.load_file(ARGV[0]))"


def _pyyaml(folder: Path) -> Done:
    return Done(json.dumps(_YAML.safe_load(SPEC.read_text("utf-8"))), [])


def _ruamel(folder: Path) -> Done:
    return Done(json.dumps(_RUAMEL.load(SPEC)), [])


def _node(load: str, folder: Path) -> Done:
    script = f"JSON.stringify({load}(require('fs').readFileSync('{SPEC}', 'utf8')))"
    return run("node", "--print", script, cwd=NODE_MODULES.parent)


def _go(folder: Path) -> Done:
    return run("go", "run", PROGRAMS / "load.go", SPEC, cwd=EXAMPLES / "go")


def _java(folder: Path) -> Done:
    jars = (folder / CLASSPATH).read_text("utf-8")
    return run("java", "-cp", jars, PROGRAMS / "Load.java", SPEC)


def _ruby(folder: Path) -> Done:
    return run("ruby", "-ryaml", "-rjson", "-e", _RUBY, SPEC)


def _rust(folder: Path) -> Done:
    """Run load.rs with the crates, their checksums and the build folder of examples/rust."""
    crates = "".join(f'{name} = "={VERSIONS[name]}"\n' for name in ("serde_norway", "serde_json"))
    (folder / "Cargo.toml").write_text(
        f'[package]\nname = "load"\nedition = "2024"\n[dependencies]\n{crates}'
        f'[[bin]]\nname = "load"\npath = "{PROGRAMS}/load.rs"\n',
        "utf-8",
    )
    example = EXAMPLES / "rust"
    run("make", "--silent", "Cargo.lock", cwd=example)
    (folder / "Cargo.lock").write_bytes((example / "Cargo.lock").read_bytes())
    target = example / "target"
    return run("cargo", "run", "--quiet", "--target-dir", target, "--", SPEC, cwd=folder)


LOADERS: Final[dict[str, Callable[[Path], Done]]] = {
    "PyYAML": _pyyaml,
    "ruamel.yaml": _ruamel,
    "js-yaml": partial(_node, "require('js-yaml').load"),
    "yaml of npm": partial(_node, "require('yaml').parse"),
    "yaml.v3 of Go": _go,
    "SnakeYAML of Java": _java,
    "serde_norway of Rust": _rust,
    "Psych of Ruby": _ruby,
}
"""Functions that print openapi.yaml as JSON. They get the folder in which Maven ran."""


def problems(done: Done, wanted: Any) -> list[str]:
    """Return the problems of a loader, or the first line of JSON in which its value differs."""
    if done.problems:
        return done.problems
    ours, theirs = _lines(wanted), _lines(json.loads(done.stdout))
    pairs = zip([*ours, "nothing"], [*theirs, "nothing"], strict=False)
    return [f"expected {a}, not {b}" for a, b in pairs if a != b][:1]


def _lines(value: Any) -> list[str]:
    return json.dumps(value, indent=0, sort_keys=True).splitlines()
