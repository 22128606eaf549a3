"""Imports that happen while a program runs, in any of its threads.

A fork leaves the locks of the modules that another thread is importing locked in the child process,
which would wait for ever when it imports one of them. So a fork waits for these imports.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

__all__ = ["importing"]

_threads: Final = list[int]()
_changed: Final = threading.Condition()


@contextmanager
def importing() -> Generator[None]:
    """Keep other threads from forking while this one imports something."""
    thread = threading.get_ident()
    with _changed:
        _threads.append(thread)
    try:
        yield
    finally:
        with _changed:
            _threads.remove(thread)
            _changed.notify_all()


def _begin_fork() -> None:
    _changed.acquire()
    _changed.wait_for(lambda: {*_threads} <= {threading.get_ident()})


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_begin_fork, after_in_parent=_changed.release, after_in_child=_changed.release
    )
