"""Commands run inside the test process, against the mock."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line import run
from cloudflare_api_mock import StrictMock

from .support import Done, environment


@pytest.fixture
def command(
    cloudflare_mock: StrictMock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., Done]:
    """Run a command, with account and credentials in the environment."""
    for name, value in environment(cloudflare_mock).items():
        monkeypatch.setenv(name, value)

    def run_it(*arguments: str) -> Done:
        code = run(PROGRAM, arguments)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run_it
