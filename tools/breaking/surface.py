"""The public surface of one side: what its contract says, and what its package has."""

from __future__ import annotations

from attrs import frozen

from .package import Package, PackageError
from .public_names import Places
from .revision import Side, SideError

__all__ = ["Surface"]


@frozen
class Surface:
    """Contract and package of one side, read."""

    side: Side
    places: Places
    package: Package

    @classmethod
    def of(cls, side: Side, before: Surface | None = None) -> Surface:
        """Read a side; it goes by the names that it had `before`. Raises SideError."""
        places = Places(side.data, before.places if before else None)
        try:
            return cls(side, places, Package(side.folder, places))
        except PackageError as error:
            raise SideError(f"{side.name}: {error}") from None
