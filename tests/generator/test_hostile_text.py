"""Text of the contract stays text: it never becomes code, and never hides any."""

from __future__ import annotations

import ast
import csv
import importlib
import inspect
import io
import json
import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from keyword import iskeyword
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from attrs import evolve
from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case

from cloudflare_api_core.command_line import run
from cloudflare_api_core.command_line.arguments import kebab_case as typed_name
from cloudflare_api_core.command_line.cells import csv_cell
from generator.errors import GenerationError

from .support import ANIMALS, Json, build, files, operation, put, zoo

HARMLESS = "harm-less"
TEXTS = [
    '"',
    '""',
    '"quoted"',
    '"""',
    'a"""\nimport os\n"""',
    "'''",
    "it's",
    "\\",
    "a\\",
    'a\\"""b',
    "\\N{DIGIT ONE}\\x41\\u0041\\d",
    "a\\" * 60,
    "{",
    "{self} {a!r:>{b}} {{b}}",
    "{{ client }}{% raw %}{# x #}",
    "{% endblock %}",
    "%s %(a)s $a ${a}",
    "a\n    b\r\nc\td",
    "\u202eesrever\u2066\u200b",
    "\u2028a\u2029b\x85c\x0cd",
    "日本語 é 🦁",
    "# noqa",
    "<!-- -->",
    "/*",
    "a" * 300,
]


def name(text: str) -> str:
    """A text as the name of something in Python, which has to be a short one."""
    return text[:60] + "-zebra"


def member(text: str) -> str:
    """The same for something in a body, which may not be called like a parameter."""
    return text[:60] + "-okapi"


def snake(text: str) -> str:
    return str(PythonIdentifier(text, "field_"))


def hostile(text: str) -> Json:
    """A contract with a text at every place that holds one, but for those of `NARROW`."""
    data = zoo()
    data["info"] = {"title": text, "version": "1", "description": text}
    data["info"] |= {"license": {"name": text}, "contact": {"name": text}}
    data["servers"][0]["description"] = text
    data["tags"] = [{"name": name(text), "description": text}]
    scheme: Json = {"type": "http", "scheme": "bearer", "description": text}
    data["components"]["securitySchemes"]["api_token"] = scheme
    schema: Json = {
        "type": "string",
        "enum": [text, "b"],
        "default": text,
        "pattern": re.escape(text),
        "format": text,
        "title": text,
        "description": text,
        "example": text,
    }
    animal: Json = {
        "type": "object",
        "title": text,
        "description": text,
        "example": {text: text},
        "required": [member(text)],
        "properties": {member(text): schema, "inner": {"type": "object", "properties": {}}},
    }
    animal["properties"]["inner"]["properties"][member(text)] = {"$ref": "#/components/schemas/Own"}
    own = {
        "allOf": [{"description": text, "properties": {member(text): schema}}, {"nullable": True}]
    }
    data["components"]["schemas"] |= {"Animal": animal, "Own": own}
    listed = data["paths"][ANIMALS[1]]["get"]
    parameter: Json = {"name": name(text), "in": "query", "description": text, "schema": schema}
    parameter["example"] = text
    media = listed["responses"]["200"]["content"]["application/json"]
    media["examples"] = {text: {"summary": text, "description": text, "value": {text: text}}}
    header = {"description": text, "schema": {"type": "string"}}
    listed["responses"]["200"] |= {"description": text, "headers": {"X": header}}
    fed = {"type": "object", "required": [member(text)], "properties": animal["properties"]}
    content = {"application/json": {"schema": fed, "example": {member(text): text}}}
    body = {"required": True, "description": text, "content": content}
    described: Json = {
        "summary": text,
        "description": text,
        "tags": [name(text)],
        "x-api-token-group": [text, text],
        "x-fern-sdk-group-name": [f"group-{name(text)}", f"inner-{name(text)}"],
    }
    described["parameters"] = [*listed["parameters"], parameter]
    listed |= described | {
        "operationId": f"list-{name(text)}",
        "x-fern-sdk-method-name": f"list-{name(text)}",
    }
    data["paths"][ANIMALS[1]]["post"] = operation(
        "feed", {"$ref": "#/components/schemas/Animal"}, requestBody=body
    ) | (described | {"operationId": f"feed-{name(text)}"})
    return data


# However the parts of a generated name are put together.
SPELLINGS: list[Callable[[str], str]] = [
    snake,
    snake_case,
    pascal_case,
    lambda text: pascal_case(snake_case(text)),
    lambda text: snake_case(pascal_case(snake_case(text))),
]


