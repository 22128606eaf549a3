"""The mask over the credentials and secrets of a request in the log."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from .gateway import EMAIL, KEY, NO_PERMISSION_TOKEN, TOKEN
from .request import Pairs
from .violation import Violation

__all__ = ["Mask"]

_MASKED = "***"
_EXAMPLES = frozenset((TOKEN, NO_PERMISSION_TOKEN, EMAIL, KEY))
_SECRET_LOOKING = re.compile(r"auth|cookie|credential|jwt|key|passw|secret|session|sign|token")


class Mask:
    """Replaces secrets by `***`, except the credentials that the mock documents.

    credentials: the contract's headers with credentials. members: its secret members and
    parameters; upper case, `-` and a missing `_` make no difference. parameters: all parameters;
    headers and arguments of a query that it does not describe are masked if they look secret.
    """

    def __init__(
        self, credentials: Iterable[str], members: Iterable[str], parameters: Iterable[str]
    ) -> None:
        names = ["[_-]?".join(map(re.escape, re.split("[_-]", name))) for name in members]
        # Without secrets the pattern matches nothing.
        member = rf"(?<![^\W_])(?:{'|'.join(names)})(?![^\W_])" if names else r"(?!)"
        self._member = re.compile(member, re.IGNORECASE)
        self._credentials = {name.lower() for name in credentials}
        self._described = {name.lower() for name in parameters}

    def parameters(self, pairs: Pairs) -> Pairs:
        """Headers, or arguments of a query."""
        return tuple(
            (name, _masked(value) if self._is_secret(name.lower()) else value)
            for name, value in pairs
        )

    def _is_secret(self, name: str) -> bool:
        if name in self._credentials or self._member.search(name):
            return True
        return name not in self._described and bool(_SECRET_LOOKING.search(name))

    def body(self, body: bytes) -> str:
        """A body as text: unchanged without secrets, else JSON without their values.

        A body that is not JSON ends before its first secret.
        """
        found: list[str] = []

        # The decoder also calls it for objects that a repeated name replaces.
        def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            secret = [name for name, _ in pairs if self._member.search(name)]
            found.extend(secret)
            return {name: _masked(value) if name in secret else value for name, value in pairs}

        text = body.decode(errors="replace")
        try:
            value = json.loads(body, object_pairs_hook=members)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False) if found else text
        secret = self._member.search(text)
        return text[: secret.start()] + _MASKED if secret else text

    def violations(self, violations: Iterable[Violation]) -> tuple[str, ...]:
        """A line for each violation. The line of one inside a secret does not give the reason."""
        return tuple(
            str(Violation(each.path, _MASKED) if self._is_inside_secret(each) else each)
            for each in violations
        )

    def _is_inside_secret(self, violation: Violation) -> bool:
        # The absence of a secret says nothing about it.
        return violation.message != "Required" and any(map(self._member.search, violation.path))


def _masked(value: Any) -> Any:
    is_example = isinstance(value, str) and value.removeprefix("Bearer ") in _EXAMPLES
    return value if is_example else _MASKED
