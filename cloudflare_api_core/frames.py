"""The frames in a traceback, without the secrets that a crash reporter would record in them."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

__all__ = ["forgetting_variables"]

P = ParamSpec("P")
T = TypeVar("T")


def forgetting_variables(function: Callable[P, T]) -> Callable[P, T]:
    """Decorate a function that is given secrets.

    The traceback of an exception that leaves it keeps its lines, but the frames of the function,
    and of those that it has called, forget their variables.
    """

    @wraps(function)
    def call(*arguments: P.args, **options: P.kwargs) -> T:
        try:
            return function(*arguments, **options)
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)
            del arguments, options
            raise

    return call
