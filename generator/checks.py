"""Checks of the contract's texts that become Python, a URL or a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from typing import Final

from cloudflare_api_contract import ContractError, Document, Json, Place
from cloudflare_api_core.base_url import choose_base_url

__all__ = [
    "name_in_use",
    "require_enum",
    "require_header",
    "require_pattern",
    "require_plain_identifier",
    "require_version",
    "server_url",
]

_LONGEST_NAME: Final = 200
_CLASSES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
"""The classes of the values of an enum, by its type."""
_HEADER: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
# Headers that OpenAPI or HTTP leaves to the client.
_TAKEN: Final = {
    *("accept", "authorization", "connection", "content-length", "content-type", "cookie"),
    *("expect", "host", "te", "transfer-encoding", "upgrade"),
}


def require_plain_identifier(document: Document, name: str, place: Place) -> str:
    """Return a name. Raises ContractError if Python reads it as another name, such as `ﬁ` as `fi`.

    Raises ContractError also if the name is too long for a file.
    """
    if len(name.encode()) > _LONGEST_NAME:
        raise document.error(place, f"{name[:20]}… is too long for a name")
    if unicodedata.normalize("NFKC", name) != name:
        raise document.error(place, f"{name!r} is a different name in Python")
    return str(name)


def name_in_use(document: Document, name: str, place: Place, other: Place) -> ContractError:
    """Return the error for a name that is already used at another place."""
    line = document.lines.line(document.place_in_file(other))
    where = f"on line {line}" if line else f"at {' > '.join(map(str, other))}"
    return document.error(place, f"{name} is the name of something else, {where}")


def require_header(
    document: Document, name: str, place: Place, others: Container[str] | None
) -> None:
    """Raise ContractError if a name cannot be that of a header.

    others: the names in use, in lower case. A name among them is refused, as is the name of a
    header that the client sends by itself. None skips both checks.
    """
    if not _HEADER.fullmatch(name):
        raise document.error(place, f"{name!r} cannot be the name of a header")
    if others is None:
        return
    schemes = document.data.get("components", {}).get("securitySchemes", {}).values()
    credentials = {scheme["name"].lower() for scheme in schemes if scheme["type"] == "apiKey"}
    if name.lower() in _TAKEN | credentials:
        raise document.error(place, f"{name} is a header that the client sends by itself")
    if name.lower() in others:
        raise document.error(place, f"{name} is the name of another header")


def require_pattern(document: Document, pattern: str, place: Place) -> None:
    """Raise ContractError for a pattern that Python cannot compile."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise document.error(place, f"{pattern!r} is not a pattern in Python: {error}") from None


def require_enum(document: Document, schema: Json, place: Place) -> None:
    """Raise ContractError for an enum value of another type than the schema's."""
    kind = schema.get("type", "any")
    for value in schema.get("enum", ()):
        if value is not None and not isinstance(value, _CLASSES.get(kind, (object,))):
            raise document.error((*place, "enum"), f"{value!r} is not of type {kind}")


def require_version(document: Document) -> None:
    """Raise ContractError if the version of a document cannot be sent in a header."""
    version = document.data["info"]["version"]
    if not re.fullmatch(r"[!-~]+( +[!-~]+)*", version):
        raise document.error(("info", "version"), f"{version!r} cannot be sent in a header")


def server_url(document: Document) -> str:
    """Return the URL of the one server. Raises ContractError if a client cannot use it."""
    servers = document.data.get("servers", ())
    if len(servers) != 1:
        raise document.error(("servers",), "exactly one server is supported")
    place = ("servers", 0, "url")
    try:
        return choose_base_url(servers[0]["url"], {}, "", allow_http=False)
    except ValueError as error:
        raise document.error(place, str(error).removeprefix("`base_url` ")) from None
