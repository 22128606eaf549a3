"""Markdown documents: their snippets, tables, headings and links."""

from __future__ import annotations

import importlib.util
import io
import logging
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from cloudflare_api_core import clock
from cloudflare_api_mock import TOKEN, Mock
from tests.forks import python

__all__ = [
    "ROOT",
    "Snippet",
    "links",
    "run_commands",
    "run_program",
    "run_snippet",
    "section",
    "slugs",
    "snippets",
    "table",
    "type_check",
    "unknown_commands",
]

ROOT: Final = Path(__file__).parents[2]

_FENCE: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
# The script that a wheel brings, which tests/distribution runs.
_SCRIPT: Final = 'cloudflare-ai-controls() { {} -m cloudflare_ai_controls "$@"; }\n'


class Snippet(NamedTuple):
    """Code in a fence, and its place."""

    document: str
    heading: str
    line: int
    language: str
    text: str
    output: str
    """The expected output, in the next fence; "…" stands for any text."""

    @property
    def file_name(self) -> str:
        """The file name in its first line."""
        named = re.match(r"# (\w+\.py)\n", self.text)
        return named[1] if named else f"{self.document}_line_{self.line}.py"

    def write(self, folder: Path) -> Path:
        file = folder / self.file_name
        file.write_text(self.text, "utf-8")
        return file

    def as_said(self, printed: str) -> str:
        """The output in the document if it matches the printed output, else the printed output."""
        expected = re.escape(self.output).replace("…", ".*")
        return self.output if re.fullmatch(expected, printed, re.DOTALL) else printed


def snippets(document: Path, language: str) -> list[Snippet]:
    """The snippets of a document in one language, in order."""
    text = document.read_text("utf-8")
    # A comment in a snippet looks like a heading.
    prose = _FENCE.sub(lambda fence: " " * len(fence[0]), text)
    found: list[Snippet] = []
    for fence in _FENCE.finditer(text):
        after = _FENCE.match(text, fence.end() + 2)
        output = after[2] if after and after[1] == "text" else ""
        heading = [*_HEADING.finditer(prose, 0, fence.start())][-1][1]
        line = text.count("\n", 0, fence.start()) + 1
        found.append(Snippet(document.stem, heading, line, fence[1], fence[2], output))
    return [snippet for snippet in found if snippet.language == language]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run_program(
    file: Path, mock: Mock, variables: Mapping[str, str] | None = None, *, on_terminal: bool = False
) -> str:
    """Run a program in this process and return its output. Its waits take no time.

    variables: of the environment, beside those of the mock.
    """
    printed = _Terminal() if on_terminal else io.StringIO()

    def sleep(_: float) -> None:
        """Return at once."""

    async def sleep_async(_: float) -> None:
        """Return at once."""

    with pytest.MonkeyPatch.context() as patch:
        for name, value in (_environment(mock) | dict(variables or {})).items():
            patch.setenv(name, value)
        patch.setattr(clock, "sleep", sleep)
        patch.setattr(clock, "sleep_async", sleep_async)
        # Beside the handlers of pytest, `basicConfig` would do nothing.
        patch.setattr(logging.root, "handlers", list[logging.Handler]())
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                runpy.run_path(str(file), run_name="__main__")
        finally:
            logging.getLogger("cloudflare_ai_controls").setLevel(logging.NOTSET)
    return printed.getvalue()


def run_snippet(snippet: Snippet, mock: Mock, folder: Path) -> str:
    """Run a snippet in Python in a folder.

    Returns what it prints, or `snippet.output` if that is what it prints.
    """
    with chdir(folder):
        return snippet.as_said(run_program(snippet.write(folder), mock))


def run_commands(snippet: Snippet, mock: Mock, folder: Path) -> str:
    """Run a shell snippet in a folder, to its first failure.

    Returns what it prints, or `snippet.output` if that is what it prints.
    """
    script = _SCRIPT.replace("{}", shlex.join(python()))
    done = subprocess.run(
        ["bash", "-euc", script + snippet.text],
        cwd=folder,
        env=_environment(mock) | {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return snippet.as_said(done.stdout)


def _environment(mock: Mock) -> dict[str, str]:
    return {
        "CLOUDFLARE_ACCOUNT_ID": mock.account_id,
        "CLOUDFLARE_API_TOKEN": TOKEN,
        "CLOUDFLARE_BASE_URL": mock.base_url,
        "NOTES_TOKEN": "a token that notes.example.com knows",
    }


def type_check(tested: Iterable[Snippet], folder: Path) -> str:
    """The errors of strict mypy in snippets."""
    files = [snippet.write(folder) for snippet in tested]
    options = ["--strict", "--config-file=", "--no-error-summary", "--cache-dir=cache"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *map(str, files)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def unknown_commands(snippet: Snippet) -> list[str]:
    """The lines of a shell snippet that name a target, module or extra that is not there."""
    lines = snippet.text.replace("\\\n", "").splitlines()
    return [line for line in lines if not _is_known(shlex.split(line, comments=True))]


def _is_known(words: list[str]) -> bool:
    match words:
        case ["make", *arguments]:
            targets = re.findall(
                r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
            )
            return all(word in targets for word in arguments if "=" not in word)
        case ["export", setting]:
            return setting.startswith("CLOUDFLARE_")
        case ["pip", "install", what, *others]:
            project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
            name, _, extra = what.rstrip("]").partition("[")
            return (
                name == "."
                and (not extra or extra in project["optional-dependencies"])
                and all(map(importlib.util.find_spec, others))
            )
        case ["pytest" | "python", "-p" | "-m", module, *_]:
            return importlib.util.find_spec(module) is not None
        case [script, *_]:
            project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
            return script in project["scripts"]
        case _:
            return False


def section(document: Path, heading: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    text = document.read_text("utf-8")
    begin = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert begin, f"{document.name} has no heading {heading!r}"
    end = re.compile(rf"^#{{1,{len(begin[1])}}} ", re.MULTILINE).search(text, begin.end())
    return text[begin.end() : end.start() if end else None]


def table(text: str, *columns: str) -> Iterator[list[str]]:
    """The rows of the tables in a text whose head has these columns."""
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if inside and cells and not re.fullmatch(r"[-|]+", line):
            yield cells
        inside = bool(cells) and (inside or cells == [*columns])


def links(document: Path) -> set[str]:
    """The targets of a document's links and images."""
    text = re.sub(r"`[^`]*`", "", _FENCE.sub("", document.read_text("utf-8")))
    return set(re.findall(r"\]\(([^)\s]+)\)", text))


def slugs(document: Path) -> list[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = _HEADING.findall(_FENCE.sub("", document.read_text("utf-8")))
    plain = [re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings]
    seen = [plain[:number].count(slug) for number, slug in enumerate(plain)]
    return [f"{slug}-{times}" if times else slug for slug, times in zip(plain, seen, strict=True)]
