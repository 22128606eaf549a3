"""Arguments: validated, then put into path, query and headers."""

from __future__ import annotations

import enum
import re
from datetime import datetime, timedelta, timezone
from typing import Any, cast
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudflare_api_core import Call, Operation, Parameter, RequestOptions, Rule, omit, text
from cloudflare_api_core.arguments import prepare
from cloudflare_api_core.options import Omit
from tests.clients import SYNC, ClientKind

from .support import LIST, READ, Driver, Pet, Wire, envelope, fuzz

pytestmark = pytest.mark.anyio


class _Colour(str, enum.Enum):  # noqa: UP042
    RED = "red"


class _Size(int, enum.Enum):
    BIG = 9


def _query(parameter: Parameter, value: Any, **options: Any) -> dict[str, str]:
    operation = Operation(id="op", method="GET", path="/x", parameters=(parameter,), result=text)
    arguments = {parameter.argument: value}
    call = prepare(Call(operation, arguments, cast("RequestOptions", options)))
    return {name: ", ".join(texts) for name, texts in call.query.items() if texts}


def _path(value: Any) -> str:
    arguments = {"account_id": value}
    operation = Operation(
        id="op",
        method="GET",
        path="/accounts/{account_id}/x",
        parameters=(Parameter("string", "account_id", "path", required=True),),
        result=text,
    )
    return prepare(Call(operation, arguments, {})).path


@pytest.mark.parametrize("value", ["", None, omit])
def test_an_empty_path_argument_is_refused_in_these_words(value: Any) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        _path(value)
    assert str(caught.value) == (
        f"Expected a non-empty value for `account_id` but received {value!r}"
    )


_NO_SEGMENTS = [".", "..", "a\nb", "a\x00", "\x7f", "a\x9fb"]


@pytest.mark.parametrize("value", _NO_SEGMENTS)
def test_a_path_argument_that_is_not_one_segment_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected `account_id` to be one segment of a path"):
        _path(value)


@pytest.mark.parametrize(
    "value", [" ", "\t", "\u3000", "\r\n", "a ", " a", "a\n", "\u2028a", "a\xa0"]
)
def test_a_path_argument_with_blanks_at_an_end_is_refused(value: str) -> None:
    problem = f"Expected `account_id` to have no white space at its ends but received {value!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        _path(value)


@pytest.mark.parametrize("value", [5, True, b"a", ["a"]])
def test_a_path_argument_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"^Expected `account_id` to be of type string but"):
        _path(value)


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("a%2Fb", "a%252Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b", "a%20b"),
        ("ä日", "%C3%A4%E6%97%A5"),
        ("a:b@c;d&e=f+g", "a%3Ab%40c%3Bd%26e%3Df%2Bg"),
        ("...", "..."),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("a\\b", "a%5Cb"),
        ("-._~", "-._~"),
        ("{account_id}", "%7Baccount_id%7D"),
        (_Colour.RED, "red"),
    ],
)
def test_a_path_argument_is_percent_encoded(value: str, segment: str) -> None:
    assert _path(value) == f"/accounts/{segment}/x"


