"""Why the page is not made."""

from __future__ import annotations

__all__ = ["PageError"]


class PageError(Exception):
    """The page cannot be made; each line of the message names a place and what is wrong there."""
