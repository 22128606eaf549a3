"""`python -m cloudflare_api_mock`: serve the mock until stopped."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Sequence
from typing import NoReturn

from .contract import ContractError
from .gateway import TOKEN
from .mock import Mock

__all__ = ["main"]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def _at_least_0(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a whole number from 0, got {text!r}")
    return int(text)


def _port(text: str) -> int:
    if (port := _at_least_0(text)) > 65535:
        raise argparse.ArgumentTypeError(f"expected a port from 0 to 65535, got {port}")
    return port


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until SIGINT or SIGTERM; exits with 2 and one line on stderr if that cannot be.

    arguments: the command line's by default.
    """
    parser = _Parser(prog="cloudflare_api_mock", description=__doc__)
    parser.add_argument("--spec", help="OpenAPI file (default: the project's own)")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--port", type=_port, default=4010, help="0 takes a free one")
    parser.add_argument(
        "--servers", type=_at_least_0, default=250, help="rows of each list, but at most 12 portals"
    )
    parser.add_argument("--latency-ms", type=_at_least_0, default=0, help="wait before answers")
    options = parser.parse_args(arguments)
    try:
        mock = Mock(
            spec=options.spec,
            host=options.host,
            port=options.port,
            servers=options.servers,
            latency_ms=options.latency_ms,
        )
        mock.start()
    except ContractError as error:
        parser.error(str(error))
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # Python repeats the address in it
        parser.error(f"cannot listen on {options.host}:{options.port}: {reason}")
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: stop.set())
    curl = f"curl -H 'Authorization: Bearer {TOKEN}' {mock.example_url}"
    print(f"Mock at {mock.base_url}, account {mock.account_id}. Try: {curl}", flush=True)
    stop.wait()
    mock.stop()


if __name__ == "__main__":
    main()
