"""Compare this client with the official SDK: `python -m tools.benchmarks`."""

from __future__ import annotations

import argparse
import platform
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from . import decode, generation, soak, startup, walk
from .large import write_large
from .rows import ROWS

_PACKAGES = ("cloudflare-ai-controls", "cloudflare", "httpx", "orjson", "attrs", "pydantic")
_LONGEST_START, _MOST_MEMORY, _LONGEST_DECODING, _LONGEST_TASK = 1.25, 3, 1.4, 0.2
_LONGEST_GENERATION, _MOST_OF_LARGE = 25, 1.0


def main() -> None:
    """Measure, then print one table."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument("--starts", type=int, default=25, help="starts of each client")
    parser.add_argument("--decodings", type=int, default=8, help="processes that decode each way")
    parser.add_argument("--walks", type=int, default=5, help="walks of each client")
    parser.add_argument(
        "--published",
        type=Path,
        help="a document of Cloudflare, whose operations are beside ours in the large client;"
        " without it, copies of ours are",
    )
    parser.add_argument("--generations", type=int, default=5, help="generations of each contract")
    parser.add_argument("--soak", type=int, default=180, help="seconds of the soak")
    parser.add_argument("--seed", type=int, default=1, help="seed of what goes wrong in the soak")
    options = parser.parse_args()

    table = Table("measure", "unit", "bound", "ours", "official SDK", "SDK / ours")
    table.title = "least of several processes"
    with TemporaryDirectory() as folder:
        spec, operations = write_large(Path(folder), options.published)
        _add_start(table, Path(folder), operations, options.starts)
        seconds, milliseconds = generation.measure(spec, operations, options.generations)
    table.add_row("generation of openapi.yaml", "s", "", f"{seconds:.1f}")
    each = f"generation of {operations} operations"
    table.add_row(each, "ms for each", f"{_LONGEST_GENERATION}", f"{milliseconds:.0f}")
    for rows in ROWS:
        _add_decoding(table, rows, options.decodings)
    _add_walks(table, options.walks)
    Console(width=120).print(table)
    print(", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    _print_soak(options.soak, options.seed)
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")


def _print_soak(seconds: int, seed: int) -> None:
    ends, before, after = soak.measure(seconds, seed)
    calls = ", ".join(f"{end} {count}" for end, count in ends.most_common())
    print(f"soak of {seconds} s, seed {seed}: {ends.total()} calls: {calls}")
    for name in soak.Held._fields:
        print(f"  {name}: {getattr(before, name):.0f} → {getattr(after, name):.0f}")


def _add_start(table: Table, large: Path, operations: int, rounds: int) -> None:
    taken = startup.measure(large, rounds)
    (bare, bare_mib), (sdk, sdk_mib) = taken["httpx"], taken["official SDK"]
    ours, ours_mib = taken[f"ours: {startup.CLIENT}"]
    unit = f"import httpx, httpx.Client(): {bare * 1000:.0f} ms"
    _add_ratios(table, startup.CLIENT, unit, bare, ours, sdk, _LONGEST_START)
    more, sdk_more = ours_mib - bare_mib, sdk_mib - bare_mib
    _add_memory(table, "memory of that", "MiB beside httpx", more, sdk_more, _MOST_MEMORY)
    for shown in (startup.CLIENT, *startup.HELP):
        (seconds, mib), (of_large, large_mib) = taken[f"ours: {shown}"], taken[f"large: {shown}"]
        measure = f"{shown}, {operations} operations"
        # It lists all groups.
        bound = "" if shown == "help" else f"{_MOST_OF_LARGE}"
        unit = f"of openapi.yaml: {seconds * 1000:.0f} ms"
        table.add_row(measure, unit, bound, f"{of_large / seconds:.2f}")
        table.add_row(
            "memory of that", f"of openapi.yaml: {mib:.1f} MiB", bound, f"{large_mib / mib:.2f}"
        )


def _add_decoding(table: Table, rows: str, rounds: int) -> None:
    json, ours, sdk = decode.measure(rows, rounds).values()
    measure = f"{decode.SERVERS} servers decoded, {rows}"
    _add_ratios(table, measure, f"json.loads: {json:.2f} ms", json, ours, sdk, _LONGEST_DECODING)


def _add_walks(table: Table, rounds: int) -> None:
    taken, tasks = walk.measure(rounds)
    sdk = taken.pop("official SDK")
    waits = walk.SERVERS // walk.PER_PAGE * walk.LATENCY_MS / 1000
    unit = f"{walk.LATENCY_MS} ms for {walk.PER_PAGE} servers: {waits:.1f} s"
    for name, ours in taken.items():
        _add_ratios(table, f"{walk.SERVERS:,} servers, {name}", unit, waits, ours, sdk)
    one = taken[walk.ONE_AT_A_TIME]
    for name, ours in tasks.items():
        unit = f"{walk.ONE_AT_A_TIME}: {one:.1f} s"
        _add_ratios(table, f"{walk.SERVERS:,} servers, {name}", unit, one, ours, sdk, _LONGEST_TASK)
    for count in (20_000, 200_000):
        peaks = walk.measure_memory(count)
        sdk = peaks.pop("official SDK")
        for name, ours in peaks.items():
            _add_memory(table, f"memory: {count:,}, {name}", "MiB beside one server", ours, sdk)


def _add_ratios(
    table: Table,
    measure: str,
    unit: str,
    one: float,
    ours: float,
    sdk: float,
    bound: float | None = None,
) -> None:
    figures = [f"{ours / one:.2f}", f"{sdk / one:.2f}", f"{sdk / ours:.1f}"]
    table.add_row(measure, unit, f"{bound}" if bound else "", *figures)


def _add_memory(
    table: Table, measure: str, unit: str, ours: float, sdk: float, bound: float | None = None
) -> None:
    figures = [f"+{ours:.1f}", f"+{sdk:.1f}", f"{sdk / ours:.1f}"]
    table.add_row(measure, unit, f"+{bound}" if bound else "", *figures)


if __name__ == "__main__":
    main()
