"""A case of the contract kit: a call, the answers of the API, and the expected result."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import Factory, field, frozen
from attrs.validators import in_

from cloudflare_api_mock import TOKEN

__all__ = ["KIT", "Case", "Expected", "load"]

KIT = Path(__file__).parents[2] / "tests" / "contract_kit"
_ERRORS = ("credentials", "status", "unsuccessful", "answer", "connection", "paging")


@frozen(kw_only=True)
class Failure:
    """The expected members of an error; None is not compared."""

    kind: str = field(validator=in_(_ERRORS))
    status: int | None = None
    codes: Sequence[int] | None = None
    read: Mapping[str, Any] = Factory(dict[str, Any])


@frozen(kw_only=True)
class Expected:
    """The expected requests and result; None is not compared."""

    requests: int
    credentials: Mapping[str, str] | None = None
    query: Mapping[str, str] | None = None
    path: str | None = None
    body: Mapping[str, Any] | None = None
    rows: int | None = None
    read: Mapping[str, Any] = Factory(dict[str, Any])
    error: Failure | None = None


@frozen(kw_only=True)
class Request:
    """The call, in the names of the contract."""

    operation: str
    arguments: Mapping[str, Any] = Factory(dict[str, Any])
    body: Mapping[str, Any] | None = None
    credentials: Mapping[str, str] = field(factory=lambda: {"api_token": TOKEN})
    walk: bool = False


@frozen(kw_only=True)
class Case:
    """One case; tests/contract_kit/README.md describes its members."""

    kind: str
    name: str
    why: str = ""
    request: Request
    answers: Sequence[Mapping[str, Any]] = ()
    quirks: Sequence[str] = ()
    breaks_contract: bool = False
    expect: Expected

    @classmethod
    def of(cls, kind: str, given: Mapping[str, Any]) -> Case:
        """Read a case. Raises `KeyError`, `TypeError` or `ValueError` if it is not valid."""
        expect: dict[str, Any] = dict(given.get("expect", {}))
        if "error" in expect:
            expect["error"] = Failure(**expect["error"])
        nested: dict[str, Any] = {
            "request": Request(**given["request"]),
            "expect": Expected(**expect),
        }
        return cls(kind=kind, **{**given, **nested})

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"


def load() -> list[Case]:
    """Load every case of the kit. Raises `ValueError` with the name of an invalid case."""
    cases: list[Case] = []
    for file in sorted(KIT.glob("*.json")):
        for given in json.loads(file.read_text("utf-8"))["cases"]:
            try:
                cases.append(Case.of(file.stem, given))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{file.stem}/{given.get('name')}: {error}") from error
    return cases
