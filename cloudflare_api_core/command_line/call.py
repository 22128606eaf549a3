"""The call of an operation, and the output of its result."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any

from ..call import Call
from ..client import SyncAPIClient
from ..json_values import is_array
from ..options import omit
from ..pages import require_concurrency
from .arguments import is_page_number
from .declaration import Command, Program
from .output import Output
from .progress import with_progress

__all__ = ["call"]


def call(
    program: Program,
    command: Command,
    arguments: Mapping[str, Any],
    output: Output,
    *,
    concurrency: int,
    **settings: Any,
) -> None:
    """Call an operation and print its result. A list is fetched to its end, or one page of it."""
    require_concurrency(concurrency)
    with program.client(**settings) as client:
        if command.operation.page_parameter:
            _print_list(client, command, arguments, output, concurrency)
            return
        result = client.request(Call(command.operation, arguments, {})).parsed
    if is_array(result):
        output.print_rows([result])
    else:
        output.print(result)


def _print_list(
    client: SyncAPIClient,
    command: Command,
    arguments: Mapping[str, Any],
    output: Output,
    concurrency: int,
) -> None:
    operation = command.operation
    page = client.request_page(Call(operation, arguments, {})).parsed
    (number,) = (p for p in operation.parameters if is_page_number(operation, p))
    if arguments[number.argument] is not omit:
        output.print_rows([page.result])
        return
    total = page.result_info.total_count if page.result_info else None
    with closing(with_progress(page.iter_pages(concurrency), total)) as rows:
        output.print_rows(rows)
