"""The samples of the page: the tested programs under `examples/` and their regions.

A region is the text between the comments `region <operationId>` and `endregion`. A region named `*`
belongs to the samples of all operations of its file.
"""

from __future__ import annotations

import re
import subprocess
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from cloudflare_api_contract import Document

__all__ = ["PROGRAM", "PageError", "folder_of", "read_samples", "shown"]

PROGRAM = "listMcpServers"
"""The operation whose sample is a whole program, in a file named like `list_servers`."""

_MARK = re.compile(r"\s*\W+ ?(?:endregion|region (?P<name>\S+))\s*")
_ALL = "*"
_ASYNC = "_async"


class PageError(Exception):
    """The page cannot be built; each line of the message names a place and its problem."""


def folder_of(label: str) -> str:
    """Return the name of the folder of a language under `examples/`."""
    return label.partition(" ")[0].lower()


def shown(examples: Path, document: Document) -> list[str]:
    """Return the operations of each tag that the examples show."""
    lines = (line for _, text in _files(examples, ".") for line in text.splitlines())
    named = {mark["name"] for line in lines if (mark := _MARK.fullmatch(line))}
    operations = [*document.operations()]
    tags = {each.node["tags"][0] for each in operations if each.id in named}
    return [each.id for each in operations if each.node["tags"][0] in tags]


def read_samples(examples: Path, label: str, operations: Sequence[str]) -> dict[str, str]:
    """Return the sample of each operation in one language.

    label: the language. `Python (async)` selects the files of the folder `python` whose names end
        with `_async`. Raises PageError if an operation has no sample or several samples.
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
        raise PageError(f"{label}: no sample for {', '.join(missing)}")
    for operation, samples in found.items():
        if len(samples) > 1:
            raise PageError(f"{label}: {operation} is in {' and in '.join(map(str, samples))}")
    return {operation: next(iter(samples.values())) for operation, samples in found.items()}


def _files(examples: Path, folder: str) -> Iterator[tuple[Path, str]]:
    """Read the text files that git does not ignore."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder],
        cwd=examples,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PageError(f"{examples}: git cannot list the files: {' '.join(done.stderr.split())}")
    for name in sorted(filter(None, done.stdout.split("\0"))):
        if (examples / name).is_symlink():
            continue  # A symbolic link may lead to any file of the machine.
        try:
            yield examples.name / Path(name), (examples / name).read_text("utf-8")
        except (FileNotFoundError, UnicodeDecodeError):  # Deleted or not a text file.
            continue


def _is_program(path: Path) -> bool:
    """Return whether a file, or the folder of a `main` file, is named like `list_servers`."""
    name = path.parent.name if path.stem.lower() == "main" else path.stem.removesuffix(_ASYNC)
    return re.sub(r"[^a-z]", "", name.lower()) == "listservers"


def _parts(path: Path, text: str) -> dict[str, str]:
    """Return the sample of each operation that the regions of a file name."""
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
            problem = "a region inside another region" if name else "endregion without a region"
            raise PageError(f"{path}:{number}: {problem}")
        if name:
            regions.append((name, []))
        is_open = bool(name)
    if is_open:
        raise PageError(f"{path}: the region {regions[-1][0]} does not end")
    parts: dict[str, str] = {}
    for name in {name for name, _ in regions} - {_ALL}:
        lines = [line for named, own in regions if named in (name, _ALL) for line in own]
        parts[name] = textwrap.dedent("\n".join(lines)).strip("\n")
    return parts