class _Shape(ast.NodeTransformer):
    """Takes out strings, gives what is named by a text another name, and sorts imports."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def rename(self, value: str) -> str:
        for old in sorted(self.names, key=len, reverse=True):
            value = value.replace(old, self.names[old])
        return value

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                node.value = ""
            return node
        for field, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, field, self.rename(value))
        super().generic_visit(node)
        if isinstance(node, ast.ImportFrom):
            node.names.sort(key=lambda alias: alias.name)
        if isinstance(node, ast.Module):
            node.body.sort(key=lambda each: (isinstance(each, ast.ImportFrom), imported(each)))
        return node


def imported(node: ast.AST) -> str:
    return ast.dump(node) if isinstance(node, ast.ImportFrom) else ""


def shapes(package: ModuleType, text: str) -> dict[str, str]:
    """The modules of a package, without their strings and with the names of the harmless twin."""
    names = {package.__name__: "zoo"}
    for named in (name, member):
        for spelt in SPELLINGS:
            names[spelt(named(text))] = spelt(named(HARMLESS))
    shape = _Shape(names)
    return {
        shape.rename(path): ast.dump(shape.visit(ast.parse(source)))
        for path, source in files(Path(str(package.__file__)).parent).items()
        if path.endswith(".py")
    }


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return shapes(build(tmp_path_factory.mktemp("twin"), hostile(HARMLESS)), HARMLESS)


def feed(package: Any, text: str, value: str) -> Any:
    """Call the operation that takes and gives a text at every place; return what it gave."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"success": True, "result": {member(text): value}})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = package.Cloudflare(api_token="t", http_client=http)
        group = getattr(client, snake(f"group-{name(text)}"))
        group = getattr(group, snake(f"inner-{name(text)}"))
        inner = {member(text): {member(text): value}}
        arguments = {snake(name(text)): value, snake(member(text)): value, "inner": inner}
        animal = group.feed(zoo_id="z", **arguments)
    (request,) = sent
    assert request.url.params.multi_items() == [(name(text), value)]
    assert json.loads(request.content) == {member(text): value, "inner": inner}
    return animal


