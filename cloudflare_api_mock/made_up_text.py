"""Made-up texts: plausible values of members that are strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from cloudflare_api_contract import Json

from .pattern_text import matching
from .store import timestamp

__all__ = ["identifiers", "texts"]

_START: Final = datetime(2026, 3, 11, 16, 6, 1, tzinfo=UTC)
# The days after the creation of a row, by words in the name of a time.
_DAYS: Final = (
    (re.compile(r"creat|issu|start|since|added"), 0),
    (re.compile(r"expir|until|end|renew|before"), 400),
    (re.compile(r"delet|revok|remov"), 60),
    (re.compile(r"updat|modif|edit|chang|last|seen"), 30),
)
_WORDS: Final = ("north", "south", "east", "west", "upper", "lower", "inner", "outer")
_LONGEST: Final = 10_000
_LENGTHS: Final = (12, 1, 32, 36, 64)


def identifiers(schema: Json, name: str, kind: str, number: int) -> Iterator[str]:
    """Texts that may identify row `number`, the most plausible first.

    kind: tells apart the rows of different lists; its last step names one, in the plural.
    """
    digest = sha256(f"{kind} {number}".encode()).hexdigest()
    uuid, plain = str(UUID(digest[:32], version=4)), digest[:32]
    slug = f"{kind.rpartition('/')[2].removesuffix('s')}-{number + 1}"
    like = str(schema.get("example", ""))
    is_plain = schema.get("maxLength") == len(plain) or re.fullmatch("[0-9a-f]{32}", like)
    if re.search("name|slug|hostname", name):
        yield slug
    yield from (plain, uuid) if is_plain else (uuid, plain)
    yield from (slug, str(number + 1), digest)
    yield from _patterned(schema, number)
    yield from (digest[:length] for length in (24, 16, 12, 8) if "maxLength" in schema)


def texts(schema: Json, name: str, number: int) -> Iterator[str]:
    """Texts that a member of row `number` may have, the most plausible first."""
    format, words = str(schema.get("format", "")), name.lower().replace("-", "_")
    yield from _formatted(format, words, number)
    yield from _named(words, number)
    yield from _patterned(schema, number)
    text = f"{words.replace('_', ' ').strip() or 'text'} {number + 1}"
    yield text.ljust(min(schema.get("minLength", 0), _LONGEST), "x")[: schema.get("maxLength")]


def _formatted(format: str, name: str, number: int) -> Iterator[str]:
    digest = sha256(f"{name} {number}".encode()).hexdigest()
    match format:
        case "date-time":
            yield timestamp(_time(name, number), "seconds")
        case "date":
            yield _time(name, number).date().isoformat()
        case "time":
            yield f"{number % 24:02}:00:00Z"
        case "duration":
            yield f"PT{number % 59 + 1}M"
        case "uuid":
            yield str(UUID(digest[:32], version=4))
        case "uri" | "url" | "uri-reference" | "uri-template":
            yield f"https://{_word(number)}-{number + 1}.example.com"
        case "hostname" | "idn-hostname":
            yield f"{_word(number)}-{number + 1}.example.com"
        case "email" | "idn-email":
            yield f"{_word(number)}-{number + 1}@example.com"
        case "ipv4" | "ip":
            yield f"192.0.2.{number % 254 + 1}"
        case "ipv6":
            yield f"2001:db8::{number % 0xFFFF + 1:x}"
        case "byte":
            yield "bWFkZSB1cA=="
        case _:
            return


def _named(name: str, number: int) -> Iterator[str]:
    """Texts for a name that says what they are, if no format does."""
    guesses = (
        (r"(^|_)e?mail(_address)?$", "email"),
        (r"(^|_)(url|uri|href|link|endpoint)$", "uri"),
        (r"(^|_)(host|hostname|domain|zone_name|fqdn)$", "hostname"),
        (r"(^|_)(ip|ipv4|address)$", "ipv4"),
        (r"(^|_)ipv6$", "ipv6"),
        (r"_(at|on|date|time)$|^(created|modified|updated|expires?)$", "date-time"),
        (r"(^|_)(id|uuid|uid|tag|token)$", "uuid"),
    )
    for pattern, format in guesses:
        if re.search(pattern, name):
            yield from _formatted(format, name, number)
    if re.search("network|cidr|prefix|subnet", name):
        yield f"192.0.2.{number % 16 * 16}/28"
    if re.search(r"(^|_)(name|title|label)$", name):
        yield f"{_word(number).capitalize()} {number + 1}"
        yield f"{_word(number)}-{number + 1}"
    if re.search("description|comment|note|summary|message|reason", name):
        yield f"Made up for row {number + 1}."


def _patterned(schema: Json, number: int) -> Iterator[str]:
    pattern = schema.get("pattern")
    if not isinstance(pattern, str):
        return
    for length in (*_LENGTHS, schema.get("minLength", 0)):
        if (text := matching(pattern, number, length)) is not None:
            yield text


def _time(name: str, number: int) -> datetime:
    days = next((days for words, days in _DAYS if words.search(name)), 1)
    return _START + timedelta(days=days, hours=7 * number)


def _word(number: int) -> str:
    return _WORDS[number % len(_WORDS)]
