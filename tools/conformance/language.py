"""A language under examples/: its client, its programs and their conformance."""

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
from cloudflare_api_contract import read
from cloudflare_api_mock import EMAIL, KEY, TOKEN, Mock
from tools.page.samples import shown
from tools.repository import EXAMPLES, SPEC

from .adapter import Adapter
from .case import Case
from .checksums import differences
from .replay import replay

__all__ = ["Language"]

_KNOWN_FAILURES = re.compile(r"^\| `([a-z_]+/[^`]+)` \|", re.MULTILINE)
_PER_PAGE = 100
_BUILD, _RUN = 1800, 60  # seconds
_HOSTILE: dict[str, object] = {
    "success": True,
    "errors": [],
    "messages": [],
    "result": [
        {"id": "a", "name": "b", "auth_type": "oauth", "tools": [], "prompts": []}
        | {"status": "ready", "hostname": "https://a.example/\x1b]0;b\x07\x9b2J\u202e\n"}
    ],
    "result_info": {"page": 1, "per_page": 100, "count": 1, "total_count": 1},
}
_BAD_TOKEN = "x" * len(TOKEN)


@frozen
class Language:
    """A folder whose Makefile generates, builds and runs a client in another language."""

    folder: Path

    @classmethod
    def all(cls) -> list[Language]:
        """Return every language that has such a folder."""
        return [cls(file.parent) for file in sorted(EXAMPLES.glob("*/Makefile"))]

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def known_failures(self) -> set[str]:
        """The cases that its README lists as failing."""
        return set(_KNOWN_FAILURES.findall((self.folder / "README.md").read_text("utf-8")))

    def check_artifacts(self) -> list[str]:
        """Compare the artifacts that the build will take with `checksums.txt`, if there is one.

        Returns the differences. Raises `SubprocessError`; the cause is on stderr.
        """
        if not self._checksums.exists():
            return []
        return [*differences(self._checksums.read_text("utf-8"), self._artifacts())]

    def lock(self) -> bool:
        """Write `checksums.txt` anew, if there is one, and return whether there is.

        Raises `SubprocessError`; the cause is on stderr.
        """
        if self._checksums.exists():
            self._checksums.write_text(self._artifacts(), "utf-8")
            return True
        return False

    @property
    def _checksums(self) -> Path:
        return self.folder / "checksums.txt"

    def _artifacts(self) -> str:
        done = subprocess.run(
            self.command("artifacts"),
            env=_environment(),
            stdout=subprocess.PIPE,
            text=True,
            timeout=_BUILD,
            check=True,
        )
        lines = done.stdout.splitlines(keepends=True)
        return "".join(sorted(lines, key=lambda line: line.split()[1:]))

    def build(self) -> None:
        """Generate and compile the client. Raises `SubprocessError`; the cause is on stderr."""
        subprocess.run(self.command("build"), env=_environment(), timeout=_BUILD, check=True)

    def check_program(self, mock: Mock) -> Iterator[str]:
        """Find the problems of the program that lists all servers of an account."""
        servers = _servers(mock)
        pages = -(-len(servers) // _PER_PAGE)
        pair = {"CLOUDFLARE_EMAIL": EMAIL, "CLOUDFLARE_API_KEY": KEY}
        for credentials in ({"CLOUDFLARE_API_TOKEN": TOKEN}, pair):
            mock.reset()
            done = self._run("run", mock, credentials)
            name = f"run with {' and '.join(credentials)}"
            if done.returncode or done.stderr:
                yield f"{name}: expected exit code 0 and nothing on stderr; {_shown(done)}"
            printed = zip_longest(done.stdout.splitlines(), servers)
            for number, (line, server) in enumerate(printed, start=1):
                if line != server:
                    yield f"{name}: line {number} is {line!r}, not {server!r}"
                    break
            if len(mock.log) != pages:
                yield f"{name}: {len(mock.log)} requests, not {pages}"
        mock.fail_next({"status": 200, "json": _HOSTILE})
        done = self._run("run", mock, {"CLOUDFLARE_API_TOKEN": TOKEN})
        if done.returncode or not done.stdout.removesuffix("\n").isprintable():
            yield f"run with escapes in a hostname: expected a printable line; {_shown(done)}"
        mock.reset()
        done = self._run("run", mock, {"CLOUDFLARE_API_TOKEN": _BAD_TOKEN})
        lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
        if not done.returncode or done.stdout or len(lines) != 1 or "401" not in lines[0]:
            yield (
                "run with a wrong token: expected no output, one line with 401 on stderr and an"
                f" exit code other than 0; {_shown(done)}"
            )

    def check_operations(self, mock: Mock) -> Iterator[str]:
        """Find the problems of the program that calls each operation that is shown once."""
        mock.reset()
        done = self._run("operations", mock, {"CLOUDFLARE_API_TOKEN": TOKEN})
        called = {line.split()[0].rstrip(":") for line in done.stdout.splitlines() if line}
        wanted = {*shown(EXAMPLES, read(SPEC))}
        if done.returncode or done.stderr or called != wanted:
            names = ", ".join(sorted(wanted))
            yield f"operations: expected one line for each of {names}; {_shown(done)}"
        for entry in mock.log:
            if entry.violations or entry.status not in range(200, 300):
                call = f"{entry.method} {entry.path}: {entry.status}"
                yield "; ".join([call, *entry.violations])

    def replay(self, mock: Mock, cases: Sequence[Case]) -> dict[str, list[str]]:
        """Play the cases and return the problems of each. Raises `AdapterError`."""
        with closing(Adapter(self.command("replay"), _environment())) as adapter:
            return replay(mock, cases, adapter.call_client)

    def command(self, target: str) -> list[str]:
        """Return the command that runs a target of the Makefile."""
        return ["make", "--silent", "--no-print-directory", "-C", str(self.folder), target]

    def _run(
        self, target: str, mock: Mock, credentials: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        settings = {"CLOUDFLARE_ACCOUNT_ID": mock.account_id, "CLOUDFLARE_BASE_URL": mock.base_url}
        environment = _environment() | settings | credentials
        return subprocess.run(
            self.command(target),
            env=environment,
            capture_output=True,
            text=True,
            timeout=_RUN,
            check=False,
        )


def _shown(done: subprocess.CompletedProcess[str]) -> str:
    stdout, stderr = (" ".join(text.split())[:200] for text in (done.stdout, done.stderr))
    return f"exit code {done.returncode}, stdout {stdout!r}, stderr {stderr!r}"


def _environment() -> dict[str, str]:
    """Return the environment without credentials and without the variables of make."""
    hidden = ("CLOUDFLARE_", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)}


def _servers(mock: Mock) -> list[str]:
    """Return the lines that the program must print."""
    with Cloudflare(base_url=mock.base_url, api_token=TOKEN) as client:
        servers = client.zero_trust.access.ai_controls.mcp.servers
        page = servers.list(account_id=mock.account_id, per_page=_PER_PAGE)
        return [f"{server.id} {server.status} {server.hostname}" for server in page]
