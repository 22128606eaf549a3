"""One side of a comparison: the working tree, or what a commit of it holds."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from functools import cached_property
from pathlib import Path
from typing import Final

from attrs import frozen

from cloudflare_api_contract import ContractError, Json, load

__all__ = ["Revision", "RevisionError", "commit", "working_tree"]

_NEEDED: Final = ("openapi.yaml", "generated", "cloudflare_api_core")


class RevisionError(Exception):
    """There is nothing to compare with."""


@frozen
class Revision:
    """A folder that holds the contract and what was made of it."""

    name: str
    folder: Path

    @property
    def contract(self) -> Path:
        """The contract's file."""
        return self.folder / "openapi.yaml"

    @cached_property
    def data(self) -> Json:
        """The contract. Raises RevisionError with its first fault."""
        try:
            return load(self.contract).data
        except ContractError as error:
            raise RevisionError(f"{self.name}: {error}") from None

    def section(self, version: str) -> tuple[str, str] | None:
        """Return heading and text of what the changelog says of a version."""
        path = self.folder / "CHANGELOG.md"
        text = path.read_text("utf-8") if path.exists() else ""
        for heading, section in re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", text, re.MULTILINE):
            if re.match(rf"{re.escape(version)}(?![\w.+-])", heading):
                return heading, section
        return None


def working_tree(root: Path) -> Revision:
    """Take the files as they are. Raises RevisionError if some are missing."""
    return _checked(Revision("the working tree", root))


def commit(root: Path, ref: str, into: Path) -> Revision:
    """Unpack a commit into an empty folder. Raises RevisionError if there is none such."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", ref]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise RevisionError(f"{ref}: {said.removeprefix('fatal: ')}")
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
