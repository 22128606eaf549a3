"""The credentials of a client, and how they get into a request."""

from __future__ import annotations

from collections.abc import Container, Generator, Mapping
from typing import Any, Final, NamedTuple

import httpx

from .errors import CredentialsError
from .headers import fits_header
from .mask import Mask

__all__ = ["Credentials", "Scheme", "Security", "variables_of"]

_OTHER_VARIABLES: Final = {"api_email": "CLOUDFLARE_EMAIL"}


class Scheme(NamedTuple):
    """One credential: the argument that gives it, and the header that carries it."""

    argument: str
    header: str
    prefix: str = ""

    @property
    def variable(self) -> str:
        """The environment variable that replaces the argument, as in the official tools."""
        return _OTHER_VARIABLES.get(self.argument, f"CLOUDFLARE_{self.argument.upper()}")


Security = tuple[tuple[Scheme, ...], ...]
"""The alternatives, the preferred one first. Every scheme of the chosen one is sent."""


class Credentials(httpx.Auth):
    """The credential headers of a client. They have no repr, and cannot be pickled or copied."""

    __slots__ = ("_headers", "_reserved", "mask")

    def __init__(self, values: Mapping[Scheme, str], security: Security) -> None:
        self._headers = {each.header: each.prefix + value for each, value in values.items()}
        self._reserved = frozenset(each.header.lower() for schemes in security for each in schemes)
        self.mask: Mask = Mask(values.values())

    @classmethod
    def choose(
        cls, security: Security, given: Mapping[str, str | None], environ: Mapping[str, str]
    ) -> Credentials:
        """Choose credentials from the arguments or, if there are none, from the environment.

        An empty variable counts as not set. Raises CredentialsError, naming the argument or
        variable, for no alternative, several, an incomplete one, or a malformed value.
        """
        explicit = {name: value for name, value in given.items() if value is not None}
        if explicit:
            values = {
                scheme: _sendable(f"`{scheme.argument}`", explicit[scheme.argument])
                for scheme in _only_alternative(security, explicit)
            }
        else:
            values = {
                scheme: _sendable(scheme.variable, environ[scheme.variable])
                for scheme in _first_alternative(security, environ)
            }
        return cls(values, security)

    def is_credential(self, header: str) -> bool:
        """Whether a header of this name carries credentials, in any of the alternatives."""
        return header.lower() in self._reserved

    def strip_credentials(self, request: httpx.Request) -> None:
        """Remove credentials that an `http_client` has put into a request."""
        for name in self._reserved:
            request.headers.pop(name, None)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a signed copy, so that the request itself, which errors hold, has no credentials."""
        signed = httpx.Request(
            request.method,
            request.url,
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        signed.headers.update(self._headers)
        yield signed

    def __repr__(self) -> str:
        return f"Credentials({', '.join(self._headers)})"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("credentials cannot be pickled or copied")


def variables_of(security: Security) -> str:
    """Return the names of the environment variables that hold credentials, as a text."""
    return ", or ".join(" and ".join(scheme.variable for scheme in each) for each in security)


def _only_alternative(security: Security, given: Container[str]) -> tuple[Scheme, ...]:
    touched = [a for a in security if any(scheme.argument in given for scheme in a)]
    if len(touched) > 1:
        names = [f"`{s.argument}`" for a in touched for s in a if s.argument in given]
        raise CredentialsError(f"{' and '.join(names)} exclude each other: {_arguments(security)}")
    missing = [f"`{scheme.argument}`" for scheme in touched[0] if scheme.argument not in given]
    if missing:
        raise CredentialsError(f"{' and '.join(missing)} is missing: {_arguments(security)}")
    return touched[0]


def _first_alternative(security: Security, environ: Mapping[str, str]) -> tuple[Scheme, ...]:
    for alternative in security:
        if all(environ.get(scheme.variable) for scheme in alternative):
            return alternative
    names = [scheme.variable for alternative in security for scheme in alternative]
    given = [name for name in names if environ.get(name)]
    empty = [name for name in names if environ.get(name) == ""]
    problem = f"{given[0]} alone is not enough" if given else "no credentials"
    if empty:
        problem += f" (empty: {', '.join(empty)})"
    raise CredentialsError(
        f"{problem}: set {variables_of(security)}; in Python, you can also {_arguments(security)}"
    )


def _arguments(security: Security) -> str:
    names = (" and ".join(f"`{scheme.argument}`" for scheme in each) for each in security)
    return f"give {', or '.join(names)}"


def _sendable(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise CredentialsError(f"{name} must be a string, not {type(value).__name__}")
    if not value.strip():
        raise CredentialsError(f"{name} is blank")
    # The transport refuses these too, but its message shows the value.
    if not fits_header(value):
        raise CredentialsError(f"{name} contains a character that a header cannot hold")
    return value
