"""List the facts of openapi.yaml whose change is not noticed.

Changes one fact at a time and compares the contract as `make upstream` does. The tests of style try
the remaining changes. Exits with 1 if an unnoticed change has no known reason, or if more than 3 %
of all changes are not noticed.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cloudflare_api_contract import ContractError, Document, read
from tools.repository import ROOT, SPEC
from tools.terminal import argument_parser, at_least, run
from tools.upstream.comparison import compare
from tools.upstream.deviations import Deviation, find_deviations
from tools.upstream.published import PUBLISHED
from tools.upstream.report import Report

from .mutants import Mutant, mutants

__all__ = ["main"]

_MOST: Final = 0.03
_REASONS: Final = {
    r"parameters > 1 > \$ref: ": "these parameters differ in their texts alone",
}
"""Facts, as regular expressions, and the reasons why their change is not noticed."""


class _Proof:
    """The contract, its mutants, and the tests that may notice them."""

    def __init__(self) -> None:
        self.contract: Document = read(SPEC)
        self.published: Document = read(PUBLISHED)
        self.deviations: list[Deviation] = find_deviations(SPEC.read_text("utf-8"))
        self.mutants: list[Mutant] = mutants(self.contract.data)

    def is_noticed(self, number: int) -> bool:
        with self.mutants[number].applied():
            try:
                differences = compare(self.contract, self.published, once=True)
            except ContractError:
                return True
            if not Report.of(differences, self.deviations).is_clean:
                return True
            return not self._has_style()

    def _has_style(self) -> bool:
        with TemporaryDirectory() as folder:
            file = Path(folder, "openapi.yaml")
            file.write_text(json.dumps(self.contract.data), "utf-8")
            pytest = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/contract_style"]
            command = [sys.executable, *pytest]
            environment = os.environ | {"CONTRACT": str(file)}
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode > 1:
                raise RuntimeError(f"the tests of style do not run:\n{done.stdout}")
            return done.returncode == 0


_proof = cache(_Proof)


def _is_noticed(number: int) -> bool:
    return _proof().is_noticed(number)


def main(arguments: list[str] | None = None) -> int:
    parser = argument_parser("mutants", __doc__)
    parser.add_argument("--sample", type=at_least(1), help="the number of changes, all by default")
    parser.add_argument("--seed", type=int, default=0, help="seed of the order")
    options = parser.parse_args(arguments)
    proof = _proof()
    numbers = random.Random(options.seed).sample(range(len(proof.mutants)), len(proof.mutants))
    numbers = numbers[: options.sample]
    with ProcessPoolExecutor(2) as workers:
        noticed = workers.map(_is_noticed, numbers, chunksize=20)
        left = [number for number, yes in zip(numbers, noticed, strict=True) if not yes]
    known, unexplained = Counter[str](), 0
    for fact in (str(proof.mutants[number]) for number in sorted(left)):
        reasons = [reason for kind, reason in _REASONS.items() if re.search(kind, fact)]
        known.update(reasons)
        if not reasons:
            unexplained += 1
            print(fact)
    for reason, count in known.items():
        print(f"{count} changes: {reason}")
    print(f"{len(numbers)} changes, {len(left)} not noticed: {len(left) / len(numbers):.1%}")
    # A share of a small sample says little.
    too_many = options.sample is None and len(left) > _MOST * len(numbers)
    return 1 if unexplained or too_many else 0


if __name__ == "__main__":
    run(main)
