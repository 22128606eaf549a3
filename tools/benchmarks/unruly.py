"""Answer at random until stdin is closed: `python -m tools.benchmarks.unruly SEED`.

The rows of a page are named after the page, and a server after the requested identifier. So a
client can tell which request an answer belongs to.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from contextlib import suppress
from typing import Any, Final

from .rows import plain_rows

__all__ = ["PAGES", "PER_PAGE"]

PAGES: Final = 4
PER_PAGE: Final = 5
_ROW: Final = plain_rows(1)[0]
_KINDS: Final = {"answer": 80, "429": 4, "500": 4, "reset": 4, "cut off": 4, "slow body": 4}


def _result(target: str) -> dict[str, Any]:
    page = re.search(r"[?&]page=(\d+)", target)
    path = target.partition("?")[0]
    if not path.endswith("/servers"):
        return {"success": True, "result": {**_ROW, "id": path.rpartition("/")[2]}}
    number = int(page[1]) if page else 1
    rows = [{**_ROW, "id": f"{number}-{row}"} for row in range(PER_PAGE)]
    total = PAGES * PER_PAGE
    info = {"page": number, "per_page": PER_PAGE, "count": PER_PAGE, "total_count": total}
    return {"success": True, "result": rows, "result_info": info}


def _head(status: int, length: int, *more: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Some Reason", f"Content-Length: {length}", *more, "", ""]
    return "\r\n".join(lines).encode()


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        body = json.dumps(_result(request.split()[1])).encode()
        await asyncio.sleep(random.choice([0, 0, 0, 0.002, 0.02]))
        match random.choices([*_KINDS], [*_KINDS.values()])[0]:
            case "429":
                writer.write(_head(429, 0, "Retry-After: 0"))
            case "500":
                writer.write(_head(500, 0))
            case "reset":
                return
            case "cut off":
                writer.write(_head(200, len(body)) + body[: len(body) // 2])
                return
            case "slow body":
                writer.write(_head(200, len(body)))
                for start in range(0, len(body), 100):
                    writer.write(body[start : start + 100])
                    await writer.drain()
                    await asyncio.sleep(0.005)
            case _:
                writer.write(_head(200, len(body)) + body)
        await writer.drain()


async def _serve() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await _converse(reader, writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1000)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    random.seed(int(sys.argv[1]))
    asyncio.run(_serve())
