"""The release note that changes of the public surface need.

The version is `info.version` of openapi.yaml. Changes since a base that the changelog calls
`not yet released` need no note. A change that breaks users needs a higher minor version, from 1.0
on a higher major version, and in the changelog, under that version, a line that starts with
`- **Breaking:**`. Any other change needs a higher version with a section in the changelog.
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
    """Return the problem of the release note, if any. Raises RevisionError for a bad version."""
    old, new = _version(base), _version(head)
    released = base.section(str(old))
    if not changes or (released and "not yet released" in released[0]):
        return None
    breaks = any(change.breaks for change in changes)
    # The number of parts of the version that are compared.
    parts, needed = ((2, "minor") if old.major == 0 else (1, "major")) if breaks else (3, "patch")
    if new.release[:parts] <= old.release[:parts]:
        return f"openapi.yaml: info.version: {old} → {new}; this needs a higher {needed} version"
    section = head.section(str(new))
    if section is None:
        return f"CHANGELOG.md: no section `## {new}`"
    if breaks and not re.search(rf"^{re.escape(_MARK)}", section[1], re.MULTILINE):
        return f"CHANGELOG.md: {new}: a change breaks users, but no line starts with `{_MARK}`"
    return None


def _version(revision: Revision) -> Version:
    written = str(revision.document.data["info"]["version"])
    try:
        version = Version(written)
    except InvalidVersion:
        version = None
    if version is None or str(version) != written or len(version.release) != 3:
        problem = f"info.version: {written!r} is not like 1.2.3"
        raise RevisionError(f"{revision.name}: openapi.yaml: {problem}")
    return version
