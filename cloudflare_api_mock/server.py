"""An HTTP server on pytest-httpserver's, with persistent connections and an immediate stop.

pytest-httpserver runs on werkzeug, which closes each connection after one answer and a wait of
10 ms, prints a message and exits when a port is in use, and leaves the threads of open
connections running.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

__all__ = ["Server"]


class Server(HTTPServer):
    """A server that sends what `answer` returns for each request; a thread serves a connection.

    `answer` must read the whole body, because the next request follows it on the connection. A body
    of more than 8 MiB gets a 413. If `answer` raises `ConnectionResetError`, the connection is
    reset. Port 0 takes a free port. `start` raises `OSError` if the server cannot listen on the
    address.
    """

    def __init__(self, host: str, port: int, answer: Callable[[Request], Response]) -> None:
        super().__init__(host, port)
        self._answer = answer

    def start(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        address = (self.host, self.port)
        with socket.create_server(address, family=family, backlog=128) as listening:
            app = _Request.application(self._answer)
            self.server = _Listener(self.host, self.port, app, _Connection, fd=listening.fileno())
        self.port = self.server.port
        self.server_thread = threading.Thread(target=self.thread_target, daemon=True)
        self.server_thread.start()

    def thread_target(self) -> None:
        assert self.server is not None
        self.server.serve_forever(poll_interval=0.02)


class _Request(Request):
    max_content_length = 8 * 1024 * 1024


class _Listener(ThreadedWSGIServer):
    """A listener that ends its connections and their threads when it closes."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self._connections: dict[threading.Thread, socket.socket] = {}
        super().__init__(*args, **more)

    def process_request(self, request: Any, client_address: Any) -> None:
        serve = self.process_request_thread
        thread = threading.Thread(target=serve, args=(request, client_address), daemon=True)
        self._connections[thread] = request
        thread.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        super().process_request_thread(request, client_address)
        del self._connections[threading.current_thread()]

    def server_close(self) -> None:
        super().server_close()
        for thread, connection in list(self._connections.items()):
            with suppress(OSError):  # the client may have closed it
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()


class _Connection(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        started: list[Any] = []

        def start_response(*args: Any) -> Callable[[bytes], object]:
            started.extend(args)
            return self.wfile.write

        try:
            chunks: Iterable[bytes] = self.server.app(self.make_environ(), start_response)
        except ConnectionResetError:
            # With a linger time of 0 the kernel sends a reset, if the socket is closed before the
            # base class shuts it down.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        body = b"".join(chunks)
        status, headers = started
        code, _, phrase = status.partition(" ")
        self.send_response_only(int(code), phrase)
        self.send_header("Date", self.date_time_string())
        for name, value in headers:
            self.send_header(name, value)
            # If a fault announces more bytes than it sends, the client must not wait for the rest.
            if name.lower() == "content-length" and value != str(len(body)):
                self.close_connection = self.command != "HEAD"
        if int(code) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:  # the rest of the body is not read
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log(self, type: str, message: str, *args: Any) -> None:
        """Print nothing; the mock has its own log."""
