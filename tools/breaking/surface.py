"""The public surface of one revision: what its contract says, and what its package has."""

from __future__ import annotations

from attrs import frozen

from .package import Package, PackageError
from .public_names import PublicNames
from .revision import Revision, RevisionError

__all__ = ["Surface"]


@frozen
class Surface:
    """Contract and package of one revision, read."""

    revision: Revision
    names: PublicNames
    package: Package

    @classmethod
    def of(cls, revision: Revision, before: Surface | None = None) -> Surface:
        """Read a revision; it goes by the names that it had `before`. Raises RevisionError."""
        names = PublicNames(revision.data, before.names if before else None)
        try:
            return cls(revision, names, Package(revision.folder, names))
        except PackageError as error:
            raise RevisionError(f"{revision.name}: {error}") from None
