"""Hostile contracts, given to each program that reads one."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from cloudflare_api_contract import ContractError, read, read_published
from cloudflare_api_mock import Mock
from generator.errors import GenerationError
from generator.generate import check
from tools.export.__main__ import export
from tools.page.page import build
from tools.repository import CONFIG, SPEC
from tools.upstream.families import families
from tools.upstream.published import PUBLISHED
from tools.upstream.record import record

from .attack import Attack

__all__ = ["CONTRACTS"]

_FOREIGN_FILE: Final = "/etc/hostname"
_NETWORK: Final = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname")
_DEPTH: Final = 100_000

Program = Callable[[Path], object]


def _generate(spec: Path) -> None:
    check(spec, CONFIG, spec.parent)


def _mock(spec: Path) -> None:
    Mock(spec=spec)


def _export(spec: Path) -> None:
    export(spec, spec.parent / "exported")


def _page(spec: Path) -> None:
    build(spec.parent)


def _upstream(spec: Path) -> None:
    record(read_published(spec), read(PUBLISHED), families(read(SPEC)))


_READERS: Final[tuple[Program, ...]] = (_generate, _mock, _export)


def _with(member: object) -> str:
    """This project's contract with one more member of a server, as JSON."""
    data: Any = read(SPEC).data
    data["components"]["schemas"]["McpServer"]["properties"]["a"] = member
    return json.dumps(data)


def _all_of() -> str:
    """Schemas that each name the next one twice."""
    data: Any = read(SPEC).data
    schemas: Any = data["components"]["schemas"]
    for number in range(25):
        following = {"$ref": f"#/components/schemas/A{number + 1}"}
        schemas[f"A{number}"] = {"allOf": [following, following]}
    schemas["A25"] = {"type": "object"}
    schemas["McpServer"]["properties"]["a"] = {"$ref": "#/components/schemas/A0"}
    return json.dumps(data)


def _aliases() -> str:
    """An example of ten short lines of YAML that stands for three billion values."""
    lines = [f"&a0 [{', '.join('x' * 9)}]"]
    for level in range(1, 10):
        lines.append(f"&a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    example = {"type": "array", "items": {"type": "string"}, "example": "bomb"}
    return _with(example).replace('"bomb"', f"[{', '.join(lines)}]")


def _depth() -> str:
    levels = '{"items": ' * _DEPTH + "{}" + "}" * _DEPTH
    return _with("levels").replace('"levels"', levels)


def _give(document: Callable[[], str], programs: Sequence[Program], *, refused: bool) -> None:
    """Raise unless each program refuses or handles the document without opening anything else."""
    reached: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _NETWORK or (event == "open" and arguments[0] == _FOREIGN_FILE):
            reached.append(f"{event} {arguments}")

    sys.addaudithook(watch)
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder, "openapi.yaml")
        spec.write_text(document(), "utf-8")
        for program in programs:
            try:
                program(spec)
            except (ContractError, GenerationError):
                continue
            if refused:
                raise AssertionError(f"{program.__name__} accepts the document")
    if reached:
        raise AssertionError(f"a program reached out: {reached[0]}")


def _give_reference(target: str) -> None:
    reference = {"$ref": target}
    for member in (
        {"type": "object", "anyOf": [reference]},
        {"type": "object", "default": reference},
        {"type": "object", "example": reference},
    ):
        _give(partial(_with, member), (*_READERS, _page, _upstream), refused=True)


def _attack(name: str, document: Callable[[], str], *programs: Program) -> Attack:
    return Attack(name, partial(_give, document, programs, refused=False), 500, 20)


_BACKTRACKING: Final = {"type": "string", "pattern": "^(a+)+$", "default": "a" * 60 + "!"}

CONTRACTS: Final = [
    *(
        Attack(f"a $ref to {target}", partial(_give_reference, target), 300, 20)
        for target in ("http://127.0.0.1:1/a.json", _FOREIGN_FILE, f"file://{_FOREIGN_FILE}")
    ),
    _attack("aliases of aliases", _aliases, *_READERS),
    _attack("a pattern that backtracks", partial(_with, _BACKTRACKING), *_READERS),
    _attack("schemas that name each other twice", _all_of, *_READERS),
    _attack("the same in Cloudflare's document", _all_of, _upstream),
    _attack("a schema of a hundred thousand levels", _depth, *_READERS, _upstream),
]
