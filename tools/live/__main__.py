"""Compare the answers of the real API with openapi.yaml.

Reads the account CLOUDFLARE_ACCOUNT_ID with the credentials in the environment and changes nothing.
Exits with 0 if every answer fits the contract, 1 if an answer does not or the API refuses a call,
and 2 if the settings are wrong.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from cloudflare_ai_controls import CloudflareError, ConfigurationError
from cloudflare_api_contract import ContractError, Document, Operation, is_object, load, written_out
from tools.repository import SPEC
from tools.terminal import argument_parser, print_error, print_table, run

from .answers import Answer, ReadingClient, answers, reading_operations
from .violations import Violation, violations

__all__ = ["main"]

_INDEX: Final = re.compile(r"\[\d+\]")
_COLUMNS: Final = ("operation", "place", "violation", "times", "first seen")


class _Row(NamedTuple):
    operation: str
    place: str
    what: str


def main(arguments: list[str] | None = None) -> int:
    argument_parser("live", __doc__).parse_args(arguments)
    account_id = os.environ.get("CLOUDFLARE_ACCOUNT_ID", "").strip()
    problems = [] if account_id else ["CLOUDFLARE_ACCOUNT_ID is not set"]
    try:
        client, document = ReadingClient(), written_out(load(SPEC))
    except (ConfigurationError, ContractError, ValueError) as error:
        problems.append(str(error))
    else:
        described = {
            operation.node["operationId"]: operation
            for operation in document.operations()
            if operation.method == "get"
        }
        if described.keys() != {operation.id for operation in reading_operations()}:
            problems.append("generated/ does not match openapi.yaml: run `make generate`")
        if not problems:
            return _report(client, document, described, account_id)
    for problem in problems:
        print_error(problem)
    return 2


def _report(
    client: ReadingClient, document: Document, described: dict[str, Operation], account_id: str
) -> int:
    times, first = Counter[_Row](), dict[_Row, str]()
    asked = Counter({operation.id: 0 for operation in reading_operations()})
    failure = None
    try:
        with client:
            for answer in answers(client, account_id):
                name = answer.operation.id
                asked[name] += 1
                for place, what in _violations(answer, described[name], document):
                    row = _Row(name, _INDEX.sub("[]", place), what)
                    times[row] += 1
                    first.setdefault(row, f"{answer.origin} {''.join(_INDEX.findall(place))}")
    except ValueError as error:  # Only the account's identifier can be the cause.
        print_error(f"CLOUDFLARE_ACCOUNT_ID: {error}")
        return 2
    except CloudflareError as error:
        failure = error
    if times:
        rows = [(*row, str(number), first[row]) for row, number in times.items()]
        print_table("Violations of the contract", _COLUMNS, rows)
    read = ", ".join(f"{number} of {name}" for name, number in asked.items())
    print(f"{len(times)} violations in {asked.total()} answers: {read}")
    if failure:
        print_error(failure)
    return 1 if times or failure else 0


def _violations(answer: Answer, operation: Operation, document: Document) -> Iterator[Violation]:
    """Compare an answer with the success of an operation that has its status."""
    successes = document.successes(operation)
    status = str(answer.status)
    response = successes.get(status) or successes.get(f"{status[0]}XX")
    if response is None:
        yield Violation("", f"success status: {status}, not {' or '.join(successes)}")
        return
    media = document.json(*response)
    if media is None:
        return  # The body is not JSON.
    if answer.body is None:
        yield Violation("", "not JSON")
        return
    if is_object(answer.body) and answer.body.get("success") is False:
        yield Violation("success", "false")
    yield from violations(media[0].get("schema", {}), answer.body, document.data)


if __name__ == "__main__":
    run(main)
