"""Compare this client with the official SDK.

Exits with 2 if the published document cannot be used.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from cloudflare_api_contract import ContractError
from tools.terminal import argument_parser, at_least, print_error, print_table, run

from . import decode, generation, soak, startup, walk
from .large import write_large
from .rows import ROWS

__all__ = ["main"]

_PACKAGES = ("cloudflare-ai-controls", "cloudflare", "httpx", "orjson", "attrs", "pydantic")
_LONGEST_START, _MOST_MEMORY, _LONGEST_DECODING, _LONGEST_TASK = 1.25, 3, 1.4, 0.2
_LONGEST_GENERATION, _MOST_OF_LARGE = 25, 1.0
_COLUMNS = ("measure", "unit", "bound", "ours", "official SDK", "SDK / ours")
_COUNTS = {
    "starts": (25, "starts of each client"),
    "decodings": (8, "processes that decode each way"),
    "walks": (5, "walks of each client"),
    "generations": (5, "generations of each contract"),
    "soak": (180, "seconds of the soak"),
}

Row = tuple[str, ...]


def main(arguments: list[str] | None = None) -> int:
    """Measure, then print one table. Returns the exit code."""
    parser = argument_parser("benchmarks", __doc__)
    for name, (default, text) in _COUNTS.items():
        parser.add_argument(f"--{name}", type=at_least(1), default=default, help=text)
    parser.add_argument("--seed", type=int, default=1, help="seed of the faults in the soak")
    published = (
        "Cloudflare's document: its operations make the large client; default: copies of ours"
    )
    parser.add_argument("--published", type=Path, help=published)
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        try:
            spec, operations = write_large(Path(folder), options.published)
        except ContractError as error:
            print_error(error)
            return 2
        rows = [*_start(Path(folder), operations, options.starts)]
        rows += _generation(spec, operations, options.generations)
    for kind in ROWS:
        rows += _decoding(kind, options.decodings)
    rows += _walks(options.walks)
    print_table("least of several processes", _COLUMNS, rows)
    print(", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    _print_soak(options.soak, options.seed)
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    return 0


def _print_soak(seconds: int, seed: int) -> None:
    ends, before, after = soak.measure(seconds, seed)
    calls = ", ".join(f"{end} {count}" for end, count in ends.most_common())
    print(f"soak of {seconds} s, seed {seed}: {ends.total()} calls: {calls}")
    for name in soak.Held._fields:
        print(f"  {name}: {getattr(before, name):.0f} → {getattr(after, name):.0f}")


def _start(large: Path, operations: int, rounds: int) -> Iterator[Row]:
    taken = startup.measure(large, rounds)
    (bare, bare_mib), (sdk, sdk_mib) = taken["httpx"], taken["official SDK"]
    ours, ours_mib = taken[f"ours: {startup.CLIENT}"]
    unit = f"import httpx, httpx.Client(): {bare * 1000:.0f} ms"
    yield _ratios(startup.CLIENT, unit, bare, ours, sdk, _LONGEST_START)
    more, sdk_more = ours_mib - bare_mib, sdk_mib - bare_mib
    yield _memory("memory of start-up", "MiB beside httpx", more, sdk_more, _MOST_MEMORY)
    for shown in (startup.CLIENT, *startup.HELP):
        (seconds, mib), (of_large, large_mib) = taken[f"ours: {shown}"], taken[f"large: {shown}"]
        # It lists all groups.
        bound = "" if shown == "help" else f"{_MOST_OF_LARGE}"
        unit = f"of openapi.yaml: {seconds * 1000:.0f} ms"
        yield f"{shown}, {operations} operations", unit, bound, f"{of_large / seconds:.2f}"
        unit = f"of openapi.yaml: {mib:.1f} MiB"
        yield f"memory of {shown}, {operations} operations", unit, bound, f"{large_mib / mib:.2f}"


def _generation(spec: Path, operations: int, rounds: int) -> Iterator[Row]:
    seconds, milliseconds = generation.measure(spec, operations, rounds)
    yield "generation of openapi.yaml", "s", "", f"{seconds:.1f}"
    each = f"generation of {operations} operations"
    yield each, "ms for each", f"{_LONGEST_GENERATION}", f"{milliseconds:.0f}"


def _decoding(rows: str, rounds: int) -> Iterator[Row]:
    json, ours, sdk = decode.measure(rows, rounds).values()
    measure = f"{decode.SERVERS} servers decoded, {rows}"
    yield _ratios(measure, f"json.loads: {json:.2f} ms", json, ours, sdk, _LONGEST_DECODING)


def _walks(rounds: int) -> Iterator[Row]:
    taken, tasks = walk.measure(rounds)
    sdk = taken.pop("official SDK")
    waits = walk.SERVERS // walk.PER_PAGE * walk.LATENCY_MS / 1000
    unit = f"{walk.LATENCY_MS} ms for {walk.PER_PAGE} servers: {waits:.1f} s"
    for name, ours in taken.items():
        yield _ratios(f"{walk.SERVERS:,} servers, {name}", unit, waits, ours, sdk)
    one = taken[walk.ONE_AT_A_TIME]
    for name, ours in tasks.items():
        unit = f"{walk.ONE_AT_A_TIME}: {one:.1f} s"
        yield _ratios(f"{walk.SERVERS:,} servers, {name}", unit, one, ours, sdk, _LONGEST_TASK)
    for count in (20_000, 200_000):
        peaks = walk.measure_memory(count)
        sdk = peaks.pop("official SDK")
        for name, ours in peaks.items():
            yield _memory(f"memory: {count:,}, {name}", "MiB beside one server", ours, sdk)


def _ratios(
    measure: str, unit: str, one: float, ours: float, sdk: float, bound: float | None = None
) -> Row:
    figures = (f"{ours / one:.2f}", f"{sdk / one:.2f}", f"{sdk / ours:.1f}")
    return measure, unit, f"{bound}" if bound else "", *figures


def _memory(measure: str, unit: str, ours: float, sdk: float, bound: float | None = None) -> Row:
    figures = (f"+{ours:.1f}", f"+{sdk:.1f}", f"{sdk / ours:.1f}")
    return measure, unit, f"+{bound}" if bound else "", *figures


if __name__ == "__main__":
    run(main)
