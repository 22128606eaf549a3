# Generated from openapi.yaml by `make generate`. Do not edit.
"""One module per operation."""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core

if TYPE_CHECKING:
    from . import read_tool_call_timeseries

__all__ = [
    "read_tool_call_timeseries",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_modules(__name__, __all__)