async def test_a_placeholder_within_an_argument_stays_text(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    await driver.read("{id}", "{owner}{page}")
    assert wire.requests[0].url.raw_path == b"/v4/owners/%7Bid%7D/pets/%7Bowner%7D%7Bpage%7D"


_SEGMENTS = st.text(min_size=1) | st.text("./%?#{}\\ aé\u2028;", min_size=1, max_size=8)


@fuzz
@given(owner=_SEGMENTS, id=_SEGMENTS)
def test_every_accepted_argument_is_one_segment_on_the_wire(owner: str, id: str) -> None:
    try:
        prepare(Call(READ, {"owner": owner, "id": id}, {}))
    except ValueError:
        return
    wire = Wire(envelope({"id": "a"}))
    Driver(SYNC, wire).client.__client_request__(Call(READ, {"owner": owner, "id": id}, {}))
    segments = wire.requests[0].url.raw_path.decode().split("/")
    sent = [unquote(segment, errors="strict") for segment in segments]
    assert sent == ["", "v4", "owners", owner, "pets", id]


@pytest.mark.parametrize(
    ("delimiter", "value", "sent"),
    [
        (None, ["a b", "c,d", "e"], "word=a+b&word=c%2Cd&word=e"),
        (",", ("a", "b"), "word=a%2Cb"),
        (" ", iter(["a", "b"]), "word=a+b"),
        ("|", {"a"}, "word=a"),
        (",", [], ""),
        (None, [], ""),
    ],
)
def test_an_array_is_sent_in_the_style_of_the_contract(
    delimiter: str | None, value: Any, sent: str
) -> None:
    wire = Wire(envelope("done"))
    words = Parameter("array", "word", "query", items=Rule("string"), delimiter=delimiter)
    operation = Operation(id="op", method="GET", path="/x", parameters=(words,), result=text)
    Driver(SYNC, wire).client.__client_request__(Call(operation, {"word": value}, {}))
    assert wire.requests[0].url.query.decode() == sent


def test_an_array_in_path_or_header_is_joined_by_commas() -> None:
    parameters = (
        Parameter("array", "ids", "path", items=Rule("string"), delimiter=",", required=True),
        Parameter("array", "sizes", "header", name="X-Sizes", items=Rule("integer"), delimiter=","),
    )
    operation = Operation(id="op", method="GET", path="/{ids}", parameters=parameters, result=text)
    call = prepare(Call(operation, {"ids": ["a/b", "c"], "sizes": [1, 2]}, {}))
    assert (call.path, call.headers.fields["x-sizes"]) == ("/a%2Fb,c", "1,2")
    for ids in ([], ["."], [""]):
        with pytest.raises(ValueError, match=r"^Expected `ids` to be one segment of a path"):
            prepare(Call(operation, {"ids": ids, "sizes": omit}, {}))


def test_an_item_that_holds_the_delimiter_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^Expected `ids\[1\]` to have no '\|', which ends an item"
    ):
        _query(_JOINED, ["a", "b|c"])


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ([1, 10], "`ids[1]` to be at most 9 but received 10"),
        ([1, "a"], "`ids[1]` to be of type integer but received 'a'"),
        ([], "`ids` to have at least 1 items but received 0"),
    ],
)
def test_the_items_of_an_array_are_checked_one_by_one(value: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^Expected {re.escape(problem)}$"):
        _query(_IDS, value)


@fuzz
@given(value=st.text())
def test_every_accepted_query_argument_arrives_unchanged(value: str) -> None:
    wire = Wire(envelope([]))
    Driver(SYNC, wire).client.__client_request_page__(
        Call(LIST, {"owner": "o", "page": omit, "per_page": omit, "search": value}, {})
    )
    assert wire.requests[0].url.params.multi_items() == [("search", value)]
    assert wire.requests[0].url.path == "/v4/owners/o/pets"


_INTEGER = Parameter("integer", "page", "query", minimum=1, maximum=100)
_NUMBER = Parameter("number", "size", "query", minimum=0.5)
_TEXT = Parameter("string", "word", "query", min_length=2, max_length=4)
_BOOLEAN = Parameter("boolean", "flag", "query")
_ENUM = Parameter("string", "order", "query", enum=("asc", "desc"))
_PATTERN = Parameter("string", "id", "query", pattern="^[a-z]+$")

_IDS = Parameter("array", "ids", "query", items=Rule("integer", maximum=9), min_items=1)
_JOINED = Parameter("array", "ids", "query", required=True, items=Rule("string"), delimiter="|")

_MOMENT = Parameter("string", "since", "query", format="date-time")
_WEST, _EAST = (timezone(timedelta(hours=hours)) for hours in (-5, 5))


@pytest.mark.parametrize(
    ("parameter", "value", "rule"),
    [
        (_INTEGER, 0, "be at least 1"),
        (_INTEGER, -(10**30), "be at least 1"),
        (_INTEGER, 101, "be at most 100"),
        (_INTEGER, True, "be of type integer"),
        (_INTEGER, "1", "be of type integer"),
        (_INTEGER, 1.0, "be of type integer"),
        (_NUMBER, 0.25, "be at least 0.5"),
        (_NUMBER, True, "be of type number"),
        (_NUMBER, "1", "be of type number"),
        (_BOOLEAN, 1, "be of type boolean"),
        (_BOOLEAN, "true", "be of type boolean"),
        (_TEXT, 55, "be of type string"),
        (_TEXT, "a", "have at least 2 characters"),
        (_TEXT, "", "have at least 2 characters"),
        (_TEXT, "abcde", "have at most 4 characters"),
        (_TEXT, "a\ud83d", "have no lone surrogate"),
        (_ENUM, "up", "be one of asc, desc"),
        (_PATTERN, "A", "match ^[a-z]+$"),
        (_PATTERN, "a\n", "match ^[a-z]+$"),
        (_IDS, 5, "be of type array"),
        (_IDS, "5", "be of type array"),
        (_JOINED, (), "have at least 1 item"),
        (_MOMENT, datetime.max.replace(tzinfo=_WEST), "be between the years 1 and 9999 in UTC"),
        (_MOMENT, datetime.min.replace(tzinfo=_EAST), "be between the years 1 and 9999 in UTC"),
    ],
)
def test_a_broken_rule_is_named_with_the_argument(
    parameter: Parameter, value: Any, rule: str
) -> None:
    problem = f"Expected `{parameter.argument}` to {rule} but received {value!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        _query(parameter, value)


@pytest.mark.parametrize(
    ("parameter", "value", "sent"),
    [
        (_INTEGER, 1, "1"),
        (_INTEGER, 100, "100"),
        (_INTEGER, _Size.BIG, "9"),
        (_NUMBER, 0.5, "0.5"),
        (_NUMBER, 2, "2"),
        (_BOOLEAN, True, "true"),
        (_BOOLEAN, False, "false"),
        (_TEXT, "ab", "ab"),
        (_TEXT, "日本語日", "日本語日"),
        (_ENUM, "asc", "asc"),
        (_PATTERN, "abc", "abc"),
        (Parameter("string", "id", "query", pattern=r"^\$$"), "$", "$"),
        (Parameter("string", "colour", "query", enum=("red",)), _Colour.RED, "red"),
    ],
)
def test_a_value_that_keeps_its_rule_is_sent(parameter: Parameter, value: Any, sent: str) -> None:
    assert _query(parameter, value) == {parameter.argument: sent}


def test_the_name_on_the_wire_may_differ_from_the_argument() -> None:
    parameter = Parameter("string", "from_", "query", name="from")
    assert _query(parameter, "a") == {"from": "a"}


@pytest.mark.parametrize("value", [None, omit, Omit()])
def test_an_omitted_query_argument_is_not_sent(value: Any) -> None:
    assert _query(_INTEGER, value) == {}
    required = Parameter("integer", "page", "query", required=True)
    with pytest.raises(ValueError, match=r"^Expected a value for `page` but received"):
        _query(required, value)


async def test_no_query_at_all_leaves_no_question_mark(driver: Driver, wire: Wire) -> None:
    wire.will(envelope([]))
    await driver.list({"page": None, "search": omit})
    assert str(wire.requests[0].url) == "https://api.example.com/v4/owners/o/pets"


def test_extra_query_adds_and_replaces_unchecked() -> None:
    extra = {"page": 0, "flag": True, "ratio": 0.5, "colour": _Colour.RED}
    sent = {"page": "0", "flag": "true", "ratio": "0.5", "colour": "red"}
    assert _query(_INTEGER, 5, extra_query=extra) == sent


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (["ready", "error"], ["ready", "error"]),
        (("a", 1, 0.5, False, None), ["a", "1", "0.5", "false"]),
        (None, []),
        ([], []),
        ("", [""]),
        (10**400, [str(10**400)]),
    ],
)
@pytest.mark.parametrize("option", ["extra_query", "default_query"])
async def test_a_query_value_is_sent_once_for_each_text(
    value: object, sent: list[str], option: str, client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(envelope([]))
    options: dict[str, dict[str, Any]] = {"extra_query": {}, "default_query": {}}
    options[option] = {option: {"x": value}}
    driver = Driver(client_kind, wire, **options["default_query"])
    await driver.list(**options["extra_query"])
    assert wire.requests[0].url.params.multi_items() == [("x", text) for text in sent]


async def test_none_removes_a_query_parameter(client_kind: ClientKind, wire: Wire) -> None:
    wire.will(envelope([]), envelope([]))
    driver = Driver(client_kind, wire, default_query={"x": 1, "y": 2})
    await driver.list({"search": "a"}, extra_query={"x": None, "search": None})
    driver.client = driver.client.with_options(default_query={"y": None})
    await driver.list()
    assert [str(request.url.query, "ascii") for request in wire.requests] == ["y=2", "x=1"]


_UNSENDABLE: dict[str, object] = {
    "NaN": float("nan"),
    "infinity": -float("inf"),
    "long integer": 10**5000,
    "bytes": b"a",
    "mapping": {"a": 1},
    "set": {"a"},
    "list in a list": [["a"]],
    "lone surrogate": "\ud800",
    "object": object(),
}


@pytest.mark.parametrize("value", _UNSENDABLE)
def test_another_query_value_is_refused(value: str, wire: Wire) -> None:
    query: Any = {"x": _UNSENDABLE[value]}
    problem = r"\['x'\]` to be text, a finite number or a boolean but received "
    with pytest.raises(ValueError, match=f"^Expected `extra_query{problem}"):
        _query(_INTEGER, 5, extra_query=query)
    with pytest.raises(ValueError, match=f"^Expected `default_query{problem}"):
        Driver(SYNC, wire, default_query=query)


@pytest.mark.parametrize("query", [[("x", 1)], {1: "a"}, "x=1"], ids=repr)
def test_a_query_is_a_mapping_of_names(query: Any) -> None:
    with pytest.raises(TypeError, match=r"^`extra_query` must be a mapping of names, not"):
        _query(_INTEGER, 5, extra_query=query)


def test_an_integer_too_long_to_write_is_refused() -> None:
    for location in ("query", "body"):
        parameter = Parameter("integer", "page", location)
        with pytest.raises(ValueError, match=r"^Expected `page` to have at most 4300 digits but"):
            _query(parameter, -(10**5000))


@pytest.mark.parametrize(
    ("method", "name", "advice"),
    [
        ("GET", "timout", "did you mean `timeout`?"),
        ("GET", "owner", "expected page, extra_headers, extra_query, extra_body, timeout"),
        ("GET", "id", "expected page, "),
        ("PUT", "id", "this method cannot change it; expected page, "),
        ("PUT", "zeal", "expected page, "),
    ],
)
def test_an_unknown_argument_is_a_type_error(method: Any, name: str, advice: str) -> None:
    operation = Operation(
        id="op",
        method=method,
        path="/",
        parameters=(Parameter("integer", "page", "query"),),
        result=text,
        model=Pet,
        group="a.pets",
        name="turn",
    )
    options: Any = {name: 5}
    with pytest.raises(TypeError) as caught:
        prepare(Call(operation, {"page": omit}, options))
    line = f"a.pets.turn() got an unexpected keyword argument '{name}': {advice}"
    assert str(caught.value).startswith(line)


async def test_nothing_is_sent_if_a_rule_is_broken(driver: Driver, wire: Wire) -> None:
    for arguments in ({"page": 0}, {"per_page": 101}, {"owner": ""}, {"search": 5}):
        with pytest.raises(ValueError, match=r"^Expected"):
            await driver.list(arguments)
    assert wire.requests == []


@pytest.mark.parametrize("arguments", [{"owner": "a" * 70_000}, {"search": "a" * 70_000}])
async def test_arguments_too_long_for_a_url_are_a_value_error(
    arguments: dict[str, str], driver: Driver
) -> None:
    with pytest.raises(ValueError, match=r"^Expected arguments that form a URL: ") as caught:
        await driver.list(arguments)
    assert caught.value.__context__ is None


def test_omit_is_false_and_shows_its_name() -> None:
    assert not omit
    assert repr(omit) == "omit"


def _headers(parameter: Parameter, value: Any, **options: Any) -> dict[str, str]:
    operation = Operation(id="op", method="GET", path="/x", parameters=(parameter,), result=text)
    arguments = {parameter.argument: value}
    call = prepare(Call(operation, arguments, cast("RequestOptions", options)))
    return dict(call.headers.fields)


_DEPTH = Parameter("integer", "depth", "header", name="X-Depth", minimum=0)
_NOTE = Parameter("string", "note", "header", name="X-Note")


def test_a_header_argument_is_a_header_of_the_call() -> None:
    assert _headers(_DEPTH, 2) == {"x-depth": "2"}
    assert _headers(_NOTE, _Colour.RED, extra_headers={"A": "b"}) == {"x-note": "red", "a": "b"}
    assert _headers(_NOTE, "mine", extra_headers={"X-NOTE": "other"}) == {"x-note": "other"}
    assert _headers(Parameter("boolean", "flag", "header"), True) == {"flag": "true"}
    for nothing in (None, omit):
        assert _headers(_NOTE, nothing) == {}
        assert _headers(_NOTE, nothing, extra_headers={"A": "b"}) == {"a": "b"}
        with pytest.raises(ValueError, match=r"^Expected a value for `note` but received"):
            _headers(Parameter("string", "note", "header", required=True), nothing)


@pytest.mark.parametrize("value", ["a\r\nX-Other: b", "é", "a\x00", " a", "a ", "\u2028"])
def test_a_header_argument_that_does_not_fit_into_a_header_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected `note` to fit into a header") as c:
        _headers(_NOTE, value)
    assert repr(value) in str(c.value)
    secret = Parameter("string", "note", "header", secret=True)
    with pytest.raises(ValueError, match=r"to fit into a header$"):
        _headers(secret, value)


def test_a_header_argument_reaches_every_page() -> None:
    listing = Operation(
        id="listPets",
        method="GET",
        path="/pets",
        parameters=(Parameter("integer", "page", "query"), _NOTE),
        result=LIST.result,
        page_parameter="page",
    )
    infos = [{"page": page, "per_page": 1, "total_count": 2} for page in (1, 2)]
    wire = Wire(*(envelope([{"id": str(info["page"])}], result_info=info) for info in infos))
    driver = Driver(SYNC, wire)
    page = driver.client.__client_request_page__(
        Call(listing, {"page": omit, "note": "a"}, {})
    ).parsed
    assert [row.id for row in page] == ["1", "2"]
    assert [request.headers["x-note"] for request in wire.requests] == ["a", "a"]
