"""The tree of resources that hangs on a client."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Concatenate, Generic, ParamSpec, TypeVar

__all__ = ["Resource", "bind"]

C = TypeVar("C")
P = ParamSpec("P")
R = TypeVar("R")


class Resource(Generic[C]):
    """A group of operations, or of further groups."""

    def __init__(self, client: C) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


def bind(function: Callable[Concatenate[C, P], R], client: C) -> Callable[P, R]:
    """Return a function of an operation with its client filled in."""
    return update_wrapper(partial(function, client), function)
