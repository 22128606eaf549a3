"""The samples of the page: the tested programs under `examples/`, or the parts named in them.

A part is what is between the comments `region <operationId>` and `endregion`. A region named `*` is
in the samples of all operations of its file.
"""

from __future__ import annotations

import re
import subprocess
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from .errors import PageError

__all__ = ["PROGRAM", "folder_of", "read_samples"]

PROGRAM = "listMcpServers"
"""The operation whose sample is a whole program, in a file named `list_servers` or the like."""

_MARK = re.compile(r"\s*\W+ ?(?:endregion|region (?P<name>\S+))\s*")
_ALL = "*"
_ASYNC = "_async"


def folder_of(label: str) -> str:
    """Return the name of a language's folder under `examples/`."""
    return label.partition(" ")[0].lower()


def read_samples(examples: Path, label: str, operations: Sequence[str]) -> dict[str, str]:
    """Return a sample of each operation in one language.

    label: the language; `Python (async)` is that of the files in the folder `python` whose names
        end with `_async`. Raises PageError if an operation has no sample, or several.
    """
    is_async = label.endswith("(async)")
    found: dict[str, dict[Path, str]] = {operation: {} for operation in operations}
    for path, text in _files(examples, folder_of(label)):
        if path.stem.endswith(_ASYNC) != is_async:
            continue
        parts = _parts(path, text)
        if _is_program(path):
            parts[PROGRAM] = text.strip("\n")
        else:
            parts.pop(PROGRAM, None)
        for operation in parts.keys() & found.keys():
            found[operation][path] = parts[operation]
    if missing := [operation for operation, samples in found.items() if not samples]:
        raise PageError(f"{label} has no sample for {', '.join(missing)}")
    for operation, samples in found.items():
        if len(samples) > 1:
            raise PageError(f"{label} has {operation} in {' and in '.join(map(str, samples))}")
    return {operation: next(iter(samples.values())) for operation, samples in found.items()}


def _files(examples: Path, folder: str) -> Iterator[tuple[Path, str]]:
    """Read the texts that git has or would take: what is generated or compiled is no sample."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder],
        cwd=examples,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PageError(f"{examples}: git does not list it: {' '.join(done.stderr.split())}")
    for name in sorted(filter(None, done.stdout.split("\0"))):
        try:
            yield examples.name / Path(name), (examples / name).read_text("utf-8")
        except (FileNotFoundError, UnicodeDecodeError):  # deleted, or no text
            continue


def _is_program(path: Path) -> bool:
    """Whether a file, or the folder of a `main`, is named for listing servers."""
    name = path.parent.name if path.stem.lower() == "main" else path.stem.removesuffix(_ASYNC)
    return re.sub(r"[^a-z]", "", name.lower()) == "listservers"


def _parts(path: Path, text: str) -> dict[str, str]:
    """Return the parts of a file by their names, each with those for all in its place."""
    regions: list[tuple[str, list[str]]] = []
    is_open = False
    for number, line in enumerate(text.splitlines(), 1):
        mark = _MARK.fullmatch(line)
        if mark is None:
            if is_open:
                regions[-1][1].append(line)
            continue
        name = mark["name"]
        if is_open == bool(name):
            problem = "a region begins inside another" if name else "no region ends here"
            raise PageError(f"{path}:{number}: {problem}")
        if name:
            regions.append((name, []))
        is_open = bool(name)
    if is_open:
        raise PageError(f"{path}: the region {regions[-1][0]} does not end")
    parts: dict[str, str] = {}
    for name in {name for name, _ in regions} - {_ALL}:
        lines = [line for named, its in regions if named in (name, _ALL) for line in its]
        parts[name] = textwrap.dedent("\n".join(lines)).strip("\n")
    return parts
