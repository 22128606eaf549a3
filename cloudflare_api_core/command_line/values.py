"""Values of arguments, read from text. A text that cannot be read raises click.BadParameter."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from ..json_values import parse_json
from ..rule import Rule
from ..validation import validate

__all__ = [
    "Choice",
    "Decoded",
    "read_content",
    "read_json",
    "read_json_or_text",
    "read_number",
    "read_part",
    "read_secret",
    "read_secret_json",
    "read_secret_json_or_text",
    "reader_of_kinds",
]


@frozen
class Decoded:
    """A JSON value. click would take a plain None for an argument that is not given."""

    value: Any


class Choice(click.Choice[str]):
    """One of several values, by its text."""

    def __init__(self, values: Iterable[str | float | None]) -> None:
        self._values = {str(value): value for value in values}
        super().__init__([*self._values])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value with this text. Raises click.BadParameter if there is none."""
        return self._values[super().convert(value, param, ctx)]


def read_number(text: str) -> float:
    """Read a number: an int if it is whole, else a float."""
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            pass
    raise click.BadParameter(f"{text!r} is not a number.")


def read_json(text: str) -> Decoded:
    """Read JSON from the text itself, from a file (`@FILE`) or from standard input (`-`)."""
    found = _elsewhere(text)
    return _decoded(text if found is None else found)


def read_content(text: str) -> bytes:
    """Read bytes from a file (`@FILE`), from standard input (`-`), or from the text itself."""
    found = _bytes(text)
    return text.encode(errors="surrogateescape") if found is None else found


def read_part(text: str) -> Decoded:
    """Read a part of a form: a file with its name (`@FILE`), standard input (`-`), or the text."""
    found = _bytes(text)
    if found is None:
        return Decoded(text)
    return Decoded(found if text == "-" else (Path(text[1:]).name, found))


def read_json_or_text(text: str) -> Decoded:
    """Read what `read_json` reads, and a text that is not JSON as itself."""
    try:
        return read_json(text)
    except click.BadParameter:
        if text == "-" or text.startswith("@"):
            raise
    return Decoded(text)


def reader_of_kinds(rule: Rule) -> Callable[[str], Any]:
    """Make a reader that returns a text if the rule allows it, else a number or boolean."""

    # Help shows its name.
    def text(value: str) -> Any:
        try:
            return validate("value", rule, value)
        except ValueError:
            pass
        try:
            found = parse_json(value)
        except ValueError:
            return value
        # The call refuses one that does not keep the rule either.
        return found if isinstance(found, (int, float)) else value

    return text


def read_secret(text: str) -> str:
    """Read a secret from a file, standard input or an environment variable (`env:NAME`).

    A line end after the secret is removed. Raises click.BadParameter if the secret is blank.
    """
    found = _elsewhere(text)
    name = text.removeprefix("env:")
    if found is None and name == text:
        raise click.BadParameter("expected @FILE, - or env:NAME; other users can see options.")
    found = os.environ.get(name) if found is None else found
    if found is None:
        raise click.BadParameter(f"the environment variable {name} is not set.")
    if not found.strip():
        raise click.BadParameter(f"{text} is empty.")
    return found.removesuffix("\n").removesuffix("\r")


def read_secret_json(text: str) -> Decoded:
    """Read JSON that holds a secret from where `read_secret` reads."""
    return _decoded(read_secret(text))


def read_secret_json_or_text(text: str) -> Decoded:
    """Read what `read_secret_json` reads, and a secret that is not JSON as itself."""
    found = read_secret(text)
    try:
        return Decoded(parse_json(found))
    except ValueError:
        return Decoded(found)


def _decoded(text: str) -> Decoded:
    try:
        return Decoded(parse_json(text))
    except ValueError as error:
        problem = str(error)
    if not text.startswith(("[", "{")):
        problem += """; write a list as '["a", "b"]' and an object as '{"a": 1}'"""
    # The message leaves out the text, which may hold a secret.
    raise click.BadParameter(f"not JSON: {problem}.")


def _elsewhere(place: str) -> str | None:
    """Return the text of a file or of standard input, or None if `place` names neither."""
    found = _bytes(place)
    try:
        return None if found is None else found.decode("utf-8-sig")
    except UnicodeError:
        problem = "not UTF-8"
    raise click.BadParameter(f"{place}: {problem}.")


def _bytes(place: str) -> bytes | None:
    """Return the content of a file or of standard input, or None if `place` names neither."""
    if click.get_current_context().resilient_parsing:
        raise click.BadParameter("a shell that completes a command reads nothing.")
    try:
        if place.startswith("@"):
            return Path(place[1:]).read_bytes()
        return _standard_input() if place == "-" else None
    except OSError as error:
        problem = str(error.strerror)
    raise click.BadParameter(f"{place}: {problem}.")


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise click.BadParameter("standard input is closed.")
    shared = click.get_current_context().meta
    if __name__ in shared:
        raise click.BadParameter("standard input is already read for another option.")
    shared[__name__] = True
    return sys.stdin.buffer.read()
