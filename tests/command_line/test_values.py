"""Values of options: texts, files, standard input and variables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cloudflare_api_core.command_line.values import read_json, read_number, read_secret


@pytest.fixture(autouse=True)
def context() -> Iterator[None]:
    with click.Context(click.Command("do")):
        yield


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("text", ["3", "-2", "2.5", "1e3"])
def test_numbers_keep_their_type(text: str) -> None:
    number = read_number(text)
    assert number == float(text)
    assert isinstance(number, int) == text.lstrip("-").isdecimal()


def test_text_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(click.BadParameter, match="'three' is not a number"):
        read_number("three")


@pytest.mark.parametrize(
    ("text", "value"), [('[{"a": 1}]', [{"a": 1}]), ("null", None), ('"@"', "@")]
)
def test_json_is_decoded(text: str, value: object) -> None:
    assert read_json(text).value == value


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "{", "[" * 9999])
def test_other_text_is_not_json(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"^not JSON: ") as caught:
        read_json(text)
    assert "{" not in str(caught.value).partition(";")[0]


def test_the_error_for_text_that_is_not_json_shows_the_form_of_a_list() -> None:
    with pytest.raises(click.BadParameter, match=r"""; write a list as '\["a", "b"\]' and an """):
        read_json("hidden,b")


def test_json_is_read_from_a_file_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    for start in (b"", b"\xef\xbb\xbf"):
        file.write_bytes(start + '["é"]\n'.encode())
        assert read_json(f"@{file}").value == ["é"]


def test_closed_standard_input_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(click.BadParameter, match=r"^standard input is closed\.$"):
        read_secret("-")


def test_json_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, '{"é": 1}\n'.encode())
    assert read_json("-").value == {"é": 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[hidden]", r"^not JSON: Expecting value: line 1 column 2 \(char 1\)\.$"),
        ("[" * 100_000, r"^not JSON: nested too deeply\.$"),
    ],
)
def test_text_that_is_not_json_is_refused_without_being_shown(text: str, problem: str) -> None:
    with pytest.raises(click.BadParameter, match=problem):
        read_json(text)


def test_secret_is_read_without_the_end_of_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b" a b \n")
    type_in(monkeypatch, b" a b \r\n")
    monkeypatch.setenv("SECRET", " a b ")
    assert [read_secret(place) for place in (f"@{file}", "-", "env:SECRET")] == [" a b "] * 3


@pytest.mark.parametrize("text", ["hidden", "env", ""])
def test_secret_itself_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        read_secret(text)
    assert str(caught.value) == ("expected @FILE, - or env:NAME; other users can see options.")


def test_variable_that_is_not_there_is_named() -> None:
    with pytest.raises(click.BadParameter, match=r"variable NOTHING_THERE is not set\."):
        read_secret("env:NOTHING_THERE")


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(click.BadParameter, match=r"nothing: No such file or directory\.$"):
        read_json(f"@{tmp_path}/nothing")
    with pytest.raises(click.BadParameter, match=r"Is a directory\.$"):
        read_secret(f"@{tmp_path}")
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(click.BadParameter, match=r"latin: not UTF-8\.$"):
        read_secret(f"@{tmp_path}/latin")


def test_standard_input_is_read_for_one_option_only(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"a")
    read_secret("-")
    with pytest.raises(
        click.BadParameter, match="standard input is already read for another option"
    ):
        read_json("-")


def test_an_empty_secret_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").write_text("\n")
    monkeypatch.setenv("EMPTY", "")
    for place in (f"@{tmp_path / 'empty'}", "env:EMPTY"):
        with pytest.raises(click.BadParameter, match=r"is empty\."):
            read_secret(place)
