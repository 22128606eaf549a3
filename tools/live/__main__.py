"""`python -m tools.live`: see where the API's answers depart from openapi.yaml.

Reads with the credentials in the environment what the account CLOUDFLARE_ACCOUNT_ID has, and
changes nothing. Exits with 0 if nothing departs, 1 if something does or the API refuses, and 2 if
it cannot be asked.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cloudflare_ai_controls import CloudflareError, CredentialsError
from cloudflare_api_core.json_values import is_object
from cloudflare_api_mock.contract import Contract, ContractError

from .answers import Answer, ReadingClient, answers, reading_operations
from .violations import Violation, violations

__all__ = ["main"]

_INDEX = re.compile(r"\[\d+\]")
_HEAD = ("OPERATION", "PLACE", "DEPARTURE", "TIMES", "FIRST SEEN")


class _Row(NamedTuple):
    operation: str
    place: str
    what: str


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.live",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(arguments)
    account_id = os.environ.get("CLOUDFLARE_ACCOUNT_ID", "").strip()
    problems = [] if account_id else ["CLOUDFLARE_ACCOUNT_ID is not set"]
    try:
        client, contract = ReadingClient(), Contract.load()
    except (CredentialsError, ContractError, ValueError) as error:
        problems.append(str(error))
    else:
        described = {each.id for each in contract.operations if each.method == "get"}
        if described != {operation.id for operation in reading_operations()}:
            problems.append("generated/ is not what openapi.yaml makes: run `make generate`")
        if not problems:
            return _report(client, contract, account_id)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 2


def _report(client: ReadingClient, contract: Contract, account_id: str) -> int:
    times, first = Counter[_Row](), dict[_Row, str]()
    asked = Counter({operation.id: 0 for operation in reading_operations()})
    described = {operation.id: contract.success(operation) for operation in contract.operations}
    failure = None
    try:
        with client:
            for answer in answers(client, account_id):
                name = answer.operation.id
                asked[name] += 1
                for place, what in _violations(answer, *described[name], contract.resolve):
                    row = _Row(name, _INDEX.sub("[]", place), what)
                    times[row] += 1
                    first.setdefault(row, f"{answer.origin} {''.join(_INDEX.findall(place))}")
    except ValueError as error:  # only the account's identifier can be the cause
        print(f"error: CLOUDFLARE_ACCOUNT_ID: {error}", file=sys.stderr)
        return 2
    except CloudflareError as error:
        failure = error
    rows = [(*row, str(number), first[row]) for row, number in times.items()]
    if rows:
        _print_table([_HEAD, *rows])
    read = ", ".join(f"{number} of {name}" for name, number in asked.items())
    print(f"{len(rows)} departures from the contract in {asked.total()} answers: {read}")
    if failure:
        print(f"error: {failure}", file=sys.stderr)
    return 1 if rows or failure else 0


def _violations(
    answer: Answer, status: int, media: Any, resolve: Callable[[Any], Any]
) -> Iterator[Violation]:
    """Compare an answer with the status and the JSON that the contract has for it."""
    if answer.status != status:
        yield Violation("", f"status {answer.status}, not {status}")
    elif answer.body is None:
        yield Violation("", "no JSON")
    else:
        if is_object(answer.body) and answer.body.get("success") is False:
            yield Violation("success", "false")
        yield from violations(media.get("schema", {}), answer.body, resolve)


def _print_table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


if __name__ == "__main__":
    sys.exit(main())
