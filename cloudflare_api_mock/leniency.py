"""Findings of openapi-core that are no violations, because the house reads contracts otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cloudflare_api_contract import Json

__all__ = ["Leniency"]


@dataclass(frozen=True)
class Leniency:
    """Which errors of schemas are no violations.

    of_parameter: the schema of a parameter may be that of a member that is read-only.
    of_form: the parts of a form are texts, whatever their schemas say.
    is_read_only: whether a member need not be there because of its schema; openapi-core does not
    see it behind a reference.
    """

    of_parameter: bool = False
    of_form: bool = False
    is_read_only: Callable[[Json], bool] = lambda schema: False

    def forgives(self, error: Any) -> bool:
        """Whether an error of jsonschema is no violation."""
        match error.validator:
            case "required":
                name = error.message.split("'")[1]
                return self.is_read_only(error.schema.get("properties", {}).get(name, {}))
            case _:
                return self.of_form or (self.of_parameter and _refuses_to_write(error))


def _refuses_to_write(error: Any) -> bool:
    return error.validator == "readOnly" or any(map(_refuses_to_write, error.context))
