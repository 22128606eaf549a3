"""Generated packages with as many operations of a document as the generator takes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module, invalidate_caches
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

from cloudflare_api_contract import ContractError, Document, Operation, read
from generator.generate import generate
from tools.family.cut import cut

__all__ = ["Package", "Packages", "Refusal"]

_OURS: Final = Path(__file__).parents[2] / "openapi.yaml"
_SETTINGS: Final = "package_name_override: {}\nliteral_enums: true\n"


class Package(NamedTuple):
    """A generated package and the contract that it was made from."""

    folder: Path
    document: Document

    def imported(self) -> ModuleType:
        """Import the package."""
        return import_module(self.folder.name)


class Refusal(NamedTuple):
    """An operation that is not generated, and why."""

    operation: Operation
    reason: str


class Packages:
    """Makes packages in a folder, from which Python imports them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours = read(_OURS).data
        self._names = (f"made_{number}" for number in count())
        sys.path.insert(0, str(folder))

    def close(self) -> None:
        """Let Python import from the folder no more."""
        sys.path.remove(str(self._folder))

    def of(self, spec: Path) -> Package:
        """Generate from a contract as it is. Raises GenerationError."""
        name = next(self._names)
        config = self._folder / f"{name}.yaml"
        config.write_text(_SETTINGS.format(name))
        folder = generate(spec, config, self._folder)
        invalidate_caches()
        return Package(folder, read(spec))

    def cut(
        self, published: Document, operations: Sequence[Operation]
    ) -> Iterator[Package | Refusal]:
        """Generate operations of a published document, in halves if they are refused together."""
        try:
            contract = cut(published, operations, self._ours)
            spec = self._folder / "cut.json"
            spec.write_text(json.dumps(contract, indent=1))
            yield self.of(spec)
        except ContractError as error:
            if len(operations) == 1:
                yield Refusal(operations[0], error.problem)
                return
            half = len(operations) // 2
            yield from self.cut(published, operations[:half])
            yield from self.cut(published, operations[half:])
