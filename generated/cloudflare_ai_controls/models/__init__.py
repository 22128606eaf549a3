# Generated from openapi.yaml by `make generate`. Do not edit.
"""Models of the objects in requests and responses, imported when they are reached."""

import cloudflare_api_core as _core

__getattr__, __dir__ = _core.lazy_names(__name__, table="._targets")
