"""YAML is read as YAML 1.2, refused if JSON cannot hold it, and every part has its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import ContractError, Document, read

_SCALARS: dict[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "False": False,
    "yes": "yes",
    "off": "off",
    "12": 12,
    "-012": -12,
    "0o17": 15,
    "0x1F": 31,
    "1_000": "1_000",
    "1:30": "1:30",
    "1.5": 1.5,
    ".5": 0.5,
    "1e3": 1000.0,
    "1.": 1.0,
    ".": ".",
    "2019-12-27": "2019-12-27",
    "2019-12-27T18:11:19.117Z": "2019-12-27T18:11:19.117Z",
    "'12'": "12",
    '"true"': "true",
    "<<": "<<",
}


def loaded(folder: Path, text: str) -> Document:
    path = folder / "a.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return read(path)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ContractError) as caught:
        loaded(folder, text)
    return str(caught.value)


@pytest.mark.parametrize(("text", "value"), _SCALARS.items())
def test_a_scalar_is_read_as_yaml_1_2(text: str, value: Any, tmp_path: Path) -> None:
    found = loaded(tmp_path, f"a: {text}\n").data["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [\n", ":2: did not find expected node content"),
        ("a: b: c\n", ":1: mapping values are not allowed in this context"),
        ("a: 1\nb: 2\na: 3\n", ":3: a: is written twice"),
        ("a:\n  200: b\n", ":2: a > 200: must be a string: put it in quotes"),
        ("[a]: b\n", ":1: must be a string: put it in quotes"),
        ("a: !!python/object:os.system\n", ":1: a: the tag tag:yaml.org,2002:python/object:os."),
        ("a: !!binary aGk=\n", ":1: a: the tag tag:yaml.org,2002:binary is not supported"),
        ("a: !!set {b}\n", ":1: a: the tag tag:yaml.org,2002:set is not supported"),
        ("a:\n- b: .inf\n", ":2: a > 0 > b: JSON has no inf"),
        ("a: -.Inf\n", ":1: a: JSON has no -inf"),
        ("a: .NaN\n", ":1: a: JSON has no nan"),
        ("a: 1e999\n", ":1: a: JSON has no inf"),
        (f"a: {'9' * 5000}\n", ":1: a: Exceeds the limit"),
        ("a: *b\n", ":1: a: there is no anchor &b"),
        ("a:\n  b: &b\n    c: *b\n", ":3: a > b > c: contains itself"),
        ("a: 1\n---\nb: 1\n", ":2: a second document is not supported"),
        ("- a\n", ": must be a mapping"),
        ("", ": must be a mapping"),
        ("a: \udcff\n", ": is not UTF-8: "),
        ("a: \x07\n", ": unacceptable character #x0007"),
        ("[" * 600, ":1: is nested too deeply"),
        ("[" * 100_000, ":1: is nested too deeply"),
    ],
    ids=range(22),
)
def test_a_file_that_is_not_json_in_yaml_is_refused(text: str, line: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text).startswith(f"a.yaml{line}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"a\uD83D\uDE00\ud83d\ude01 \u00e9"', "a\U0001f600\U0001f601 \xe9"),
        (r'"\\ud83d"', r"\ud83d"),
        (r'"\\\ud83d\ude00"', "\\\U0001f600"),
        (r"'\ud83d'", r"\ud83d"),
        (r"\ud83d", r"\ud83d"),
        ("|-\n  " + r"\ud83d\ude00 \\ud83d", r"\ud83d\ude00 \\ud83d"),
        (r'"\ud83d\ude00' + '\U000f0000"', "\U0001f600\U000f0000"),
    ],
)
def test_halves_of_a_character_are_read_as_json_reads_them(
    text: str, value: str, tmp_path: Path
) -> None:
    assert loaded(tmp_path, f"a: {text}\n").data == {"a": value}
    if text.startswith('"'):
        assert loaded(tmp_path, f"{text}: [{{b: {text}}}]\n").data == {value: [{"b": value}]}
        assert json.loads(text) == value


def test_a_private_character_stays_beside_halves(tmp_path: Path) -> None:
    text = r'"\U000f0000ud83d \ud83d\ude00"'
    assert loaded(tmp_path, f"a: {text}\n").data == {"a": "\U000f0000ud83d \U0001f600"}


@pytest.mark.parametrize("text", [r'"\ud83d"', r'"a\ude00b"', r'"\ude00\ud83d"'])
def test_half_a_character_is_refused(text: str, tmp_path: Path) -> None:
    said = refused(tmp_path, f"a:\n- b: {text}\n")
    assert said.startswith("a.yaml:2: a > 0 > b: ")
    assert said.endswith("has half a character")
    assert refused(tmp_path, f"a:\n  {text}: b\n").startswith("a.yaml:2: a: ")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"^no\.yaml: No such file or directory$"):
        read(tmp_path / "no.yaml")
    with pytest.raises(ContractError, match=r"Is a directory$"):
        read(tmp_path)


_LINES = """\
a:
  b: &b
    c:
    - d
    - e: 1
  f: *b
g:
  - *b
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("a",), 1),
        (("a", "b"), 2),
        (("a", "b", "c", 1), 5),
        (("a", "b", "c", 1, "e"), 5),
        (("a", "f"), 6),
        (("a", "f", "c"), 3),
        (("g", 0), 8),
        (("g", 0, "c", 0), 4),
        (("a", "b", "absent", "x"), 2),
        (("absent",), None),
        ((), None),
    ],
)
def test_a_part_has_the_line_where_it_is_written(
    place: tuple[str | int, ...], line: int | None, tmp_path: Path
) -> None:
    document = loaded(tmp_path, _LINES)
    assert document.lines.line(place) == line
    assert document.error(place, "is wrong").line == line


def test_the_home_of_an_alias_is_its_anchor(tmp_path: Path) -> None:
    document = loaded(tmp_path, _LINES)
    assert document.data["a"]["f"] is document.data["a"]["b"]
    assert document.lines.home(("g", 0, "c")) == ("a", "b", "c")
    assert document.lines.home(("a", "b")) == ("a", "b")


_TEXTS = [
    *("", " a ", "null", "~", "yes", "12", "1:30", "<<", "=", "---", "a: b", "- a", "# a", "? a"),
    *("{", "[", "|", ">", "&a", "*a", "!a", "%a", "@", "`", "'", '"', "\\", "\\n", "\t\r\n\0\x1b"),
    *("\ufeff", "🦁"),
]
_PRINTABLE = "".join(filter(str.isprintable, map(chr, range(0x3000))))
_VALUES: list[Any] = [None, True, 0, -7, 2**70, 0.1, -1e-300, 1e300, [], {}, _PRINTABLE]


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_json_is_yaml(ensure_ascii: bool, tmp_path: Path) -> None:
    data: dict[str, Any] = {text: [text, {text: text}] for text in _TEXTS} | {"values": _VALUES}
    assert loaded(tmp_path, json.dumps(data, ensure_ascii=ensure_ascii)).data == data
