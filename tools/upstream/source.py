"""Two OpenAPI documents read for comparison: ours, which knows its lines, and Cloudflare's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import orjson
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from cloudflare_api_contract import ContractError, read
from cloudflare_api_core.json_values import is_array, is_object

__all__ = ["Node", "SourceError", "read_contract", "read_published"]

Lines = frozenset[int]
_NOWHERE: Final[Lines] = frozenset()
_MOST_REFERENCES: Final = 50


class SourceError(Exception):
    """A document cannot be compared; the message is one line naming it."""


@dataclass(frozen=True)
class _Source:
    name: str
    data: Any
    homes: dict[int, int] = field(default_factory=dict[int, int])
    """The line where a mapping or list was first written, by its id: what an alias stands for."""


@dataclass(frozen=True)
class Node:
    """A part of a document.

    In our document: `lines` are those of the entries that are this part, its key, the anchor behind
    an alias, the component behind a `$ref`, not those that it is inside of. Of these, `entry` is
    where it is mentioned, not by an alias, and `home` where it is written out, not by a `$ref`.
    """

    source: _Source
    value: Any
    lines: Lines = _NOWHERE
    entry: int = 0
    home: int = 0

    def __contains__(self, key: str) -> bool:
        return is_object(self.value) and key in self.value

    def child(self, key: str | int) -> Node:
        """What a key or index leads to, references followed; nothing has no children."""
        return self._entry(key)._resolved()

    def children(self, key: str) -> dict[str, Node]:
        """The entries of a mapping, or of a list with their indexes for keys."""
        if key not in self:
            return {}
        inside = self.child(key)
        value = inside.value
        keys = value if is_object(value) else range(len(value)) if is_array(value) else ()
        return {str(each): inside.child(each) for each in keys}

    def get(self, key: str) -> Any:
        """The value of a key, or None."""
        return self.value.get(key) if is_object(self.value) else None

    def line_of(self, key: str) -> Lines:
        """Where a key of this mapping stands, in our document and if it is there."""
        return _NOWHERE if key not in self else self._entry(key).lines

    def also(self, lines: Lines) -> Node:
        """The same with more lines that are taken for it."""
        return replace(self, lines=self.lines | lines)

    def _entry(self, key: str | int) -> Node:
        value = self.value[key]
        position: Any = getattr(self.value, "lc", None)
        # A merged key (`<<`) has no line of its own.
        if position is None or key not in (position.data or ()):
            return Node(self.source, value)
        entry: int = position.data[key][0] + 1
        home = self.source.homes.get(id(value), entry)
        return Node(self.source, value, frozenset({entry, home}), home, home)

    def _resolved(self) -> Node:
        node = self
        for _ in range(_MOST_REFERENCES):
            reference = node.get("$ref")
            if not isinstance(reference, str):
                return node
            target = Node(self.source, self.source.data)
            for raw in unquote(reference).removeprefix("#/").split("/"):
                step = raw.replace("~1", "/").replace("~0", "~")
                try:
                    target = target._entry(int(step) if is_array(target.value) else step)
                except (KeyError, IndexError, TypeError, ValueError):
                    raise SourceError(f"{self.source.name}: there is no {reference}") from None
            node = replace(target, lines=target.lines | node.lines, entry=self.entry)
        raise SourceError(f"{self.source.name}: {self.get('$ref')} leads to itself")


def read_contract(path: Path) -> Node:
    """Read our document."""
    try:
        read(path)
    except ContractError as error:
        raise SourceError(str(error)) from None
    yaml: Any = YAML()
    data: Any = yaml.load(path.read_text("utf-8"))
    source = _Source(path.name, data)
    _find_homes(data, source.homes)
    return _document(source)


def read_published(path: Path) -> Node:
    """Read Cloudflare's document, which is JSON."""
    try:
        data = orjson.loads(path.read_bytes())
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
    except orjson.JSONDecodeError as error:
        raise SourceError(f"{path}:{error.lineno}:{error.colno}: no JSON: {error.msg}") from None
    return _document(_Source(path.name, data))


def _document(source: _Source) -> Node:
    if not is_object(source.data) or not is_object(source.data.get("paths")):
        raise SourceError(f"{source.name}: is no OpenAPI document: it has no paths")
    return Node(source, source.data)


def _find_homes(node: Any, homes: dict[int, int]) -> None:
    """Note every mapping and list where it is met first, in the order of the file."""
    children = node.items() if is_object(node) else enumerate(node) if is_array(node) else ()
    position: Any = getattr(node, "lc", None)
    for key, child in children:
        if isinstance(child, CommentedMap | CommentedSeq) and id(child) not in homes:
            if key in position.data:
                homes[id(child)] = position.data[key][0] + 1
            _find_homes(child, homes)
