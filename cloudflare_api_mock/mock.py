"""The mock: Cloudflare's API as the contract describes it, on a local port."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self, cast

import werkzeug

from .answer import Answer, failure
from .api import Api, UnsupportedOperation
from .contract import Contract
from .fault import Fault, Faults, parse_faults
from .log import Log, LogEntry
from .mask import Mask
from .quirk import QUIRKS, parse_quirks
from .request import Request
from .server import Server
from .violation import Violation
from .web_page import refusal

__all__ = ["Mock"]

_CONTROLS = "/__mock__/"
_AIRPORTS = ("FRA", "SIN", "IAD", "GRU", "NRT", "LHR", "SYD")
_QUOTA = 1200


class Mock:
    """A server for the API that a contract describes; a context manager.

    spec: the contract's file, by default this project's `openapi.yaml`.
    host, port: the address to listen on; port 0 takes a free port.
    allow_hosts: further names under which clients reach it, such as that of a container. A request
    that names another host, or that a web page sends, gets a 403 and is not in the log.
    servers: the number of rows in each list, but at most 12 portals, 25 rows that are made up from
    schemas, and 5 in a list below such a row.
    tools: the number of tools of each MCP server.
    latency_ms: milliseconds before each answer.
    clock: returns seconds; it times changes without a request, such as a first sync.

    Raises `ContractError` if the spec is not usable. `start` and `with` raise `OSError` if the
    mock cannot listen on the address.
    """

    def __init__(
        self,
        *,
        spec: str | Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        allow_hosts: Collection[str] = (),
        servers: int = 250,
        tools: int = 4,
        latency_ms: float = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._contract = Contract.load(Path(spec) if spec else None)
        self._api = Api(self._contract, size=servers, tools=tools, clock=clock)
        self._latency = latency_ms / 1000
        self._hosts = frozenset(name.lower() for name in (host, *allow_hosts))
        self._mask = Mask(
            self._contract.credential_headers.values(),
            self._contract.secrets,
            self._contract.parameter_names,
        )
        self._server = Server(host, port, self._dispatch)
        self._stopping = threading.Event()
        self._lock = threading.Lock()  # guards the API and the two below
        self._log = Log()
        self._faults = Faults()

    @property
    def base_url(self) -> str:
        """The URL of the API, without a slash at the end."""
        return self._server.url_for(self._contract.base_path)

    @property
    def example_url(self) -> str:
        """The URL of a list."""
        return self._server.url_for(self._api.example_path)

    @property
    def account_id(self) -> str:
        """The account that the accepted credentials reach."""
        return self._api.account_id

    @property
    def unplayable(self) -> Mapping[str, str]:
        """The operations that get a 501, by their ids, with the reason."""
        return self._api.unplayable

    @property
    def log(self) -> list[LogEntry]:
        """The requests since the start or the last reset, oldest first, with secrets masked.

        The log keeps the newest requests, at most 16 MiB of text.
        """
        with self._lock:
            return self._log.entries()

    @property
    def unused_faults(self) -> list[str]:
        """The faults that were not used up by requests, each as JSON."""
        with self._lock:
            return self._faults.unused()

    def fail_next(self, *faults: Mapping[str, Any]) -> None:
        """Set the faults for the next requests, in order. Earlier faults are discarded.

        All members of a fault are optional: `status` (200 to 599); one of `json`, `body` (text) and
        `body_base64`; `headers`; `delay_ms` (at most 3600000); `drop` (resets the connection);
        `times` (requests, default 1). Without status and body, the API's own answer is sent, after
        the delay and with the headers. Raises `ValueError` for anything else.
        """
        self._set_faults(list(faults))

    def set_rows(self, collection: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Replace the rows of a list until the next reset.

        collection: the last part of the list's path, such as `"servers"`.
        rows: each with its identifier; the first initial row supplies other required members. The
        servers of a portal have the form of a request.
        Raises `ValueError` and changes nothing if a row breaks the contract.
        """
        self._set_rows({collection: rows})

    def set_quirks(self, *quirks: str | Mapping[str, Any]) -> None:
        """Set the active quirks. Earlier quirks are discarded.

        quirks: names, which `cloudflare_api_mock.quirk.QUIRKS` describes, or
        `{"name": "late_sync", "delay_ms": 500}`. Raises `ValueError` for anything else.
        """
        self._set_quirks(list(quirks))

    def reset(self) -> None:
        """Restore the initial data and clear the log, faults and quirks."""
        with self._lock:
            self._api.reset()
            self._faults = Faults()
            self._log = Log()

    def start(self) -> None:
        """Start to listen, in a thread."""
        self._stopping.clear()
        self._server.start()

    def stop(self) -> None:
        """Stop the server, its connections and its threads at once."""
        self._stopping.set()
        self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _dispatch(self, received: werkzeug.Request) -> werkzeug.Response:
        path: str = received.environ["RAW_URI"].partition("?")[0]
        body = received.get_data()
        if reason := refusal(received.headers, self._hosts):
            return _response(failure(403, 7000, reason))
        if path.startswith(_CONTROLS):
            return self._control(received.method, path, body)
        query = tuple(received.args.items(multi=True))
        headers = tuple((name.lower(), value) for name, value in received.headers.items())
        request = self._contract.route(received.method, path, query, headers, body)
        with self._lock:
            fault = self._faults.next()
        try:
            answer, violations = self._answer(request, fault)
        except Exception as error:  # a bug of the mock must fail the test that meets it
            bug = Violation(("mock",), repr(error))
            self._record(LogEntry.of(request, None, [bug], self._mask))
            raise
        # Before the wait, so that the log has a request whose client gives up.
        status = None if fault.drop else answer.status
        number = self._record(LogEntry.of(request, status, violations, self._mask))
        self._stopping.wait(self._latency + fault.delay)
        if fault.drop:
            raise ConnectionResetError
        response = _response(answer)
        ray = f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}"  # looks random, but is always the same
        response.headers["cf-ray"] = f"{ray}-{_AIRPORTS[number % len(_AIRPORTS)]}"
        response.headers["Ratelimit"] = f'"default";r={_QUOTA - number % _QUOTA};t=300'
        response.headers["Ratelimit-Policy"] = f'"default";q={_QUOTA};w=300'
        for name, value in (*answer.headers, *fault.headers):
            response.headers[name] = value
        return response

    def _answer(self, request: Request, fault: Fault) -> tuple[Answer, Sequence[Violation]]:
        """The answer to a request, and the violations of the contract by both."""
        violations = self._contract.check_request(request)
        # A fault or a quirk breaks the contract on purpose.
        if fault.answer:
            return fault.answer, violations
        try:
            with self._lock:
                answer = self._api.answer(request, violations)
        except UnsupportedOperation as error:
            unsupported = Violation(("mock",), str(error))
            return failure(501, 7000, unsupported.message), [*violations, unsupported]
        if request.operation and not answer.unchecked:
            violations += self._contract.check_answer(request.operation, answer)
        return answer, violations

    def _record(self, entry: LogEntry) -> int:
        """Add an entry to the log; returns its number, from 1."""
        with self._lock:
            self._log.add(entry)
            return self._log.count

    def _control(self, method: str, path: str, body: bytes) -> werkzeug.Response:
        """Answer `/__mock__/…`, which offers the methods of this class over HTTP."""
        try:
            match method, path.removeprefix(_CONTROLS):
                case "POST", "reset":
                    self.reset()
                case "PUT", "faults":
                    self._set_faults(json.loads(body))
                case "PUT", "quirks":
                    self._set_quirks(json.loads(body))
                case "PUT", "rows":
                    self._set_rows(json.loads(body))
                case "GET", "quirks":
                    return _json(200, {name: quirk.about for name, quirk in QUIRKS.items()})
                case "GET", "log":
                    return _json(200, [asdict(entry) for entry in self.log])
                case _:
                    known = "POST reset, PUT faults, PUT rows, GET or PUT quirks, and GET log"
                    message = f"Unknown control {method} {path}; known are {known}"
                    return _json(404, {"error": message})
        except (RecursionError, UnicodeDecodeError, json.JSONDecodeError) as error:
            return _json(400, {"error": f"Not valid JSON: {error}"})
        except ValueError as error:
            return _json(400, {"error": str(error)})
        return werkzeug.Response(status=204)

    def _set_faults(self, value: object) -> None:
        faults = Faults(parse_faults(value))
        with self._lock:
            self._faults = faults

    def _set_rows(self, value: object) -> None:
        if not isinstance(value, dict):
            raise ValueError('Expected an object of lists of rows, such as {"servers": []}')
        with self._lock:
            self._api.set_rows(cast(dict[str, object], value))

    def _set_quirks(self, value: object) -> None:
        quirks = parse_quirks(value)
        with self._lock:
            self._api.set_quirks(quirks)


def _response(answer: Answer) -> werkzeug.Response:
    return werkzeug.Response(answer.body, answer.status, content_type=answer.media_type)


def _json(status: int, value: object) -> werkzeug.Response:
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return werkzeug.Response(text, status, content_type="application/json")
