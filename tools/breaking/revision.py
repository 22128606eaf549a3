"""A revision of the repository: the working tree or a commit."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from functools import cached_property
from pathlib import Path
from typing import Final

from attrs import frozen

from cloudflare_api_contract import ContractError, Document, load

__all__ = ["Revision", "RevisionError", "commit", "working_tree"]

_NEEDED: Final = ("openapi.yaml", "generated", "cloudflare_api_core")


class RevisionError(Exception):
    """A revision cannot be compared; the message names it."""


@frozen
class Revision:
    """A folder with the contract and the generated package."""

    name: str
    folder: Path

    @property
    def contract(self) -> Path:
        """The file of the contract."""
        return self.folder / "openapi.yaml"

    @cached_property
    def document(self) -> Document:
        """The contract. Raises RevisionError with its first problem."""
        try:
            return load(self.contract)
        except ContractError as error:
            raise RevisionError(f"{self.name}: {error}") from None

    def section(self, version: str) -> tuple[str, str] | None:
        """Return the heading and the text of a version in the changelog."""
        path = self.folder / "CHANGELOG.md"
        text = path.read_text("utf-8") if path.exists() else ""
        for heading, section in re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", text, re.MULTILINE):
            if re.match(rf"{re.escape(version)}(?![\w.+-])", heading):
                return heading, section
        return None


def working_tree(root: Path) -> Revision:
    """Return the working tree. Raises RevisionError if a file is missing."""
    return _checked(Revision("the working tree", root))


def commit(root: Path, ref: str, into: Path) -> Revision:
    """Unpack a commit into an empty folder. Raises RevisionError if it does not exist."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", ref]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    if done.returncode:
        stderr = " ".join(done.stderr.decode(errors="replace").split())
        raise RevisionError(f"{ref}: {stderr.removeprefix('fatal: ')}")
    try:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
            files.extractall(into, filter="data")
    except tarfile.TarError as error:
        raise RevisionError(f"{ref}: {error}") from None
    return _checked(Revision(ref, into))


def _checked(revision: Revision) -> Revision:
    for name in _NEEDED:
        if not (revision.folder / name).exists():
            raise RevisionError(f"{revision.name} has no {name}")
    if not list(revision.folder.glob("generated/*/__init__.py")):
        raise RevisionError(f"{revision.name} has no package in generated")
    return revision
