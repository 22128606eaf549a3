"""What the text of an argument means. What it cannot mean raises BadParameter."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click

__all__ = ["Decoded", "read_json", "read_number", "read_secret"]


class Decoded(NamedTuple):
    """What JSON holds. click would take a plain None for nothing given."""

    value: Any


def read_number(text: str) -> float:
    """Read a number, a whole one as such."""
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            pass
    raise click.BadParameter(f"{text!r} is not a number.")


def read_json(text: str) -> Decoded:
    """Read JSON, which may be in a file (`@FILE`) or on standard input (`-`)."""
    found = _elsewhere(text)
    try:
        return Decoded(json.loads(text if found is None else found))
    except RecursionError:
        problem = "nested too deeply"
    except ValueError as error:
        problem = str(error)
    # Without the text, in which there may be a secret.
    raise click.BadParameter(f"not JSON: {problem}.")


def read_secret(text: str) -> str:
    """Read a secret from a file, standard input or an environment variable (`env:NAME`).

    The end of a line that ends it is not part of it. An empty one is no secret.
    """
    found = _elsewhere(text)
    name = text.removeprefix("env:")
    if found is None and name == text:
        raise click.BadParameter("not @FILE, - or env:NAME; others can see a command line.")
    found = os.environ.get(name) if found is None else found
    if found is None:
        raise click.BadParameter(f"the environment has no {name}.")
    if not found.strip():
        raise click.BadParameter(f"{text} is empty.")
    return found.removesuffix("\n").removesuffix("\r")


def _elsewhere(place: str) -> str | None:
    """Return what is in a file or on standard input, or None if neither is named."""
    try:
        if place.startswith("@"):
            return Path(place[1:]).read_text("utf-8-sig")
        return _standard_input() if place == "-" else None
    except OSError as error:
        problem = str(error.strerror)
    except UnicodeError:
        problem = "not UTF-8"
    raise click.BadParameter(f"{place}: {problem}.")


def _standard_input() -> str:
    if sys.stdin is None:
        raise click.BadParameter("standard input is closed.")
    shared = click.get_current_context().meta
    if __name__ in shared:
        raise click.BadParameter("standard input is read for another option.")
    shared[__name__] = True
    return sys.stdin.buffer.read().decode("utf-8-sig")
