"""Parameters of the contract as arguments of a command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import pytest

from cloudflare_api_core import Model, Parameter, Rule, field, model, omit, text
from cloudflare_api_core.command_line.arguments import Arguments
from cloudflare_api_core.command_line.declaration import Command

from .support import declared


@model
class Thing(Model):
    name: str = field(text, rule=Rule("string", required=True))
    size: str | None = field(text, default=None, rule=Rule("string"))
    shown: str | None = field(text, default=None)


@model
class Box(Model):
    lid: str | None = field(text, default=None, rule=Rule("string"))


_TEXT = Rule("string")


def read(command: Command, *typed: str) -> dict[str, Any]:
    """The arguments of the operation for these words of a command line."""
    arguments = Arguments(command)

    def run(**found: Any) -> dict[str, Any]:
        return arguments.read(found)

    made = click.Command("do", params=arguments.declare(), callback=run)
    with made.make_context("do", [*typed]) as context:
        read: dict[str, Any] = made.invoke(context)
        return read


def said(command: Command) -> Mapping[str, str]:
    """The help of each argument."""
    made = click.Command("do", params=Arguments(command).declare())
    context = click.Context(made)
    records = (each.get_help_record(context) for each in made.params)
    return {record[0]: record[1] for record in records if record}


def test_every_type_is_read_as_itself() -> None:
    things = Parameter("object", "things", "body", model=lambda: Thing)
    command = declared(
        Parameter("string", "text", "query"),
        Parameter("integer", "whole", "header"),
        Parameter("number", "number", "body"),
        Parameter("boolean", "flag", "body"),
        Parameter("string", "word", "body", enum=("a", "b")),
        Parameter("array", "things", "body", items=things),
        Parameter("object", "labels", "body"),
        Parameter("any", "any", "body"),
    )
    typed = ["--text=1", "--whole=2", "--number=3", "--no-flag", "--word=b"]
    typed += ['--things=[{"name": "a"}]', '--labels={"a": null}', "--any=null"]
    assert read(command, *typed) == {
        "text": "1",
        "whole": 2,
        "number": 3,
        "flag": False,
        "word": "b",
        "things": [{"name": "a"}],
        "labels": {"a": None},
        "any": None,
    }
    assert set(read(command).values()) == {omit}


def test_an_array_in_a_query_is_an_option_that_may_be_repeated() -> None:
    command = declared(
        Parameter("array", "words", "query", items=Rule("string", enum=("a", "b"))),
        Parameter("array", "sizes", "header", items=Rule("integer")),
        Parameter("array", "flags", "query", items=Rule("boolean")),
    )
    typed = ["--words=a", "--words=b", "--sizes=1", "--flags=no", "--flags=true"]
    assert read(command, *typed) == {"words": ["a", "b"], "sizes": [1], "flags": [False, True]}
    assert set(read(command).values()) == {omit}
    assert "May be given more than once." in said(command)["--words [a|b]"]


def test_a_value_of_several_kinds_is_text_or_json() -> None:
    kinds = (Rule("string"), Rule("integer"), Rule("object"))
    command = declared(
        Parameter("any", "any", "body", any_of=kinds),
        Parameter("any", "text", "query", any_of=kinds[:2]),
        Parameter("integer", "choice", "body", enum=(1, 2)),
    )
    for typed, value in {"a": "a", "1": 1, '"1"': "1", '{"a": 1}': {"a": 1}}.items():
        assert read(command, "--any", typed)["any"] == value
    assert read(command, "--text=007", "--choice=2") == {"any": omit, "text": "007", "choice": 2}
    with pytest.raises(click.BadParameter, match="'3' is not one of '1', '2'"):
        read(command, "--choice", "3")
    with pytest.raises(click.BadParameter, match="@nowhere: No such file"):
        read(command, "--any", "@nowhere")


def test_members_of_an_optional_body_may_all_be_left_out() -> None:
    name = Parameter("string", "name", "body", required=True)
    assert read(declared(name, optional_body=True)) == {"name": omit}
    with pytest.raises(click.MissingParameter):
        read(declared(name))


def test_value_of_another_type_is_refused() -> None:
    command = declared(
        Parameter("integer", "whole", "query"), Parameter("string", "word", "body", enum=("a", "b"))
    )
    with pytest.raises(click.BadParameter, match="'x' is not a valid integer"):
        read(command, "--whole", "x")
    with pytest.raises(click.BadParameter, match="'c' is not one of 'a', 'b'"):
        read(command, "--word", "c")


def test_names_have_hyphens_and_no_underscore_at_the_end() -> None:
    command = declared(
        Parameter("string", "from_", "query"), Parameter("string", "to_when", "body")
    )
    assert read(command, "--from", "a", "--to-when", "b") == {"from_": "a", "to_when": "b"}


def test_item_is_given_by_position_and_an_account_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = declared(
        Parameter("string", "account_id", "path", required=True),
        Parameter("string", "thing_id", "path", required=True),
        positional="thing_id",
    )
    with pytest.raises(click.MissingParameter) as caught:
        read(command, "x")
    assert caught.value.format_message().startswith("Missing option '--account-id'")
    monkeypatch.setenv("CLOUDFLARE_ACCOUNT_ID", "a")
    assert read(command, "x") == {"account_id": "a", "thing_id": "x"}
    assert read(command, "--account-id", "b", "--", "-x") == {"account_id": "b", "thing_id": "-x"}
    with pytest.raises(click.MissingParameter) as caught:
        read(command)
    assert caught.value.format_message().startswith("Missing argument 'THING-ID'")
    assert said(command)["THING-ID"] == "What thing_id is."


def test_account_of_another_place_is_not_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLOUDFLARE_ACCOUNT_ID", "a")
    assert read(declared(Parameter("string", "account_id", "query"))) == {"account_id": omit}


def test_null_is_sent_where_the_contract_takes_it() -> None:
    command = declared(
        Parameter("string", "note", "body", nullable=True, required=True),
        Parameter("boolean", "is_on", "body", nullable=True),
        Parameter("string", "name", "body"),
    )
    arguments = read(command, "--null", "note", "--null", "is-on")
    assert arguments == {"note": None, "is_on": None, "name": omit}
    assert read(command, "--note", "", "--is-on") == {"note": "", "is_on": True, "name": omit}
    with pytest.raises(click.BadParameter, match="'name' is not one of 'note', 'is-on'"):
        read(command, "--null", "name")
    with pytest.raises(click.UsageError, match="--note has a value, but --null names it"):
        read(command, "--null", "note", "--note", "a")
    assert "Send null as note or is-on" in said(command)["--null NAME"]


def test_options_of_the_contract_give_way_to_those_of_every_command() -> None:
    command = declared(
        Parameter("integer", "timeout_", "body", name="timeout"),
        Parameter("string", "output", "query"),
        Parameter("boolean", "cache", "query"),
        Parameter("string", "no_cache", "query"),
        Parameter("string", "p0", "query"),
    )
    typed = ["--body-timeout=1", "--query-output=a", "--no-cache", "--query-no-cache=b", "--p0=c"]
    assert read(command, *typed) == {
        "timeout_": 1,
        "output": "a",
        "cache": False,
        "no_cache": "b",
        "p0": "c",
    }


def test_secret_is_not_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    command = declared(Parameter("string", "key", "body", secret=True))
    monkeypatch.setenv("KEY", "hidden")
    assert read(command, "--key", "env:KEY") == {"key": "hidden"}
    with pytest.raises(click.BadParameter) as caught:
        read(command, "--key", "hidden")
    assert "hidden" not in caught.value.format_message()
    text = said(command)["--key @FILE|-|env:NAME"]
    assert "comes from a file, standard input or an environment variable" in text


def test_a_number_or_boolean_stands_where_no_text_may() -> None:
    kinds = (Rule("integer"), Rule("boolean"), Rule("string", enum=("auto", "7")))
    command = declared(Parameter("array", "size", "query", items=Rule("any", any_of=kinds)))
    typed = [f"--size={text}" for text in ("5", "true", "auto", "7", "null", "x")]
    assert read(command, *typed) == {"size": [5, True, "auto", "7", "null", "x"]}
    assert "--size TEXT" in said(command)


@pytest.mark.parametrize(
    ("parameter", "hidden", "value"),
    [
        (Parameter("array", "key", "body", secret=True, items=_TEXT), '["a"]', ["a"]),
        (Parameter("array", "key", "query", secret=True, items=_TEXT), "a", ["a"]),
        (Parameter("any", "key", "body", secret=True, any_of=(_TEXT, Rule("integer"))), "5", 5),
        (Parameter("any", "key", "body", secret=True, any_of=(_TEXT, Rule("integer"))), "a", "a"),
        (Parameter("integer", "key", "body", secret=True), "5", 5),
    ],
)
def test_secret_of_any_type_is_not_typed(
    parameter: Parameter, hidden: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = declared(parameter)
    monkeypatch.setenv("KEY", hidden)
    assert read(command, "--key", "env:KEY") == {"key": value}
    with pytest.raises(click.BadParameter, match="other users can see options"):
        read(command, "--key", hidden)
    assert "--key @FILE|-|env:NAME" in said(command)


def test_secret_that_is_not_json_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "hidden")
    with pytest.raises(click.BadParameter, match=r"not JSON: ") as caught:
        read(declared(Parameter("integer", "key", "body", secret=True)), "--key", "env:KEY")
    assert "hidden" not in caught.value.format_message()


def test_help_has_the_texts_of_the_contract() -> None:
    thing = Parameter("object", "things", "body", model=lambda: Thing)
    command = declared(
        Parameter("integer", "page", "query"),
        Parameter("integer", "page_in_body", "body", name="page"),
        Parameter("array", "things", "body", items=thing, required=True),
        Parameter("object", "thing", "body", model=lambda: Thing),
        Parameter("string", "word", "body", enum=("a", "\x1b")),
        page_parameter="page",
    )
    assert said(command) == {
        "--page INTEGER": "What page is. With this option, the command fetches one page instead"
        " of all.",
        "--page-in-body INTEGER": "What page_in_body is.",
        "--things JSON|@FILE|-": "What things is. Members of each item: name (required), size."
        "  [required]",
        "--thing JSON|@FILE|-": "What thing is. Members: name (required), size.",
        "--word [a| ]": "What word is.",
    }


def test_help_lists_the_members_of_each_kind() -> None:
    kinds = (Rule("object", model=lambda: Thing), Rule("object", model=lambda: Box))
    command = declared(
        Parameter("any", "any", "body", any_of=(*kinds, Rule("string"))),
        Parameter("array", "all", "body", items=Rule("any", any_of=kinds[:1])),
    )
    thing, box = "(Thing): name (required), size.", "(Box): lid."
    assert said(command) == {
        "--any TEXT|JSON|@FILE|-": f"What any is. Members {thing} Members {box}",
        "--all JSON|@FILE|-": f"What all is. Members of each item {thing}",
    }
