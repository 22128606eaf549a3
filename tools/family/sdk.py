"""The names that the official SDK gives to operations, read from its source."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["SdkName", "sdk_name"]

_METHOD: Final = re.compile(r"^    def (\w+)\(", re.MULTILINE)
_CALL: Final = re.compile(
    r'self\._(get|post|put|patch|delete)\w*\(\s*(?:path_template\(\s*)?"([^"]+)"'
)
_OTHER_VERB: Final = re.compile(r'\bmethod="(\w+)"')
# An operation that accounts and zones share is one method.
_EITHER: Final = "/{}/{}"


class SdkName(NamedTuple):
    """The groups and the method that lead to an operation."""

    group: list[str]
    method: str


def sdk_name(path: str, verb: str) -> SdkName | None:
    """Return the name of an operation, None if the SDK lacks it.

    path: without the names of its variables.
    """
    shared = re.sub(r"^/(accounts|zones)/{}", _EITHER, path)
    return _names().get((path, verb)) or _names().get((shared, verb))


@cache
def _names() -> dict[tuple[str, str], SdkName]:
    found: dict[tuple[str, str], SdkName] = {}
    spec = find_spec("cloudflare")
    root = Path(spec.origin if spec and spec.origin else "").parent / "resources"
    for file in sorted(root.rglob("*.py")):
        steps = [step.strip("_") for step in file.relative_to(root).with_suffix("").parts]
        group = steps[:-1] if steps[-1] in steps[-2:-1] else steps
        _, *methods = _METHOD.split(file.read_text("utf-8").partition("\nclass Async")[0])
        for method, code in zip(methods[::2], methods[1::2], strict=True):
            for verb, path in _CALL.findall(code):
                other = _OTHER_VERB.search(code)
                key = re.sub(r"{[^{}]*}", "{}", path), other[1] if other else verb
                found.setdefault(key, SdkName(group, method))
    return found
