"""What a folder of examples/ holds for its language, and whether it keeps the contract."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from attrs import frozen

from cloudflare_ai_controls import Cloudflare
from cloudflare_api_mock import EMAIL, KEY, TOKEN
from cloudflare_api_mock.contract import Contract

from .adapter import Adapter
from .case import Case
from .controls import Controls
from .replay import replay

__all__ = ["Language"]

_EXAMPLES = Path(__file__).parents[2] / "examples"
_KNOWN_FAILURES = re.compile(r"^\| `([a-z_]+/[^`]+)` \|", re.MULTILINE)
_PER_PAGE = 100
_BUILD, _RUN = 1800, 60  # seconds
_BAD_TOKEN = "x" * len(TOKEN)


@frozen
class Language:
    """A client that another generator makes, in a folder whose Makefile builds and runs it."""

    folder: Path

    @classmethod
    def all(cls) -> list[Language]:
        """Every language that has such a folder."""
        return [cls(file.parent) for file in sorted(_EXAMPLES.glob("*/Makefile"))]

    @property
    def name(self) -> str:
        """What the folder is called."""
        return self.folder.name

    @property
    def known_failures(self) -> set[str]:
        """The cases that its README lists as not kept."""
        return set(_KNOWN_FAILURES.findall((self.folder / "README.md").read_text("utf-8")))

    def build(self) -> None:
        """Generate and compile. Raises `SubprocessError`; what went wrong is on stderr."""
        subprocess.run(self.command("build"), env=_environment(), timeout=_BUILD, check=True)

    def check_program(self, mock: Controls) -> Iterator[str]:
        """Say what is wrong with the program that lists all servers of an account."""
        servers = _servers(mock)
        pages = -(-len(servers) // _PER_PAGE)
        pair = {"CLOUDFLARE_EMAIL": EMAIL, "CLOUDFLARE_API_KEY": KEY}
        for credentials in ({"CLOUDFLARE_API_TOKEN": TOKEN}, pair):
            mock.reset()
            done = self._run("run", mock, credentials)
            said = f"run with {' and '.join(credentials)}"
            if done.returncode or done.stderr:
                yield f"{said}: expected exit code 0 and nothing on stderr; {_shown(done)}"
            printed = zip_longest(done.stdout.splitlines(), servers)
            for number, (line, server) in enumerate(printed, start=1):
                if line != server:
                    yield f"{said}: printed {line!r} as line {number}, not {server!r}"
                    break
            if len(mock.log) != pages:
                yield f"{said}: {len(mock.log)} requests came, not {pages}"
        done = self._run("run", mock, {"CLOUDFLARE_API_TOKEN": _BAD_TOKEN})
        lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
        if not done.returncode or done.stdout or len(lines) != 1 or "401" not in lines[0]:
            yield (
                "run with a wrong token: expected no output, one line with 401 on stderr and an"
                f" exit code that is not 0; {_shown(done)}"
            )

    def check_operations(self, mock: Controls) -> Iterator[str]:
        """Say what is wrong with the program that calls each operation of the contract once."""
        mock.reset()
        done = self._run("operations", mock, {"CLOUDFLARE_API_TOKEN": TOKEN})
        called = {line.split()[0].rstrip(":") for line in done.stdout.splitlines() if line}
        wanted = {operation.id for operation in Contract.load().operations}
        if done.returncode or done.stderr or called != wanted:
            names = ", ".join(sorted(wanted))
            yield f"operations: the lines do not begin with {names} each; {_shown(done)}"
        for entry in mock.log:
            if entry.violations or entry.status not in range(200, 300):
                said = f"{entry.method} {entry.path}: {entry.status}"
                yield "; ".join([said, *entry.violations])

    def replay(self, mock: Controls, cases: Sequence[Case]) -> dict[str, list[str]]:
        """Play the cases; return what went wrong of each. Raises `AdapterError`."""
        with closing(Adapter(self.command("replay"), _environment())) as adapter:
            return replay(mock, cases, adapter.call_client)

    def command(self, target: str) -> list[str]:
        """What runs a target of its Makefile."""
        return ["make", "--silent", "--no-print-directory", "-C", str(self.folder), target]

    def _run(
        self, target: str, mock: Controls, credentials: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        told = {"CLOUDFLARE_ACCOUNT_ID": mock.account_id, "CLOUDFLARE_BASE_URL": mock.base_url}
        environment = _environment() | told | credentials
        return subprocess.run(
            self.command(target),
            env=environment,
            capture_output=True,
            text=True,
            timeout=_RUN,
            check=False,
        )


def _shown(done: subprocess.CompletedProcess[str]) -> str:
    printed, said = (" ".join(text.split())[:200] for text in (done.stdout, done.stderr))
    return f"exit code {done.returncode}, printed {printed!r}, stderr {said!r}"


def _environment() -> dict[str, str]:
    """This process's, without credentials, and without what make tells its children."""
    hidden = ("CLOUDFLARE_", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)}


def _servers(mock: Controls) -> list[str]:
    """What the program prints."""
    with Cloudflare(base_url=mock.base_url, api_token=TOKEN) as client:
        servers = client.zero_trust.access.ai_controls.mcp.servers
        page = servers.list(account_id=mock.account_id, per_page=_PER_PAGE)
        return [f"{server.id} {server.status} {server.hostname}" for server in page]
