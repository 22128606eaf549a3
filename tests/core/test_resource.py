"""The tree of resources."""

from __future__ import annotations

from functools import cached_property

from cloudflare_api_core import Resource

from .support import SyncDriver, Wire


class _Pets(Resource[int]):
    def count(self) -> int:
        return self._client


class _Owners(Resource[int]):
    @cached_property
    def pets(self) -> _Pets:
        return _Pets(self._client)


def test_a_resource_passes_its_client_down() -> None:
    owners = _Owners(5)
    assert owners.pets.count() == 5
    assert owners.pets is owners.pets


def test_a_resource_shows_its_client(wire: Wire) -> None:
    shown = repr(Resource(SyncDriver(wire).client))
    assert shown == "<Resource of <SyncAPIClient https://api.example.com/v4>>"
