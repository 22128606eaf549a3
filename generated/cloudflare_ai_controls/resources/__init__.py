# Generated from openapi.yaml by `make generate`. Do not edit.
"""The tree of resources on a client."""

import cloudflare_api_core as _core

__getattr__, __dir__ = _core.lazy_modules(__name__)
