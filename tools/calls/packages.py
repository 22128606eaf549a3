"""Generated packages with all operations of a document that the generator supports."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module, invalidate_caches
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

from cloudflare_api_contract import ContractError, Document, Operation, Place, read
from generator.generate import generate
from tools.family.cut import cut
from tools.repository import SPEC

__all__ = ["Package", "Packages", "Refusal"]

_SETTINGS: Final = "package_name_override: {}\nliteral_enums: true\n"


class Package(NamedTuple):
    """A generated package and the contract that it was made from."""

    folder: Path
    document: Document

    def imported(self) -> ModuleType:
        return import_module(self.folder.name)


class Refusal(NamedTuple):
    """An operation that is not generated, and the reason."""

    operation: Operation
    reason: str


class _Part(NamedTuple):
    """An operation, and the places of the components that it uses."""

    operation: Operation
    components: set[Place]


class Packages:
    """Makes packages in a folder, from which Python imports them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours = read(SPEC).data
        self._names = (f"made_{number}" for number in count())
        sys.path.insert(0, str(folder))

    def close(self) -> None:
        """Stop Python from importing from the folder."""
        sys.path.remove(str(self._folder))

    def of(self, spec: Path) -> Package:
        """Generate from a contract as it is. Raises ContractError."""
        name = next(self._names)
        config = self._folder / f"{name}.yaml"
        config.write_text(_SETTINGS.format(name))
        folder = generate(spec, config, self._folder)
        invalidate_caches()
        return Package(folder, read(spec))

    def cut(
        self, published: Document, operations: Sequence[Operation]
    ) -> Iterator[Package | Refusal]:
        """Generate operations of a published document, in as few packages as possible."""
        whole: list[_Part] = []
        for operation in operations:
            try:
                contract = cut(published, [operation], self._ours)
            except ContractError as error:
                yield Refusal(operation, error.problem)
            else:
                kinds = contract["components"].items()
                named: set[Place] = {
                    ("components", kind, each) for kind, all in kinds for each in all
                }
                whole.append(_Part(operation, named))
        yield from self._generated(published, whole)

    def _generated(self, published: Document, parts: list[_Part]) -> Iterator[Package | Refusal]:
        if not parts:
            return
        spec = self._folder / "cut.json"
        contract = cut(published, [part.operation for part in parts], self._ours)
        spec.write_text(json.dumps(contract, indent=1))
        try:
            yield self.of(spec)
            return
        except ContractError as error:
            faults = [error, *error.more]
        # A component may have a fault only in combination with another operation.
        suspects: list[_Part] = []
        others: list[_Part] = []
        for part in parts:
            own = [each for each in faults if each.place[:3] == part.operation.place]
            if own or len(parts) == 1:
                yield Refusal(part.operation, [*own, *faults][0].problem)
            elif any(each.place[:3] in part.components for each in faults):
                suspects.append(part)
            else:
                others.append(part)
        if len(parts) in {len(suspects), len(others)}:
            suspects, others = parts[::2], parts[1::2]
        yield from self._generated(published, others)
        yield from self._generated(published, suspects)
