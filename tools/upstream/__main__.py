"""Compare openapi.yaml with what Cloudflare publishes.

FILE is Cloudflare's `openapi.json` or `openapi.yaml`, published.yaml by default. Families that FILE
lacks are compared with published.yaml. Descriptions are not compared. A row shows the line of
openapi.yaml to look at, and the fact that a comment `Deviation: FACT: reason` above that line must
state.

Exits with 0 if such comments explain every difference and nothing else, 1 otherwise, and 2 if the
documents cannot be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cloudflare_api_contract import ContractError, Document, read, read_published
from tools.repository import SPEC
from tools.terminal import argument_parser, print_error, print_line, run

from .comparison import compare
from .deviations import find_deviations
from .families import beside, families, missing
from .published import PUBLISHED, write
from .record import record
from .report import Report

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    parser = argument_parser("upstream", __doc__)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="Cloudflare's document")
    parser.add_argument("--record", action="store_true", help="write published.yaml from FILE")
    spec = "openapi.yaml by default"
    parser.add_argument("--spec", type=Path, default=SPEC, help=spec)
    options = parser.parse_args(arguments)
    if options.record and not options.file:
        parser.error("--record needs a FILE")
    try:
        ours, theirs = read(options.spec), read(PUBLISHED)
        known, notes = families(ours), list[str]()
        if options.file:
            document = read_published(options.file)
            notes = [*_nothing(document, known), *beside(document, known)]
            theirs = record(document, theirs, known)
        differences = compare(ours, theirs)
    except ContractError as error:
        print_error(error)
        return 2
    except RecursionError:
        print_error(f"{options.file or PUBLISHED}: schemas are nested too deeply")
        return 2
    if options.record:
        write(theirs, options.file.name, PUBLISHED)
    for note in [*notes, *_nothing(theirs, known)]:
        print_line(note)
    report = Report.of(differences, find_deviations(options.spec.read_text("utf-8")))
    report.print()
    return 0 if report.is_clean else 1


def _nothing(document: Document, families: Sequence[str]) -> list[str]:
    return [f"{document.name} has nothing of {each}" for each in missing(document, families)]


if __name__ == "__main__":
    run(main)
