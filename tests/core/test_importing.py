"""A fork waits for the imports of other threads."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from cloudflare_api_core.importing import importing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

_forks: list[Event] = []


def _begin_fork() -> None:
    for event in _forks:
        event.set()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_begin_fork)


@pytest.fixture
def fork_begins() -> Iterator[Event]:
    event = Event()
    _forks.append(event)
    yield event
    _forks.remove(event)


def test_a_child_process_can_import_a_module_that_a_thread_was_importing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fork_begins: Event
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    name = f"slow_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text("import threading\nthreading.current_thread().wait()\n")
    is_importing = Event()

    class Importer(Thread):
        def run(self) -> None:
            with importing():
                importlib.import_module(name)

        def wait(self) -> None:
            is_importing.set()
            fork_begins.wait()

    thread = Importer()
    thread.start()
    is_importing.wait()
    if not (pid := os.fork()):
        signal.alarm(5)
        importlib.import_module(name)
        os._exit(0)
    thread.join()
    assert os.waitpid(pid, 0)[1] == 0
