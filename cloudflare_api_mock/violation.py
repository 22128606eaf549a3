"""Violations of the contract, in one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

_MAX_LENGTH = 200

# The service's own wording for common violations; others keep the wording of jsonschema.
_MESSAGES = {
    "maximum": "Number must be less than or equal to {}",
    "minimum": "Number must be greater than or equal to {}",
    "maxLength": "String must contain at most {} character(s)",
    "minLength": "String must contain at least {} character(s)",
    "required": "Required",
}
_TYPES: dict[type[object], str] = {
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
    """A violation of the contract by a request or an answer; `str()` gives it as one line.

    path: the place, outermost first: `("query", "per_page")`, `("body", "tools", "0", "name")`.
    message: the problem at that place.
    """

    path: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        place, *inside = self.path
        steps = "".join(f"[{step}]" if step.isdecimal() else f".{step}" for step in inside)
        return f"{place} {steps.removeprefix('.')}".strip() + f": {self.message}"


def explain(
    error: Exception, *place: str, forgives: Callable[[Any], bool] = lambda wrong: False
) -> Iterator[Violation]:
    """The violations in an error of openapi-core, without its dumps of whole values.

    place: `"answer"` or `"body"`, for errors that do not name a place. forgives: whether an error
    of jsonschema outside parameters does not count as a violation.
    """
    if isinstance(error, ParameterValidationError):
        place, forgives = (error.location, error.name), _refuses_to_write
    elif isinstance(error, HeaderValidationError):
        place = (*place, f"header {error.name}")
    elif isinstance(error, SecurityValidationError):
        place = ("credentials",)
    cause: Any = error.__cause__ or error
    if isinstance(cause, InvalidSchemaValue):
        schema_errors: Any = cause.schema_errors
        for wrong in schema_errors:
            if forgives(wrong):
                continue
            inside = [str(step) for step in wrong.absolute_path]
            if wrong.validator == "required":
                inside.append(wrong.message.split("'")[1])
            yield Violation((*place, *inside), shorten(_message(wrong)))
    elif isinstance(cause, CastError):
        message = f"Expected {cause.type}, received {cause.value!r}"
        yield Violation(place, shorten(message))
    elif isinstance(cause, MediaTypeDeserializeError):
        yield Violation(place, f"Not valid {cause.mimetype}")  # its text contains the body
    elif isinstance(cause, SecurityNotFound):
        ways = " or ".join(" with ".join(schemes) for schemes in cause.schemes)
        yield Violation(place, f"Expected {ways}")
    else:
        yield Violation(place, shorten(str(cause)))


def _refuses_to_write(wrong: Any) -> bool:
    """Whether an error is that a schema is read-only. A parameter may have such a schema."""
    return wrong.validator == "readOnly" or any(map(_refuses_to_write, wrong.context))


def _message(wrong: Any) -> str:
    if wrong.validator == "type":  # the value itself may be long, or secret
        instance: object = wrong.instance
        received = _TYPES.get(type(instance), "something else")
        return f"Expected {wrong.validator_value}, received {received}"
    if message := _MESSAGES.get(wrong.validator):
        return message.format(wrong.validator_value)
    text: str = wrong.message
    is_whole = isinstance(wrong.instance, dict | list)  # it may hold secrets
    return text.replace(repr(wrong.instance), "The value") if is_whole else text


def shorten(text: str) -> str:
    """The text on one line, with its middle cut if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _MAX_LENGTH else f"{text[:120]} … {text[-70:]}"
