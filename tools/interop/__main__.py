"""Read openapi.yaml with loaders and generators of others.

Each YAML loader must read the value that this project reads. Each generator must succeed, its
client must compile where that is cheap, and one client makes several calls to the mock. Exits with
1 if a warning or an error is not in README.md, or if one that README.md lists is missing.
"""

from __future__ import annotations

import shutil
import time
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cloudflare_api_contract import read
from tools.repository import SPEC
from tools.terminal import argument_parser, print_error, print_line, run

from . import maven
from .generators import COMPILERS, OPENAPI_GENERATOR, TYPESCRIPT, compile, generate, play
from .known import Known, unexpected
from .loaders import LOADERS, problems
from .running import VERSIONS

__all__ = ["main"]

_FAMILY: Final = "openapi-generator"
# Programs that a machine may lack; .ci/run installs them.
_OPTIONAL: Final = {"Psych of Ruby": "ruby", "ruby": "ruby", "php": "php"}


def main() -> int:
    argument_parser("interop", __doc__).parse_args()
    with TemporaryDirectory() as folder:
        found = _found(Path(folder))
    wrong = [*unexpected(Known.read(), found, VERSIONS)]
    for line in wrong:
        print_error(line, prefix="")
    return 1 if wrong else 0


def _found(folder: Path) -> dict[str, list[str]]:
    """Find the problems of each tool, with progress on stdout."""
    found = defaultdict[str, list[str]](list)
    with _measured(f"{_FAMILY} for {len(OPENAPI_GENERATOR)} languages"):
        for name, lines in maven.generate(folder, OPENAPI_GENERATOR).items():
            found[_tool(name)] += lines
    for name in TYPESCRIPT:
        with _measured(name):
            found[name] += generate(name, folder)
    contract = read(SPEC).data
    for name, load in LOADERS.items():
        if _is_missing(name):
            continue
        with _measured(f"{name} loads"):
            found[name] += problems(load(folder), contract)
    for name in COMPILERS:
        if _is_missing(name):
            continue
        with _measured(f"{_tool(name)} compiles"):
            found[_tool(name)] += compile(name, folder)
    with _measured(f"{_tool('python')} plays the story"):
        found[_tool("python")] += play(folder)
    return found


def _is_missing(name: str) -> bool:
    program = _OPTIONAL.get(name)
    if is_missing := bool(program and not shutil.which(program)):
        print_line(f"         {name}: not tested, because {program} is not installed")
    return is_missing


def _tool(generator: str) -> str:
    return generator if generator in TYPESCRIPT else f"{_FAMILY} {generator}".strip()


@contextmanager
def _measured(step: str) -> Generator[None]:
    start = time.perf_counter()
    yield
    print_line(f"{time.perf_counter() - start:5.1f} s  {step}")


if __name__ == "__main__":
    run(main)
