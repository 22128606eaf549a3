"""Calls of generated clients through a scripted transport, in each form that a method has."""

from __future__ import annotations

from inspect import isawaitable, signature
from itertools import product
from keyword import iskeyword
from operator import attrgetter
from types import ModuleType
from typing import Any, Final

import httpx

from .exchange import Argument, Exchange
from .requests import TOKEN, differences
from .results import named_like, problems

__all__ = ["FORMS", "Calls"]

_CLIENTS: Final = ("sync", "async")
_RAW: Final = "with_raw_response"
FORMS: Final = [*product(_CLIENTS, ("plain", _RAW, "with_streaming_response"))]
"""The kinds of clients and the forms of their methods."""
_SCOPES: Final = ("account_id", "zone_id")
_LOCATIONS: Final = ("path", "query", "header", "body")


class _Script:
    """A server that records requests and answers all of them alike."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer = httpx.Response(200)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer


class Calls:
    """Calls the operations of a package, with both of its clients."""

    def __init__(self, package: ModuleType) -> None:
        self.count = 0
        """The number of calls so far."""
        self._script = _Script()
        transport = httpx.MockTransport(self._script)
        settings = {"api_token": TOKEN, "max_retries": 0}
        self._clients = {
            "sync": package.Cloudflare(http_client=httpx.Client(transport=transport), **settings),
            "async": package.AsyncCloudflare(
                http_client=httpx.AsyncClient(transport=transport), **settings
            ),
        }

    async def wrong(self, exchange: Exchange) -> dict[str, list[str]]:
        """Make a call in each form. Returns the problems, each with its forms."""
        found: dict[str, list[str]] = {}
        for kind, form in FORMS:
            self.count += 1
            self._script.requests.clear()
            answer = exchange.answer
            headers = {"content-type": answer.content_type} if answer.content_type else {}
            self._script.answer = httpx.Response(
                answer.status, headers=headers, content=answer.content
            )
            try:
                wrong = await self._call(self._clients[kind], form, exchange)
            except Exception as error:  # Any exception of a client is a problem.
                wrong = [f"{type(error).__name__}: {error}"]
            for each in wrong:
                found.setdefault(each, []).append(f"{kind} {form}")
        return found

    async def _call(self, client: Any, form: str, exchange: Exchange) -> list[str]:
        node, answer = exchange.operation.node, exchange.answer
        resource = attrgetter(".".join(map(_attribute, exchange.operation.group)))(client)
        resource = resource if form == "plain" else getattr(resource, form)
        method = getattr(resource, _attribute(node["x-fern-sdk-method-name"]))
        positional, keywords = _bound(method, exchange)
        returned = method(*positional, **keywords)
        content = answer.content
        if form == "plain":
            result = await _settled(returned)
        elif form == _RAW:
            raw = await _settled(returned)
            content, result = raw.content, await _settled(raw.parse())
        elif hasattr(returned, "__aenter__"):
            async with returned as streamed:
                content, result = await streamed.read(), await streamed.parse()
        else:
            with returned as streamed:
                content, result = streamed.read(), streamed.parse()
        found = [] if content == answer.content else [f"the content is {content!r}"]
        if len(self._script.requests) == 1:
            found += differences(exchange.request, self._script.requests[0])
        else:
            found.append(f"{len(self._script.requests)} requests")
        if "x-fern-pagination" in node:
            result = result.result
        if answer.shape:
            return [*found, *problems(answer.shape, answer.result, result)]
        is_right = type(result) is type(answer.result) and result == answer.result
        return found if is_right else [*found, f"{result!r} instead of {answer.result!r}"]


def _attribute(name: str) -> str:
    """Return the name of a group or a method in Python."""
    snake = "".join(f"_{each.lower()}" if each.isupper() else each for each in name)
    snake = snake.lstrip("_").replace("-", "_")
    return f"{snake}_" if iskeyword(snake) else snake


def _bound(method: Any, exchange: Exchange) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments by position, and those by name.

    Only the last variable of the path is given by position, unless it names the scope of the call.
    Raises LookupError if the method lacks an argument.
    """
    free = dict(signature(method).parameters)
    by_position = [name for name, each in free.items() if each.kind is each.POSITIONAL_OR_KEYWORD]
    variables = _in_order_of_path(exchange)
    is_scope = variables and any(named_like(name, variables[-1].name) for name in _SCOPES)
    last = variables[-1] if variables and not is_scope else None
    if len(by_position) != bool(last):
        raise LookupError(f"{by_position} are given by position")
    keywords: dict[str, Any] = {}
    positional: list[Any] = []
    for argument in sorted(exchange.arguments, key=lambda each: _LOCATIONS.index(each.location)):
        wanted = argument.name or argument.location
        others = f"{argument.location}_{argument.name}"
        found = [each for each in free if named_like(each, wanted)]
        found += [each for each in free if named_like(each, others)]
        if not found:
            raise LookupError(f"no argument is named like {argument.location} {wanted}")
        if argument is last:
            positional.append(argument.value)
        else:
            keywords[found[0]] = argument.value
        del free[found[0]]
    return positional, keywords


def _in_order_of_path(exchange: Exchange) -> list[Argument]:
    path = exchange.operation.path
    variables = [each for each in exchange.arguments if each.location == "path"]
    return sorted(variables, key=lambda each: path.index(f"{{{each.name}}}"))


async def _settled(value: Any) -> Any:
    return await value if isawaitable(value) else value
