"""The replacement and comparison of a folder of files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from .errors import GenerationError

__all__ = ["differences", "replace"]


def replace(new: Path, target: Path) -> None:
    """Replace a package by a finished one. The old package stays until the new one is in place.

    Raises GenerationError if the target has files but is not a generated package.
    """
    if _is_foreign(new, target):
        raise GenerationError(str(target), (), "is not a generated package: move it away")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=".old-", dir=target.parent))
    old = aside / target.name
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
        shutil.rmtree(aside)


def _is_foreign(new: Path, target: Path) -> bool:
    if target.is_file():
        return True
    return any(_paths(target)) and _head(target) != _head(new)


def _head(package: Path) -> str | None:
    """Return the first line of a package, None if it is not one."""
    file = package / "__init__.py"
    return file.read_text("utf-8", "replace").partition("\n")[0] if file.is_file() else None


def differences(expected: Path, actual: Path) -> list[str]:
    """Return one line for each file that differs between two folders."""
    wanted, found = _files(expected), _files(actual)
    verdicts = dict.fromkeys(wanted, "missing") | dict.fromkeys(found, "extra")
    verdicts |= dict.fromkeys(wanted.keys() & found.keys(), "changed")
    differing = [name for name in sorted(verdicts) if wanted.get(name) != found.get(name)]
    return [f"{verdicts[name]}: {name}" for name in differing]


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _paths(root)}


def _paths(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
