"""The lines of a file on which the parts of its data are written."""

from __future__ import annotations

from .json_types import Place

__all__ = ["Lines"]


class Lines:
    """Line numbers, which begin with 1, by place. Empty if they were not recorded."""

    def __init__(self) -> None:
        self.keys: dict[Place, int] = {}
        """The line of each key of a mapping and of each item of a list."""
        self.aliases: dict[Place, Place] = {}
        """The places of YAML's aliases, and where their anchors are."""

    def home(self, place: Place) -> Place:
        """Return the place where something is written out, with no alias on the way to it."""
        if not self.aliases:
            return place
        home: Place = ()
        for step in place:
            home = (*home, step)
            home = self.aliases.get(home, home)
        return home

    def line(self, place: Place) -> int | None:
        """Return the line of a place, or of the innermost part around it that the file has.

        An alias has the line where it stands; a part inside has the line behind the anchor.
        """
        while place:
            line = self.keys.get(self.home(place[:-1]) + place[-1:])
            if line is not None:
                return line
            place = place[:-1]
        return None
