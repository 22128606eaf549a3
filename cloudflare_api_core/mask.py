"""The mask that hides the secrets of a call in what the server sends back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from typing import Any, Final, Self, cast
from urllib.parse import quote

import httpx

from .json_values import is_array, is_object
from .rule import Rule

__all__ = ["Mask", "mask_of", "masked", "secrets_of"]

_MASK: Final = "***"
# A shorter secret is a part of too many texts that say something else.
_SHORTEST: Final = 4
# Patterns take long to compile. After the start of a longer secret, the whole string is masked.
_LONGEST_PATTERN: Final = 64
_REST_OF_STRING: Final = r'(?:[^"\\]|\\.)*+'
_SECRET_NAME: Final = re.compile(
    r"authorization|cookie|credential|jwt|passw|secret|session|signature|token"
    r"|(access|api|auth|private)[-_]?key|(^|[-_])key$",
    re.IGNORECASE,
)


class Mask:
    """Replaces the secrets of a call by `***`. It has no repr, and cannot be pickled or copied."""

    __slots__ = ("_secrets",)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        forms = {
            form
            # A secret from a file may end with a line break, which a server removes.
            for secret in map(str.strip, secrets)
            if len(secret) >= _SHORTEST
            for form in (secret, json.dumps(secret)[1:-1], quote(secret, safe=""))
        }
        # A secret may be a part of another.
        self._secrets = sorted(forms, key=len, reverse=True)

    def __or__(self, other: Self) -> Self:
        joined = type(self)()
        joined._secrets = sorted({*self._secrets, *other._secrets}, key=len, reverse=True)
        return joined

    def text(self, text: str) -> str:
        """Return a text without the secrets."""
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        return text

    def response(self, response: httpx.Response) -> httpx.Response:
        """Return a response that has been read, or a copy without the secrets if it has any.

        Secrets are found in the reason phrase, headers and body, also if JSON escapes them.
        """
        raw = response.headers.raw
        reason = response.extensions.get("reason_phrase", b"")
        parts = [reason, response.content, *(value for _, value in raw)]
        masked = [*map(self._content, parts)]
        if masked == parts:
            return response
        reason, content, *values = masked
        # The content is neither encoded nor of the old length.
        fields = [
            (name, value)
            for (name, _), value in zip(raw, values, strict=True)
            if name.lower() not in {b"content-encoding", b"content-length", b"transfer-encoding"}
        ]
        copy = httpx.Response(
            response.status_code,
            headers=fields,
            content=content,
            request=response.request,
            extensions={**response.extensions, "reason_phrase": reason},
        )
        # A transport that sends nothing does not set it.
        with suppress(RuntimeError):
            copy.elapsed = response.elapsed
        return copy

    def _content(self, content: bytes) -> bytes:
        encoding = json.detect_encoding(content)
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        text = content.decode(encoding, errors)
        masked = self.text(text)
        if "\\" in masked:
            for secret in self._secrets:
                masked = re.sub(_escaped(secret), _MASK, masked)
        return content if masked == text else masked.encode(errors="surrogateescape")

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("secrets cannot be pickled or copied")


def _escaped(secret: str) -> str:
    """Return a pattern of a secret in a string of JSON, with or without escapes."""
    start, rest = secret[:_LONGEST_PATTERN], secret[_LONGEST_PATTERN:]
    return "".join(map(_spellings, start)) + (_REST_OF_STRING if rest else "")


def _spellings(character: str) -> str:
    """Return a pattern of the ways to write a character in a string of JSON."""
    code = re.sub("(....)", r"\\\\u\1", character.encode("utf-16-be").hex())
    code = re.sub(r"(?<!\\)[a-f]", lambda digit: f"[{digit[0]}{digit[0].upper()}]", code)
    literal = re.escape(character)
    short = re.escape(json.dumps(character, ensure_ascii=False)[1:-1])
    # Each begins with a literal, so that a search passes over other text fast.
    return rf"(?:{literal}|\\{literal}|{short}|{code})"


def mask_of(headers: httpx.Headers) -> Mask:
    """Return the mask of the headers that are secret by their names."""
    return Mask(value for name, value in headers.items() if _SECRET_NAME.search(name))


def secrets_of(name: object, value: Any, rule: Rule | None = None) -> Iterator[str]:
    """Return the texts in a member of a body that are secret by the contract or by their names."""
    pending: list[tuple[object, Any, Rule | None, bool]] = [(name, value, rule, False)]
    while pending:
        name, value, rule, is_secret = pending.pop()
        looks_secret = isinstance(name, str) and bool(_SECRET_NAME.search(name))
        is_secret = is_secret or looks_secret or (rule is not None and rule.secret)
        if rule and rule.any_of:
            # The value keeps one of them, and each may have secrets of its own.
            pending += [(name, value, branch, is_secret) for branch in rule.any_of]
        elif isinstance(value, str) and is_secret:
            yield value
        elif is_object(value):
            rules = rule.members if rule else dict[str, Rule]()
            other = rule.values if rule else None
            pending += [(key, it, rules.get(key, other), is_secret) for key, it in value.items()]
        elif isinstance(value, (list, tuple)):
            items = rule.items if rule else None
            pending += [(name, each, items, is_secret) for each in cast("Iterable[Any]", value)]


def masked(name: object, value: Any, rule: Rule | None) -> Any:
    """Return a member of a body with `***` for the texts that `secrets_of` finds in it."""
    secrets = {*secrets_of(name, value, rule)}
    return _without(secrets, value) if secrets else value


def _without(secrets: Set[str], value: Any) -> Any:
    if is_object(value):
        return {name: _without(secrets, held) for name, held in value.items()}
    if is_array(value):
        return [_without(secrets, held) for held in value]
    return _MASK if isinstance(value, str) and value in secrets else value
