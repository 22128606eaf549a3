# Generated from openapi.yaml by `make generate`. Do not edit.
"""One module per operation, by tag."""

import cloudflare_api_core as _core

__getattr__, __dir__ = _core.lazy_modules(__name__)
