"""Decode a page of 100 servers and read each field once: `tools.benchmarks.decode WAY ROWS`.

Prints `[milliseconds]`, the least of many repetitions.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import orjson

from .least import least
from .rows import ROWS

__all__ = ["SERVERS", "WAYS", "measure"]

SERVERS = 100
_SECONDS = 0.3


def measure(rows: str, rounds: int) -> dict[str, float]:
    """Return milliseconds for each way."""
    module = ["-m", "tools.benchmarks.decode"]
    taken = least({way: [*module, way, rows] for way in WAYS}, rounds)
    return {way: milliseconds for way, [milliseconds] in taken.items()}


def _json_loads(content: bytes) -> Callable[[], Any]:
    return lambda: json.loads(content)


def _ours(content: bytes) -> Callable[[], Any]:
    import httpx

    from cloudflare_ai_controls import McpServer
    from cloudflare_ai_controls.api.mcp_servers.list_mcp_servers import OPERATION
    from cloudflare_api_core import Call
    from cloudflare_api_core.arguments import prepare
    from cloudflare_api_core.envelope import read_rows
    from cloudflare_api_core.request_flow import FinalResponse

    arguments = dict.fromkeys(parameter.argument for parameter in OPERATION.parameters)
    call = prepare(Call(OPERATION, arguments | {"account_id": "an account"}, {}))
    read_fields = attrgetter(*McpServer.__model_names__.values())

    def decode() -> None:
        response = FinalResponse(httpx.Response(200, content=content), attempts=1, retry_after=None)
        for server in read_rows(call, response).decoded:
            read_fields(server)

    return decode


def _official(content: bytes) -> Callable[[], Any]:
    import cloudflare
    import httpx
    from cloudflare._models import FinalRequestOptions
    from cloudflare._response import APIResponse
    from cloudflare.pagination import SyncV4PagePaginationArray
    from cloudflare.types.zero_trust.access.ai_controls.mcp import ServerListResponse

    client = cloudflare.Cloudflare(api_token="a token")
    request = httpx.Request("GET", "https://127.0.0.1")
    headers = {"content-type": "application/json"}
    read_fields = attrgetter(*ServerListResponse.model_fields)

    def decode() -> None:
        page = APIResponse(
            raw=httpx.Response(200, content=content, headers=headers, request=request),
            client=client,
            cast_to=SyncV4PagePaginationArray[ServerListResponse],
            options=FinalRequestOptions.construct(method="get", url="/"),
            stream=False,
            stream_cls=None,
        ).parse()
        for server in page.result:
            read_fields(server)

    return decode


WAYS = {"json.loads": _json_loads, "ours": _ours, "official SDK": _official}


def _main(way: str, rows: str) -> None:
    decode = WAYS[way](orjson.dumps({"result": ROWS[rows](SERVERS), "success": True}))
    decode()  # The first call compiles the models.
    taken: list[float] = []
    while sum(taken) < _SECONDS:
        begun = time.process_time()
        decode()
        taken.append(time.process_time() - begun)
    print(json.dumps([min(taken) * 1000]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
