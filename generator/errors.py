"""The error of a client that cannot be generated."""

from __future__ import annotations

from cloudflare_api_contract import ContractError

__all__ = ["GenerationError"]


class GenerationError(ContractError):
    """The client cannot be generated: the contract, the settings or a template is at fault."""
