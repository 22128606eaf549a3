"""The findings of openapi-core that do not count as violations in this project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cloudflare_api_contract import Json

__all__ = ["Leniency"]


@dataclass(frozen=True)
class Leniency:
    """The errors of schemas that do not count as violations.

    of_parameter: a parameter may have the schema of a read-only member.
    of_form: the parts of a form are texts, whatever their schemas say.
    is_read_only: whether a schema makes its member optional; openapi-core does not see this
    behind a reference.
    """

    of_parameter: bool = False
    of_form: bool = False
    is_read_only: Callable[[Json], bool] = lambda schema: False

    def forgives(self, error: Any) -> bool:
        """Whether an error of jsonschema does not count as a violation."""
        match error.validator:
            case "required":
                name = error.message.split("'")[1]
                return self.is_read_only(error.schema.get("properties", {}).get(name, {}))
            case _:
                return self.of_form or (self.of_parameter and _refuses_to_write(error))


def _refuses_to_write(error: Any) -> bool:
    return error.validator == "readOnly" or any(map(_refuses_to_write, error.context))
