"""The answers of a hostile server, over a real socket."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from itertools import cycle, repeat
from typing import Final

from cloudflare_ai_controls import APIError, AsyncCloudflare, Cloudflare, PaginationError

from .attack import Attack

__all__ = ["ANSWERS"]

Answer = Callable[[], Iterable[bytes]]

_MEBIBYTE: Final = b" " * 1024 * 1024
_CHUNK: Final = b"100000\r\n" + _MEBIBYTE + b"\r\n"
_TOKEN: Final = "canary-token-5e1f0a"
_LARGEST: Final = 64 * 1024 * 1024
# Python keeps a text with one such character in four bytes for each character.
_WIDE: Final = ('"\U0001f600' + "a" * 9999 + '",').encode()
_ECHO: Final = ('"\U0001f600' + _TOKEN + "a" * 999 + '",').encode()
_IDS: Final = cycle("ab")


def _head(status: int, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Some Reason", "Content-Type: application/json", *headers, "", ""]
    return "\r\n".join(lines).encode()


def _sized(status: int, body: bytes, *headers: str) -> Iterator[bytes]:
    yield _head(status, *headers, f"Content-Length: {len(body)}") + body


@cache
def _compressed(layers: int) -> bytes:
    """256 MiB of spaces, compressed a number of times."""
    packer = zlib.compressobj(wbits=31)
    body = b"".join(packer.compress(_MEBIBYTE) for _ in range(256)) + packer.flush()
    for _ in range(layers - 1):
        body = gzip.compress(body)
    return body


def _bomb(status: int, layers: int) -> Iterator[bytes]:
    encodings = ", ".join(["gzip"] * layers)
    body = _compressed(layers)
    return _sized(status, body, f"Content-Encoding: {encodings}", "Retry-After: 0")


def _endless(status: int) -> Iterator[bytes]:
    yield _head(status, "Transfer-Encoding: chunked")
    yield from repeat(_CHUNK)


def _filled(unit: bytes) -> Iterator[bytes]:
    """An answer of the largest size, full of a unit."""
    head, tail = b'{"success":false,"errors":[', b"0]}"
    body = head + unit * ((_LARGEST - len(head + tail)) // len(unit)) + tail
    return _sized(400, body)


def _result(body: bytes) -> Iterator[bytes]:
    return _sized(200, b'{"success":true,"result":' + body + b"}")


def _members() -> Iterator[bytes]:
    members = ",".join(f'"{number}":0' for number in range(1_000_000))
    return _result(f"{{{members}}}".encode())


def _page_in_turn() -> Iterator[bytes]:
    """One of two pages, in turn and without totals."""
    row = {"id": next(_IDS), "auth_type": "oauth", "hostname": "https://a.example", "name": "A"}
    return _result(json.dumps([row]).encode())


@contextmanager
def _serving(answer: Answer) -> Generator[str]:
    """The URL of a server that gives the same answer to each request until it is closed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, answer), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def _serve(listening: socket.socket, answer: Answer) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_converse, args=(connection, answer), daemon=True).start()


def _converse(connection: socket.socket, answer: Answer) -> None:
    with connection, suppress(OSError):
        while connection.recv(65536):  # a request without a body comes in one piece
            for data in answer():
                connection.sendall(data)


def _refused(answer: Answer) -> None:
    """Raise unless a call of either client ends with an error."""
    with _serving(answer) as url:
        with suppress(APIError), Cloudflare(api_token=_TOKEN, base_url=url) as client:
            client.zero_trust.access.ai_controls.mcp.servers.read("a", account_id="a")
            raise AssertionError("the answer is accepted")
        with suppress(APIError):
            asyncio.run(_call(url))
            raise AssertionError("the answer is accepted by AsyncCloudflare")


async def _call(url: str) -> None:
    async with AsyncCloudflare(api_token=_TOKEN, base_url=url) as client:
        await client.zero_trust.access.ai_controls.mcp.servers.read("a", account_id="a")


def _walk_ends(answer: Answer) -> None:
    with _serving(answer) as url, Cloudflare(api_token=_TOKEN, base_url=url) as client:
        try:
            for _ in client.zero_trust.access.ai_controls.mcp.servers.list(account_id="a"):
                pass
        except PaginationError:
            return
    raise AssertionError("the walk ends as if it were complete")


def _attack(name: str, answer: Answer, mebibytes: int = 1000) -> Attack:
    return Attack(name, partial(_refused, answer), mebibytes, 30)


ANSWERS: Final = [
    _attack("256 MiB of spaces as a small gzip", partial(_bomb, 200, 1), 250),
    _attack("the same, compressed three times", partial(_bomb, 200, 3), 250),
    _attack("the same as a 503, which is retried", partial(_bomb, 503, 1), 250),
    _attack("a body without end", partial(_endless, 200), 250),
    _attack("an error without end", partial(_endless, 404), 250),
    _attack("the largest answer, full of objects", partial(_filled, b"{},")),
    _attack("the same with spaces between", partial(_filled, b"{}," + b" " * 30)),
    _attack("the largest answer, full of errors", partial(_filled, b'{"code":1,"message":"x"},')),
    _attack("the largest answer, in wide text", partial(_filled, _WIDE)),
    _attack("the largest answer, full of the token", partial(_filled, _ECHO)),
    _attack("a million members", _members),
    _attack("a million digits", partial(_result, b'{"id":' + b"9" * 1_000_000 + b"}")),
    _attack("a million brackets", partial(_result, b"[" * 1_000_000 + b"]" * 1_000_000)),
    Attack("two pages in turn for ever", partial(_walk_ends, _page_in_turn), 100, 10),
]
