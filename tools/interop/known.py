"""The known output of the tools, listed in README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

__all__ = ["Known", "unexpected"]

_README = Path(__file__).parent / "README.md"
_ROW = re.compile(r"^\| ([^|`]+) \| ([\d.]+) \| `([^`]+)` \|", re.MULTILINE)


@frozen
class Known:
    """A part of a line that a tool, or each tool of a family, prints in one version."""

    tool: str
    version: str
    output: str

    @classmethod
    def read(cls) -> list[Known]:
        """Read the rows of README.md."""
        return [cls(*row) for row in _ROW.findall(_README.read_text("utf-8"))]

    def explains(self, tool: str, line: str) -> bool:
        """Return whether a line of a tool is this output."""
        return f"{tool} ".startswith(f"{self.tool} ") and self.output in line


def unexpected(
    known: Sequence[Known], found: Mapping[str, Sequence[str]], versions: Mapping[str, str]
) -> Iterator[str]:
    """Return a line for each output that is not known, and for each row that is outdated.

    found: the warnings, errors and differences of each tool. versions: of each family of tools.
    """
    for tool, lines in found.items():
        for line in dict.fromkeys(lines):
            if not any(each.explains(tool, line) for each in known):
                yield f"{tool}: {line}"
    for each in known:
        if not any(each.explains(tool, line) for tool, lines in found.items() for line in lines):
            yield f"README.md: {each.tool} does not print {each.output!r}"
        version = versions.get(each.tool.split()[0])
        if version != each.version:
            yield f"README.md: {each.tool} has version {version}, not {each.version}"
