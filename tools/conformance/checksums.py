"""The checksums of all artifacts that a build takes from a registry.

`checksums.txt` has a line for each artifact, `SHA-256  artifact`. It names no host, as some lock
files do.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["differences"]


def differences(recorded: str, resolved: str) -> Iterator[str]:
    """Compare two texts of such lines, and return a line for each artifact that differs."""
    known, found = _sums(recorded), _sums(resolved)
    for artifact in sorted(known.keys() | found.keys()):
        if artifact not in known:
            yield f"{artifact} is not in checksums.txt"
        elif artifact not in found:
            yield f"{artifact} of checksums.txt is not used"
        elif known[artifact] != found[artifact]:
            yield f"{artifact} has another checksum than in checksums.txt"


def _sums(text: str) -> dict[str, str]:
    lines = (line.split(maxsplit=1) for line in text.splitlines())
    return {artifact: checksum for checksum, artifact in lines}
