# Generated from openapi.yaml by `make generate`. Do not edit.
from . import read_tool_call_timeseries

__all__ = ["read_tool_call_timeseries"]
