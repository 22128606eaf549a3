"""pytest-httpserver's server, with connections that stay open and a stop that does not wait.

werkzeug, which it runs on, ends every connection after one answer, then listens 10 ms for stray
bytes; it prints and exits when a port is in use; it leaves the threads of open connections behind.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

__all__ = ["Server"]


class Server(HTTPServer):
    """Serves what `answer` returns for each request, in a thread per connection.

    `answer` must read the request's body, for the next request follows it on the connection. If
    it raises `ConnectionResetError`, that is what the client gets.
    `start` raises `OSError` if the address cannot be had; with port 0 any free one is taken.
    """

    def __init__(self, host: str, port: int, answer: Callable[[Request], Response]) -> None:
        super().__init__(host, port)
        self._answer = answer

    def start(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        address = (self.host, self.port)
        with socket.create_server(address, family=family, backlog=128) as listening:
            app = Request.application(self._answer)
            self.server = _Listener(self.host, self.port, app, _Connection, fd=listening.fileno())
        self.port = self.server.port
        self.server_thread = threading.Thread(target=self.thread_target, daemon=True)
        self.server_thread.start()

    def thread_target(self) -> None:
        assert self.server is not None
        self.server.serve_forever(poll_interval=0.02)


class _Listener(ThreadedWSGIServer):
    """Knows its connections, so that closing it ends them and their threads."""

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
            with suppress(OSError):  # it may just have ended by itself
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()


class _Connection(WSGIRequestHandler):
    """One client, request after request."""

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
            # Lingering for no time makes the kernel send a reset; closed here, before the base
            # class says a proper goodbye.
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
            # A fault may announce more than it sends; the client must not wait for the rest.
            if name.lower() == "content-length" and value != str(len(body)):
                self.close_connection = self.command != "HEAD"
        self.end_headers()
        self.wfile.write(body)

    def log(self, type: str, message: str, *args: Any) -> None:
        """Quiet: what came is in the mock's own log."""
