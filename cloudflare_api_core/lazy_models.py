"""The models of this package, imported when they are reached.

They need attrs, whose import takes longer than that of the rest of this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lazy import lazy_names

if TYPE_CHECKING:
    from .models import Model, alternative, field, members, model, nested, to_json
    from .result_info import ResultInfo

__all__ = ["Model", "ResultInfo", "alternative", "field", "members", "model", "nested", "to_json"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__, dict.fromkeys(__all__, ".models") | {"ResultInfo": ".result_info"}
    )
