"""Whether version and changelog admit what changed.

The version is `info.version` of openapi.yaml. Against a base that the changelog calls `not yet
released` nothing needs to be admitted. Otherwise what breaks anybody needs a higher minor version
before 1.0, a higher major one from then on, and under that version a line of the changelog that
starts with `- **Breaking:**`. Any other change of the public surface needs a higher version of any
kind, and a section for it.
"""

from __future__ import annotations

import re
from typing import Final

from packaging.version import InvalidVersion, Version

from .changes import Change
from .revision import Revision, RevisionError

__all__ = ["missing_release_note"]

_MARK: Final = "- **Breaking:**"


def missing_release_note(changes: list[Change], base: Revision, head: Revision) -> str | None:
    """Say what is missing, or None if nothing is. Raises RevisionError for what is no version."""
    old, new = _version(base), _version(head)
    released = base.section(str(old))
    if not changes or (released and "not yet released" in released[0]):
        return None
    breaks = any(change.breaks for change in changes)
    # How much of a version must be higher.
    parts, needed = ((2, "minor") if old.major == 0 else (1, "major")) if breaks else (3, "patch")
    if new.release[:parts] <= old.release[:parts]:
        return (
            f"openapi.yaml: info.version: {old} → {new}, but this needs a higher {needed} version"
        )
    section = head.section(str(new))
    if section is None:
        return f"CHANGELOG.md: has no section `## {new}`"
    if breaks and not re.search(rf"^{re.escape(_MARK)}", section[1], re.MULTILINE):
        return f"CHANGELOG.md: {new}: something breaks, but no line starts with `{_MARK}`"
    return None


def _version(revision: Revision) -> Version:
    written = str(revision.data["info"]["version"])
    try:
        version = Version(written)
    except InvalidVersion:
        version = None
    if version is None or str(version) != written or len(version.release) != 3:
        problem = f"info.version: {written!r} is not like 1.2.3"
        raise RevisionError(f"{revision.name}: openapi.yaml: {problem}")
    return version
