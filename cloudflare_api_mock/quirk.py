"""Quirks: seen or likely differences of the real API from its usual behaviour.

The docstring of a function is the description for users. A quirk transforms answers or replaces the
answer to a request. The collections look for the names of other quirks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from cloudflare_api_contract import Operation

from .answer import Answer, invalid, success
from .credentials import is_manual
from .request import Request
from .row_quirks import FOREIGN, ROW_QUIRKS, without
from .store import Row
from .violation import Violation

__all__ = ["QUIRKS", "Quirk", "QuirkContext", "parse_quirks"]

_MOST_MS = 3_600_000
_FEW_FIELDS = ("id", "auth_type", "hostname", "name", "prompts", "tools", "status", "created_at")


@dataclass(frozen=True)
class QuirkContext:
    """The request of an answer.

    item: the row that the path names, if there is one. count: the number of rows in its list.
    """

    operation: Operation
    request: Request
    item: Row | None
    count: int


@dataclass(frozen=True)
class Quirk:
    """A difference of the API from its usual behaviour.

    about: one sentence. transform: changes the JSON of an answer. replace: gives the answer to a
    request, or None for the API's own. delay: the seconds by which effects are late.
    """

    about: str
    transform: Callable[[QuirkContext, Row], Row] | None = None
    replace: Callable[[QuirkContext], Answer | None] | None = None
    delay: float = 0


def few_fields(context: QuirkContext, envelope: Row) -> Row:
    """The answer to a creation has only some of the members."""
    result = envelope.get("result")
    if context.operation.method != "post" or not isinstance(result, dict) or "id" not in result:
        return envelope
    return envelope | {"result": {name: result[name] for name in _FEW_FIELDS if name in result}}


def no_totals(context: QuirkContext, envelope: Row) -> Row:
    """`result_info` has no `total_count`."""
    if "result_info" not in envelope:
        return envelope
    return envelope | {"result_info": without(envelope["result_info"], "total_count")}


def no_result_info(context: QuirkContext, envelope: Row) -> Row:
    """Lists have no `result_info`."""
    return without(envelope, "result_info")


def unfiltered_total(context: QuirkContext, envelope: Row) -> Row:
    """The total of a search also counts rows that do not match."""
    if "result_info" not in envelope:
        return envelope
    return envelope | {"result_info": envelope["result_info"] | {"total_count": context.count}}


def total_pages(context: QuirkContext, envelope: Row) -> Row:
    """`result_info` has `total_pages`, if it has `total_count`."""
    info: Row = envelope.get("result_info", {})
    if "total_count" not in info:
        return envelope
    pages = -(-info["total_count"] // info["per_page"])
    return envelope | {"result_info": info | {"total_pages": pages}}


def bare_envelope(context: QuirkContext, envelope: Row) -> Row:
    """Successful answers have neither `errors` nor `messages`."""
    return without(envelope, "errors", "messages") if envelope["success"] else envelope


def codeless_errors(context: QuirkContext, envelope: Row) -> Row:
    """Errors of lists have only a message."""
    if envelope["success"] or "x-fern-pagination" not in context.operation.node:
        return envelope
    errors = [{"message": error["message"]} for error in envelope["errors"]]
    return envelope | {"errors": errors}


def idle_manual_sync(context: QuirkContext) -> Answer | None:
    """A sync of a server with manual OAuth returns success and does nothing."""
    if context.operation.id != "syncMcpServer" or not (context.item and is_manual(context.item)):
        return None
    return success(200, {name: context.item[name] for name in ("status",) if name in context.item})


def leaky_update(context: QuirkContext) -> Answer | None:
    """A PUT with `hostname` alone, or `auth_type` alone, returns a 500 with a database error."""
    alone = context.operation.id == "updateMcpServer" and len(context.request.json) == 1
    if not (alone and context.item and context.request.json.keys() <= {"hostname", "auth_type"}):
        return None
    message = 'D1_ERROR: near "WHERE": syntax error at offset 31: SQLITE_ERROR'
    return Answer.of(500, {"success": False, "errors": [{"code": 7000, "message": message}]})


def refused_empty_servers(context: QuirkContext) -> Answer | None:
    """A PUT that empties the `servers` of a portal returns a 400."""
    if context.operation.id != "updateMcpPortal" or context.request.json.get("servers") != []:
        return None
    message = "Array must contain at least 1 element(s)"
    return invalid([Violation(("body", "servers"), message)])


def _everywhere(change: Callable[[Row], Row]) -> Callable[[QuirkContext, Row], Row]:
    """The transform that changes each object in the result of an answer."""

    def changed(value: object) -> object:
        if isinstance(value, list):
            return [changed(each) for each in cast(list[object], value)]
        if not isinstance(value, dict):
            return value
        members = cast(Row, value).items()
        return change({n: v if n in FOREIGN else changed(v) for n, v in members})

    def transform(context: QuirkContext, envelope: Row) -> Row:
        if not envelope.get("result"):
            return envelope
        return envelope | {"result": changed(envelope["result"])}

    return transform


_ON_ENVELOPES = (
    few_fields,
    no_totals,
    no_result_info,
    unfiltered_total,
    total_pages,
    bare_envelope,
    codeless_errors,
)
_REPLACEMENTS = (idle_manual_sync, leaky_update, refused_empty_servers)
_LATE_SYNC = "late_sync"

QUIRKS: Mapping[str, Quirk] = {
    **{f.__name__: Quirk(f.__doc__ or "", transform=_everywhere(f)) for f in ROW_QUIRKS},
    **{f.__name__: Quirk(f.__doc__ or "", transform=f) for f in _ON_ENVELOPES},
    **{f.__name__: Quirk(f.__doc__ or "", replace=f) for f in _REPLACEMENTS},
    "auth_type_by_put": Quirk(
        "A PUT can change the `auth_type` of a server, which clears `auth_config_summary`."
    ),
    _LATE_SYNC: Quirk(
        "The effects of a sync, or of a creation's own, show 1500 ms later, or `delay_ms`.",
        delay=1.5,
    ),
    "refused_unknown_tool": Quirk(
        "An override of a tool that the server does not have, in a portal, returns a 400."
    ),
}


def parse_quirks(value: object) -> dict[str, Quirk]:
    """The quirks with these names, by name in the order of `QUIRKS`.

    A member of the list is a name, or an object such as `{"name": "late_sync", "delay_ms": 500}`.
    Raises `ValueError` with one line.
    """
    if type(value) is not list:
        raise ValueError("Expected a list of quirks")
    parsed = dict(map(_parsed, cast(list[object], value)))
    return {name: parsed[name] for name in QUIRKS if name in parsed}


def _parsed(given: object) -> tuple[str, Quirk]:
    is_object = isinstance(given, Mapping)
    members = dict(cast(Mapping[object, object], given)) if is_object else {"name": given}
    name = members.pop("name", None)
    if not isinstance(name, str) or name not in QUIRKS:
        raise ValueError(f"Unknown quirk {str(name)[:60]!r}; known are {', '.join(QUIRKS)}")
    if not members:
        return name, QUIRKS[name]
    delay = members.pop("delay_ms", None)
    if name != _LATE_SYNC or members:
        raise ValueError("Expected no member but name, and delay_ms with late_sync")
    if type(delay) is not int or not 0 <= delay <= _MOST_MS:
        raise ValueError(f"Expected delay_ms to be an integer from 0 to {_MOST_MS}")
    return name, replace(QUIRKS[name], delay=delay / 1000)
