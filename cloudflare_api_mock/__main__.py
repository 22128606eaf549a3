"""Serve a local mock of the API until interrupted."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

from cloudflare_api_contract import ContractError
from cloudflare_api_text import printable

from .gateway import TOKEN
from .mock import Mock

__all__ = ["main"]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {printable(message)}\n")


def _at_least_0(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 0, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    if (port := _at_least_0(text)) > 65535:
        raise argparse.ArgumentTypeError(f"must be a port from 0 to 65535, not {port}")
    return port


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until SIGINT or SIGTERM.

    If the mock cannot start, it writes one line to stderr and exits with 2.
    arguments: by default those of the command line.
    """
    parser = _Parser(prog="python -m cloudflare_api_mock", description=__doc__)
    parser.add_argument("--spec", help="OpenAPI document; default: this project's")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    allowed = "a further name under which clients reach it; may be repeated"
    parser.add_argument("--allow-host", metavar="NAME", action="append", default=[], help=allowed)
    parser.add_argument(
        "--port", type=_port, default=4010, help="default: %(default)s; 0: any free"
    )
    servers = "rows in each list, but at most 12 portals, and 25 rows made up from schemas"
    servers += "; default: %(default)s"
    parser.add_argument("--servers", type=_at_least_0, default=250, help=servers)
    latency = "milliseconds before each answer; default: %(default)s"
    parser.add_argument("--latency-ms", type=_at_least_0, default=0, help=latency)
    options = parser.parse_args(arguments)
    try:
        mock = Mock(
            spec=options.spec,
            host=options.host,
            port=options.port,
            allow_hosts=options.allow_host,
            servers=options.servers,
            latency_ms=options.latency_ms,
        )
        mock.start()
    except ContractError as error:
        parser.error(str(error))
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # Python appends the address
        parser.error(f"cannot listen on {options.host}:{options.port}: {reason}")
    for id, reason in mock.unplayable.items():
        print(f"The mock cannot play {printable(id)}: {printable(reason)}", file=sys.stderr)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: stop.set())
    curl = f"curl -H 'Authorization: Bearer {TOKEN}' {mock.example_url}"
    print(f"Mock at {mock.base_url}, account {mock.account_id}. Try: {curl}", flush=True)
    stop.wait()
    mock.stop()


if __name__ == "__main__":
    main()
