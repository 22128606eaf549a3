"""`python -m tools.upstream FILE`: compare openapi.yaml with Cloudflare's own document.

FILE is Cloudflare's `openapi.json`. Exits with 0 if it differs in nothing but the deviations that
openapi.yaml lists and has no operation of the family besides, 1 if it does, and 2 if the documents
cannot be compared. Texts are not compared, nor is what failures look like inside.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .comparison import compare
from .deviations import find_deviations
from .report import report
from .source import SourceError, read_contract, read_published

__all__ = ["main"]

_ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.upstream",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="Cloudflare's openapi.json")
    parser.add_argument("--spec", type=Path, default=_ROOT / "openapi.yaml", help="ours")
    options = parser.parse_args(arguments)
    try:
        ours, theirs = read_contract(options.spec), read_published(options.file)
        comparison = compare(ours, theirs)
    except SourceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except RecursionError:
        print(f"error: {options.file}: schemas are nested too deeply", file=sys.stderr)
        return 2
    deviations = find_deviations(options.spec.read_text("utf-8"))
    lines, is_clean = report(comparison, deviations)
    print("\n".join(lines))
    return 0 if is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
