"""Call all operations of generated clients, and compare requests and results with the contract.

Each DOCUMENT is a contract. With `--published` it is a document of Cloudflare: operations get the
names of `python -m tools.family`, and those that the generator refuses are counted. Arguments and
answers are made up from the schemas. Every operation is called by the plain, raw and streamed
method, sync and async: with all members, once for each alternative; with nulls; and with as few
members as possible.

Prints a line for each request or result that differs from the document. Exits with 1 if there is
one, or if types are wrong, and with 2 if a document cannot be used.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cloudflare_api_contract import ContractError, read_published
from tools.terminal import argument_parser, at_least, print_error, print_line, run

from .calls import FORMS, Calls
from .making import exchanges
from .packages import Package, Packages
from .values import Unmakable

__all__ = ["main"]

_MOST_REASONS: Final = 30
_PARTICULAR: Final = re.compile(r"'[^']*'|\"[^\"]*\"|#/\S+|(?<=on line )\d+")


def main(arguments: list[str] | None = None) -> int:
    parser = argument_parser("calls", __doc__)
    parser.add_argument("documents", metavar="DOCUMENT", type=Path, nargs="+", help="JSON or YAML")
    parser.add_argument("--published", action="store_true", help="the documents are Cloudflare's")
    every, mypy = "take every Nth operation", "check types of N packages"
    parser.add_argument("--every", metavar="N", type=at_least(1), default=1, help=every)
    parser.add_argument("--mypy", metavar="N", type=at_least(0), default=0, help=mypy)
    options = parser.parse_args(arguments)
    report = _Report()
    with TemporaryDirectory() as folder, closing(Packages(Path(folder))) as packages:
        try:
            for file in options.documents:
                made: Iterable[Package] = (
                    _published(packages, file, options.every, report)
                    if options.published
                    else [packages.of(file)]
                )
                for package in made:
                    asyncio.run(report.call(package))
        except ContractError as error:
            print_error(error)
            return 2
        report.print()
        wrong_types = report.wrong_types(Path(folder), options.mypy) if options.mypy else []
        for line in wrong_types:
            print_line(line)
    return 1 if report.wrong or wrong_types else 0


def _published(packages: Packages, file: Path, every: int, report: _Report) -> Iterator[Package]:
    """Generate the operations of Cloudflare's document, and report those that are refused."""
    document = read_published(file)
    for made in packages.cut(document, [*document.operations()][::every]):
        if isinstance(made, Package):
            yield made
        else:
            report.refused[_PARTICULAR.sub("…", made.reason)[:100]] += 1


class _Report:
    """The findings."""

    def __init__(self) -> None:
        self.refused = Counter[str]()
        self.wrong: dict[str, None] = {}
        self._unmakable: list[str] = []
        self._counts = Counter[str]()
        self._packages: list[str] = []

    async def call(self, package: Package) -> None:
        self._packages.append(package.folder.name)
        calls = Calls(package.imported())
        for operation in package.document.operations():
            name = f"{operation.id} {operation.method.upper()} {operation.path}"
            self._counts["operations"] += 1
            try:
                for exchange in exchanges(package.document, operation):
                    for text, forms in (await calls.wrong(exchange)).items():
                        where = "" if len(forms) == len(FORMS) else f" ({', '.join(forms)})"
                        self.wrong[f"{name}: {text}{where}"] = None
            except Unmakable as error:
                self._unmakable.append(f"{name}: {error}")
        self._counts["calls"] += calls.count

    def print(self) -> None:
        """Print the faults and the counts."""
        for reason, count in self.refused.most_common(_MOST_REASONS):
            print_line(f"{count:5} refused: {reason}")
        for line in self._unmakable:
            print_line(f"not made up: {line}")
        for line in self.wrong:
            print_line(f"wrong: {line}")
        print_line(
            f"{self._counts['operations']} operations generated in {len(self._packages)} packages,"
            f" {self.refused.total()} refused; {self._counts['calls']} calls,"
            f" {len(self._unmakable)} not made up, {len(self.wrong)} wrong"
        )

    def wrong_types(self, folder: Path, most: int) -> list[str]:
        """Return the errors of `mypy --strict` in some of the packages."""
        chosen = self._packages[:: max(1, len(self._packages) // most)][:most]
        command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache")]
        done = subprocess.run(
            [*command, *chosen], cwd=folder, capture_output=True, text=True, check=False
        )
        *problems, summary = done.stdout.splitlines() or [done.stderr]
        print_line(f"mypy --strict on {len(chosen)} packages: {summary}")
        return problems if done.returncode else []


if __name__ == "__main__":
    run(main)
