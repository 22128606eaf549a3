"""How long an answer of 100 servers takes to become models, each field of which is read once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from operator import attrgetter
from statistics import median
from typing import Any

import attrs
import cloudflare
import httpx
import orjson
from cloudflare._models import FinalRequestOptions
from cloudflare._response import APIResponse
from cloudflare.pagination import SyncV4PagePaginationArray
from cloudflare.types.zero_trust.access.ai_controls.mcp import ServerListResponse

from cloudflare_ai_controls import McpServer
from cloudflare_ai_controls.api.mcp_servers.list_mcp_servers import OPERATION
from cloudflare_api_core.arguments import prepare
from cloudflare_api_core.envelope import read_rows
from cloudflare_api_core.request_flow import FinalResponse
from cloudflare_api_mock.seed import mcp_server

__all__ = ["SERVERS", "body", "measure", "rows"]

SERVERS = 100
_TOOLS = 10


def body() -> bytes:
    """Return the answer."""
    return orjson.dumps({"result": rows(SERVERS), "success": True})


def rows(count: int) -> list[dict[str, Any]]:
    """Return servers of about 2 kB with ten tools each."""
    made = [mcp_server(number, tools=1) for number in range(1, count + 1)]
    for row in made:
        row["tools"] = [_tool(number) for number in range(_TOOLS)]
    return made


def _tool(number: int) -> dict[str, Any]:
    properties = {"query": {"type": "string"}}
    return {
        "name": f"search_{number}",
        "description": "Finds articles.",
        "inputSchema": {"type": "object", "properties": properties},
    }


def measure(rounds: int) -> dict[str, float]:
    """Return milliseconds for each way: medians, the ways taken in turns."""
    content = body()
    ways: dict[str, Callable[[], Any]] = {
        "json.loads": lambda: json.loads(content),
        "ours": _ours(content),
        "official SDK": _official(content),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            way()  # The one before has filled the processor's caches with its own.
            begun = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - begun)
    return {name: median(times) * 1000 for name, times in taken.items()}


def _ours(content: bytes) -> Callable[[], None]:
    arguments = dict.fromkeys(parameter.argument for parameter in OPERATION.parameters)
    call = prepare(OPERATION, arguments | {"account_id": "an account"}, {})
    read_fields = attrgetter(*(field.name for field in attrs.fields(McpServer) if field.init))

    def way() -> None:
        answer = FinalResponse(httpx.Response(200, content=content), attempts=1, retry_after=None)
        for server in read_rows(call, answer).decoded:
            read_fields(server)

    return way


def _official(content: bytes) -> Callable[[], None]:
    client = cloudflare.Cloudflare(api_token="a token")
    request = httpx.Request("GET", "https://127.0.0.1")
    read_fields = attrgetter(*ServerListResponse.model_fields)

    def way() -> None:
        response = httpx.Response(
            200,
            content=content,
            headers={"content-type": "application/json"},
            request=request,
        )
        page = APIResponse(
            raw=response,
            client=client,
            cast_to=SyncV4PagePaginationArray[ServerListResponse],
            options=FinalRequestOptions.construct(method="get", url="/"),
            stream=False,
            stream_cls=None,
        ).parse()
        for server in page.result:
            read_fields(server)

    return way
