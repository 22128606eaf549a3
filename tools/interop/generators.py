"""Generators of clients, compilers of their languages, and the story of one client."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cloudflare_api_mock import TOKEN, Mock
from tools.repository import NODE_MODULES, SPEC

from .running import PROGRAMS, run

__all__ = ["COMPILERS", "OPENAPI_GENERATOR", "TYPESCRIPT", "compile", "generate", "play"]

OPENAPI_GENERATOR: Final = (
    *("cpp-restsdk", "csharp", "dart", "go", "kotlin", "php", "python", "ruby", "rust"),
    *("scala-sttp4", "swift6", "typescript-axios", "typescript-fetch"),
)
"""The generators of openapi-generator; examples/java tests its Java."""

TYPESCRIPT: Final[dict[str, Sequence[str]]] = {
    "@hey-api/openapi-ts": (
        *("@hey-api/openapi-ts/bin/run.js", "--client", "@hey-api/client-fetch"),
        *("--input", str(SPEC), "--output", "."),
    ),
    "orval": (
        *("orval/dist/bin/orval.mjs", "--client", "fetch"),
        *("--input", str(SPEC), "--output", "index.ts"),
    ),
}
"""Scripts of other generators, and their arguments."""

_TSC: Final = (
    *("node", str(NODE_MODULES / "typescript/bin/tsc"), "--noEmit", "--strict", "index.ts"),
    *("--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"),
)
_RUBY: Final = "ARGV.each { |file| RubyVM::InstructionSequence.compile_file(file) }"
COMPILERS: Final[dict[str, Sequence[str]]] = {
    "go": ("go", "build", "./..."),
    "php": ("bash", "-c", "! find lib -name '*.php' | xargs -n1 -P2 php -l | grep -v '^No syntax'"),
    "ruby": ("bash", "-c", f"find lib -name '*.rb' -exec ruby -e '{_RUBY}' {{}} +"),
    "typescript-fetch": _TSC,
    **dict.fromkeys(TYPESCRIPT, _TSC),
}
"""Commands that compile the client of a generator."""


def generate(name: str, folder: Path) -> list[str]:
    """Generate a client in TypeScript, and return the warnings and errors."""
    (folder / name).mkdir(parents=True)
    script, *arguments = TYPESCRIPT[name]
    return run(
        "node", NODE_MODULES / script, *arguments, cwd=folder / name, logs_to_stdout=True
    ).problems


def compile(name: str, folder: Path) -> list[str]:
    """Compile the client of a generator, and return the warnings and errors."""
    return run(*COMPILERS[name], cwd=folder / name, logs_to_stdout=True).problems


def play(folder: Path) -> list[str]:
    """Play the story with openapi-generator's Python client, and return the problems."""
    with Mock() as mock:
        environment = {
            "PYTHONPATH": str(folder / "python"),
            "CLOUDFLARE_BASE_URL": mock.base_url,
            "CLOUDFLARE_API_TOKEN": TOKEN,
            "CLOUDFLARE_ACCOUNT_ID": mock.account_id,
        }
        done = run(sys.executable, "-W", "error", PROGRAMS / "story.py", env=environment)
        log = mock.log
    updates = [entry.body for entry in log if entry.method == "PUT"]
    problems = [*done.problems, *(line for entry in log for line in entry.violations)]
    if done.stdout.strip() != "250 servers":
        problems.append(f"{done.stdout.strip()!r}, not 250 servers")
    if updates != ['{"name": "All"}']:
        problems.append(f"a portal is renamed with {' and '.join(updates)}")
    return problems
