"""Attack this project, and print the outcome of each attack.

Each attack runs in a process of its own, with bounds of memory and time. Exits with 1 if an attack
succeeds.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tools.terminal import argument_parser, print_table, run

from .answers import ANSWERS
from .attack import attempt
from .contracts import CONTRACTS

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    attacks = {attack.name: attack for attack in (*ANSWERS, *CONTRACTS)}
    parser = argument_parser("attacks", __doc__)
    one = "run one attack, with the name that the report shows, in this process"
    parser.add_argument("--one", metavar="NAME", choices=attacks, help=one)
    options = parser.parse_args(arguments)
    if options.one:
        attacks[options.one].run()
    with ThreadPoolExecutor(2) as pool:
        outcomes = dict(zip(attacks, pool.map(attempt, attacks.values()), strict=True))
    rows = [
        (name, end.problem or "held", f"{end.mebibytes} MiB", f"{end.seconds:.1f} s")
        for name, end in outcomes.items()
    ]
    print_table(
        "attacks, each with the memory and processor time that it took", ["", "", "", ""], rows
    )
    held = sum(not end.problem for end in outcomes.values())
    print(f"{len(outcomes)} tried, {held} held")
    return 0 if held == len(outcomes) else 1


if __name__ == "__main__":
    run(main)
