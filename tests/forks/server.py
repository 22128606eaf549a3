"""Runs the programs of clients, one after the other, until its input ends."""

from __future__ import annotations

import gc
import importlib
import marshal
import os
import runpy
import select
import shutil
import signal
import socket
import sys
import tempfile

# The programs import these, which takes longer than everything else that they do.
_MODULES = (
    "cloudflare_ai_controls.models.mcp_server",
    "cloudflare_api_core.command_line.process",
    "cloudflare_api_core.command_line.table",
    "httpcore",
)


def serve() -> tuple[bytes, list[int]] | None:
    """Print the address of a socket, and fork for each job. Return the job in the fork."""
    folder = tempfile.mkdtemp()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(f"{folder}/socket")
        listener.listen()
        print(listener.getsockname(), flush=True)
        while select.select([listener, sys.stdin], [], [])[0] == [listener]:
            with listener.accept()[0] as client:
                job, streams, _, _ = socket.recv_fds(client, 100_000, 3)
                child = os.fork()
                if not child:
                    return job, streams
                for stream in streams:
                    os.close(stream)
                _, status = os.waitpid(child, 0)
                client.send(b"%d" % os.waitstatus_to_exitcode(status))
    shutil.rmtree(folder)
    return None


def run(job: bytes, streams: list[int]) -> None:
    """Run a module as `python -m` does."""
    [_, *sys.argv], folder, environment = marshal.loads(job)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", 1 if os.isatty(1) else -1, "utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


for module in _MODULES:
    importlib.import_module(module)
gc.freeze()
if job := serve():
    run(*job)
