"""Tables fit the terminal, keep the required columns, and cannot control the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from cloudflare_ai_controls import McpServer
from cloudflare_api_core.command_line.cells import LONGEST_CELL
from cloudflare_api_core.command_line.table import choose_widths, print_tables
from cloudflare_api_mock import StrictMock

from .support import Done, Terminal

ROW = McpServer(
    id="a", auth_type="oauth", hostname="h", name="n", prompts=[], tools=[{"a": 1}], status="ready"
)


def plain(shown: str) -> str:
    """The text on a terminal, without the escapes for bold."""
    return re.sub(r"\x1b\[[\d;]*m", "", shown)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (100, {"id": 20, "name": 30, "size": 15, "status": 5}),
        (60, {"id": 20, "name": 30, "status": 5}),
        (52, {"id": 20, "name": 30}),
        (40, {"id": 20, "name": 18}),
        (30, {"id": 16, "name": 12}),
        (15, {"id": 15}),
        (5, {"status": 5}),
    ],
)
def test_first_columns_come_first_and_required_ones_may_be_narrower(
    room: int, widths: dict[str, int]
) -> None:
    wanted = {"id": 20, "name": 30, "size": 15, "status": 5}
    assert choose_widths(wanted, {"id", "name"}, room) == widths


@pytest.mark.parametrize(
    ("columns", "header"),
    [
        (20, ["id"]),
        (50, ["id", "auth_type"]),
        (80, ["id", "auth_type", "hostname", "name"]),
        (120, ["id", "auth_type", "hostname", "name", "authentication_status"]),
    ],
)
def test_table_fits_the_terminal(
    command: Callable[..., Done],
    cloudflare_mock: StrictMock,
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    header: list[str],
) -> None:
    cloudflare_mock.expect()
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    done = command("servers", "list", "--page", "1", "--per-page", "5")
    assert (done.code, done.err) == (0, "")
    shown = terminal.getvalue()
    lines = plain(shown).splitlines()
    assert lines[0].split()[: len(header)] == header
    assert "my-mcp-server" in shown
    assert max(map(len, lines)) <= columns


def test_terminal_is_shown_no_progress_among_the_rows(
    command: Callable[..., Done], cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloudflare_mock.expect(3)
    terminal = Terminal()
    for stream in ("sys.stdout", "sys.stderr"):
        monkeypatch.setattr(stream, terminal)
    assert command("servers", "list", "--per-page", "100").code == 0
    shown = terminal.getvalue()
    assert "/250" not in shown
    assert shown.count("auth_type") == 1
    assert len(shown.splitlines()) >= 251


def test_table_in_a_pipe_has_every_scalar(
    command: Callable[..., Done], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    done = command("servers", "list", "--page", "1")
    header, *rows = done.out.splitlines()
    assert {"id", "name", "created_at", "error", "status"} < set(header.split())
    assert not {"tools", "prompts", "error_details"} & set(header.split())
    assert len(rows) == 20
    assert done.out == "".join(f"{line.rstrip()}\n" for line in done.out.splitlines())


def test_empty_columns_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_tables(McpServer, [[ROW]])
    assert capsys.readouterr().out == (
        "id  auth_type  hostname  name  status\na   oauth      h         n     ready\n"
    )


def test_long_value_is_cut_off_and_widens_no_other_row_by_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    long = evolve(ROW, name="x" * 10_000)
    print_tables(McpServer, [[ROW, long], [long]])
    header, first, *longs = capsys.readouterr().out.splitlines()
    assert header.index("status") == first.index("ready") < LONGEST_CELL + 30
    cut = f"  {'x' * (LONGEST_CELL - 1)}…  ready"
    assert [line.endswith(cut) for line in longs] == [True, True]


def test_later_pages_go_on_below(capsys: pytest.CaptureFixture[str]) -> None:
    print_tables(McpServer, [[ROW], [ROW, ROW], []])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("id")
    assert lines[1:] == [lines[1]] * 3


def test_thing_is_printed_member_by_member(
    command: Callable[..., Done], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(
        {"status": 200, "json": {"success": True, "result": ROW.to_dict() | {"new": {"b": None}}}}
    )
    assert command("servers", "read", "a").out == (
        "id         a\nauth_type  oauth\nhostname   h\nname       n\nprompts    []\n"
        'tools      [{"a": 1}]\nstatus     ready\nnew        {"b": null}\n'
    )


def test_nothing_in_a_cell_moves_the_cursor_or_is_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hostile = McpServer.from_dict(
        ROW.to_dict() | {"name": "\x1b[2J\x9b\u202e[bold]a[/] :smile:\nb", "hostname": "日本"}
    )
    print_tables(McpServer, [[hostile]])
    out = capsys.readouterr().out
    assert all(c.isprintable() or c == "\n" for c in out)
    assert " [2J  [bold]a[/] :smile: b" in out
    assert len(out.splitlines()) == 2
