"""The call of an operation, and the output of its result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import httpx

from ..arguments import prepare
from ..base_page import require_concurrency
from ..call import Call
from ..client import SyncAPIClient
from ..json_values import is_array
from ..mask import masked
from ..operation import Operation
from ..options import omit
from .arguments import is_page_number, kebab_case
from .confirmation import confirm
from .declaration import Command, Program
from .general_options import replaced_by
from .output import FORMATS, Output
from .progress import with_progress

__all__ = ["call", "confirm_call", "print_request"]


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
        result = client.__client_request__(Call(command.operation, arguments, {})).parsed
    if isinstance(result, bytes):
        output.print_bytes(result)
    elif command.operation.answer == "text" and isinstance(result, str):
        output.print_text(result)
    elif is_array(result):
        output.print_rows([result])
    else:
        output.print(result)


def print_request(
    program: Program, command: Command, arguments: Mapping[str, Any], **settings: Any
) -> None:
    """Print the request of a call, without its secrets, instead of sending it."""
    prepared = prepare(Call(command.operation, arguments, {}))
    body: Any = None
    if prepared.body:
        body = _shown_body(command.operation, prepared.body.content)
    for parameter in command.operation.parameters:
        if parameter.location == "body" and parameter.name in (body or {}):
            body[parameter.name] = masked(parameter.name, body[parameter.name], parameter)
        elif parameter.location == "content":
            body = masked(parameter.name, body, parameter)
    with program.client(**settings) as client:
        url = httpx.URL(client.base_url + prepared.path)
    query = {name: [*texts] for name, texts in prepared.query.items()}
    request = {
        "method": command.operation.method,
        "url": str(url.copy_merge_params(query)),
        "body": body,
    }
    FORMATS["json"](None).print(request)


def _shown_body(operation: Operation[Any], content: bytes) -> Any:
    is_json = all(p.type != "binary" and p.location != "form" for p in operation.parameters)
    return json.loads(content) if is_json else f"{len(content)} bytes"


def confirm_call(command: Command, arguments: Mapping[str, Any]) -> None:
    """Ask before a call that deletes or replaces something."""
    operation = command.operation
    replaced = [name for name in replaced_by(operation) if arguments[name] is not omit]
    if operation.method != "DELETE" and not replaced:
        return
    names = " ".join(str(arguments[name]) for name in command.positional)
    what = f", replacing all {' and '.join(map(kebab_case, replaced))}" if replaced else ""
    confirm(f"{command.summary}: {names}{what}?")


def _print_list(
    client: SyncAPIClient,
    command: Command,
    arguments: Mapping[str, Any],
    output: Output,
    concurrency: int,
) -> None:
    operation = command.operation
    page = client.__client_request_page__(Call(operation, arguments, {})).parsed
    (number,) = (p for p in operation.parameters if is_page_number(operation, p))
    if arguments[number.argument] is not omit:
        output.print_rows([page.result])
        return
    total = page.result_info.total_count if page.result_info else None
    with closing(with_progress(page.iter_pages(concurrency), total)) as rows:
        output.print_rows(rows)
