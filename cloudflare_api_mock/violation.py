"""One breach of the contract, in words that fit on a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openapi_core.casting.schemas.exceptions import CastError
from openapi_core.deserializing.media_types.exceptions import MediaTypeDeserializeError
from openapi_core.templating.security.exceptions import SecurityNotFound
from openapi_core.validation.request.exceptions import (
    ParameterValidationError,
    SecurityValidationError,
)
from openapi_core.validation.response.exceptions import HeaderValidationError
from openapi_core.validation.schemas.exceptions import InvalidSchemaValue

__all__ = ["Violation", "explain", "shorten"]

_LONGEST = 200

# The service's own words for what it meets most; the rest is said as jsonschema says it.
_WORDS = {
    "maximum": "Number must be less than or equal to {}",
    "minimum": "Number must be greater than or equal to {}",
    "maxLength": "String must contain at most {} character(s)",
    "minLength": "String must contain at least {} character(s)",
    "required": "Required",
}
_KINDS: dict[type[object], str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


@dataclass(frozen=True)
class Violation:
    """Where a request or an answer breaks the contract, and how.

    path: the place, outermost first: `("query", "per_page")`, `("body", "tools", "0", "name")`.
    message: what is wrong there. `str()` gives both as one line.
    """

    path: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        place, *inside = self.path
        steps = "".join(f"[{step}]" if step.isdecimal() else f".{step}" for step in inside)
        return f"{place} {steps.removeprefix('.')}".strip() + f": {self.message}"


def explain(error: Exception, *place: str) -> Iterator[Violation]:
    """Say in readable lines what openapi-core found; its own texts dump whole values.

    place: where the message stood (`"answer"`, `"body"`), used unless the error knows better.
    """
    if isinstance(error, ParameterValidationError):
        place = (error.location, error.name)
    elif isinstance(error, HeaderValidationError):
        place = (*place, f"header {error.name}")
    elif isinstance(error, SecurityValidationError):
        place = ("credentials",)
    cause: Any = error.__cause__ or error
    if isinstance(cause, InvalidSchemaValue):
        schema_errors: Any = cause.schema_errors
        for wrong in schema_errors:
            inside = [str(step) for step in wrong.absolute_path]
            if wrong.validator == "required":
                inside.append(wrong.message.split("'")[1])
            yield Violation((*place, *inside), shorten(_words(wrong)))
    elif isinstance(cause, CastError):
        message = f"Expected {cause.type}, received {cause.value!r}"
        yield Violation(place, shorten(message))
    elif isinstance(cause, MediaTypeDeserializeError):
        yield Violation(place, f"Not valid {cause.mimetype}")  # its own text holds the whole body
    elif isinstance(cause, SecurityNotFound):
        ways = " or ".join(" with ".join(schemes) for schemes in cause.schemes)
        yield Violation(place, f"Expected {ways}")
    else:
        yield Violation(place, shorten(str(cause)))


def _words(wrong: Any) -> str:
    if wrong.validator == "type":  # the value itself may be long, or secret
        instance: object = wrong.instance
        received = _KINDS.get(type(instance), "something else")
        return f"Expected {wrong.validator_value}, received {received}"
    words = _WORDS.get(wrong.validator)
    return words.format(wrong.validator_value) if words else wrong.message


def shorten(text: str) -> str:
    """The text without line breaks, and without its middle if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:120]} … {text[-70:]}"