def feed_by_command(package: ModuleType, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Give a text to the same operation on the command line; return what its help says."""
    main: Any = importlib.import_module(f"{package.__name__}.__main__")
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"success": True, "result": {member(text): text}})

    words = (f"inner-{name(text)}", name(text), member(text))
    group, option, body = (typed_name(snake(each)) for each in words)
    inner = json.dumps({member(text): {member(text): text}})
    typed = [group, "feed", "z", f"--{option}", text, f"--{body}", text]
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = partial(main.Cloudflare, api_token="t", http_client=http)
        program = evolve(main.PROGRAM, client=client)
        assert run(program, [*typed, "--inner", inner, "--output", "csv"]) == 0
    (request,) = sent
    assert request.url.params.multi_items() == [(name(text), text)]
    assert json.loads(request.content) == {member(text): text, "inner": json.loads(inner)}
    (columns, row) = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    assert dict(zip(columns, row, strict=True)) == {member(text): csv_cell(text), "inner": ""}
    assert run(program, [group, "feed", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(c.isprintable() or c == "\n" for c in said)
    return said


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_hostile_text_changes_only_strings_and_names(
    text: str, twin: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = build(tmp_path, hostile(text))
    assert shapes(package, text) == twin
    for source in files(Path(str(package.__file__)).parent).values():
        assert all(c.isprintable() or c == "\n" for c in source.decode())
    assert feed(package, text, text).to_dict() == {member(text): text}
    said = feed_by_command(package, text, capsys)
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    # Folded, however long its words are.
    assert "".join(said.split()).count("".join(shown.split())) >= 6


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A package with a union of objects that texts tell apart, and a raw body."""
    branches: list[Json] = [
        {
            "type": "object",
            "title": text,
            "properties": {
                text[:60]: {"type": "string", "enum": [text]},
                "kind": {"type": "string"},
            },
        }
        for text in TEXTS
    ]
    data = zoo()
    result: Json = {"oneOf": branches, "discriminator": {"propertyName": "kind"}}
    raw = {"description": TEXTS[4], "content": {"text/x; a=b": {"schema": {"type": "string"}}}}
    data["paths"][ANIMALS[1]]["post"] = operation("find", result, requestBody=raw)
    return build(tmp_path_factory.mktemp("kinds"), data)


def test_any_text_can_tell_the_branches_of_a_union_apart(kinds: Any) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        text = request.content.decode()
        return httpx.Response(200, json={"success": True, "result": {text[:60]: text}})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        animals = kinds.Cloudflare(api_token="t", http_client=http).animals
        found = [animals.find(zoo_id="z", body=text) for text in TEXTS]
    assert [made.to_dict() for made in found] == [{text[:60]: text} for text in TEXTS]
    assert len({*map(type, found)}) == len(TEXTS)
    assert {request.headers["content-type"] for request in sent} == {"text/x; a=b"}


def path_of(text: str) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        data["paths"] = {f"/zoos/{{zoo_id}}/{text}": data["paths"].pop(ANIMALS[1])}

    return change


def path_parameter(text: str) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        described = data["paths"].pop(ANIMALS[1])
        described["get"]["parameters"][0]["name"] = name(text)
        data["paths"] = {f"/zoos/{{{name(text)}}}/animals": described}

    return change


def scheme(text: str) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        schemes = data["components"]["securitySchemes"]
        schemes[name(text)] = schemes.pop("api_token")
        data["security"] = data["paths"][ANIMALS[1]]["get"]["security"] = [{name(text): []}]

    return change


def schema(text: str) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        schemas = data["components"]["schemas"]
        schemas[name(text)] = schemas.pop("Animal")
        media = data["paths"][ANIMALS[1]]["get"]["responses"]["200"]["content"]["application/json"]
        items = media["schema"]["properties"]["result"]["items"]
        items["$ref"] = f"#/components/schemas/{name(text)}"

    return change


def header(text: str) -> Callable[[Json], None]:
    described = {"name": name(text), "in": "header", "schema": {"type": "string"}}
    return put(*ANIMALS, "parameters", -1, value=described)


def key(text: str) -> Callable[[Json], None]:
    described = {"type": "apiKey", "in": "header", "name": text}
    return put("components", "securitySchemes", "api_token", value=described)


# Places where not every text can stand: what puts it there, and what is named if it cannot.
NARROW: dict[str, tuple[Callable[[str], Callable[[Json], None]], str]] = {
    "version": (lambda text: put("info", "version", value=text), "info > version"),
    "server": (
        lambda text: put("servers", 0, "url", value=f"https://zoo.example/{text}"),
        "servers > 0 > url",
    ),
    "path": (path_of, "paths"),
    "path parameter": (path_parameter, "paths"),
    "header": (header, " > ".join((*ANIMALS, "parameters", "1", "name"))),
    "key": (key, "components > securitySchemes > api_token > name"),
    "scheme": (scheme, "components > securitySchemes"),
    "schema": (schema, "components > schemas"),
}


def narrow(place: str, text: str) -> Json:
    data = zoo()
    change, _ = NARROW[place]
    change(text)(data)
    return data


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    return {
        place: shapes(build(tmp_path_factory.mktemp("twins"), narrow(place, HARMLESS)), HARMLESS)
        for place in NARROW
    }


@pytest.mark.parametrize("text", TEXTS[4::2], ids=ascii)
@pytest.mark.parametrize("place", NARROW)
def test_hostile_text_is_refused_as_a_name(
    place: str, text: str, twins: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    data = narrow(place, text)
    try:
        package = build(tmp_path, data)
    except GenerationError as error:
        line = str(error)
        assert "\n" not in line
        assert line.partition(": ")[2].startswith(NARROW[place][1])
        assert not (tmp_path / "generated").exists() or not any((tmp_path / "generated").iterdir())
    else:
        assert shapes(package, text) == twins[place]
        assert package.Cloudflare(**{next(iter(credentials(package))): "t"})


def credentials(package: Any) -> list[str]:
    """The arguments of a client that give credentials."""
    return [each for each in inspect.signature(package.Cloudflare).parameters if each != "base_url"]


WORDS = [
    *("class", "self", "async", "await", "match", "list", "type", "client", "options", "omit"),
    *("sync", "asyncio", "operation", "models", "api", "resources", "httpx", "true", "int"),
    *("core", "none", "dict", "cls", "lambda", "return", "response", "model", "property", "super"),
    *("parameter", "annotations", "date", "datetime", "import"),
]
# What every module of a resource has under these names.
NO_MODULES = {"annotations", "date", "datetime", "options"}


def test_keywords_of_python_can_be_names_of_everything(tmp_path: Path) -> None:
    data = zoo()
    text = {"type": "string"}
    for word, other in pairwise([*WORDS, WORDS[0]]):
        content = {"schema": {"type": "object", "properties": {other: text}}}
        described = operation(word, {"type": "object", "properties": {word: text}})
        described |= {
            "operationId": f"do_{word}" if word in NO_MODULES else word,
            "tags": [word],
            "x-fern-sdk-group-name": [word],
            "x-fern-sdk-method-name": word,
            "requestBody": {"required": True, "content": {"application/json": content}},
        }
        described["parameters"].append({"name": word, "in": "query", "schema": text})
        data["paths"][f"{ANIMALS[1]}/{word}"] = {"post": described}
    package: Any = build(tmp_path, data)
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        word = request.url.path.rpartition("/")[2]
        return httpx.Response(200, json={"success": True, "result": {word: word}})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = package.Cloudflare(api_token="t", http_client=http)
        for word, other in pairwise([*WORDS, WORDS[0]]):
            spelt = f"{word}_" if iskeyword(word) else word
            method = getattr(getattr(client, spelt), spelt)
            folder = Path(str(package.__file__)).parent / "api" / str(PythonIdentifier(word, ""))
            (path,) = {*folder.glob("*.py")} - {folder / "__init__.py"}
            module: Any = f"{package.__name__}.api.{folder.name}.{path.stem}"
            module = importlib.import_module(module)
            names = {each.name: each.argument for each in module.OPERATION.parameters}
            result = method(zoo_id="z", **{names[word]: "a", names[other]: "b"})
            assert result.to_dict() == {word: word}
            assert sent[-1].url.params.multi_items() == [(word, "a")]
            assert json.loads(sent[-1].content) == {other: "b"}
    main: Any = importlib.import_module(f"{package.__name__}.__main__")
    for each in main.PROGRAM.operations.values():
        group, method = typed_name(each.group), typed_name(each.name)
        assert run(main.PROGRAM, [group, method, "--help"]) == 0
