"""The browser and the built page for the tests of the page and of the curl examples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tools.page.page import build

ROOT = Path(__file__).parents[3]

# A busy machine takes its time; only a test that fails waits for so long.
TIMEOUT = 60_000  # milliseconds
expect.set_options(timeout=TIMEOUT)

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_TOOLS = {"chromium": _BROWSERS, "curl": ("curl",), "jq": ("jq",)}
_OPTIONS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Nothing but the page may use the network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _find(tool: str) -> str | None:
    return next(filter(None, map(shutil.which, _TOOLS[tool])), None)


def pytest_configure() -> None:
    """Fail at once without the tools, because a skipped test looks like a passed one."""
    for tool in _TOOLS:
        if _find(tool) is None:
            pytest.exit(f"{tool} is missing: on Debian, apt-get install {tool}", returncode=1)


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, made anew."""
    file = tmp_path_factory.mktemp("page") / "api.html"
    file.write_text(build(ROOT), "utf-8")
    return file


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for all tests."""
    # Chromium refuses to run as root in its sandbox, and containers run as root.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_find("chromium"), args=[*_OPTIONS, *root]
        )
        yield browser
        browser.close()
