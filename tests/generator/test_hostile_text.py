"""Text of the contract stays text: it never becomes code, and never hides any."""

from __future__ import annotations

import ast
import csv
import importlib
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import pairwise, product
from keyword import iskeyword
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import httpx
import pytest
from attrs import evolve
from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case

from cloudflare_api_contract import Place
from cloudflare_api_core.command_line import run
from cloudflare_api_core.command_line.arguments import kebab_case as typed_name
from cloudflare_api_core.command_line.cells import csv_cell
from generator.errors import GenerationError

from .support import ANIMALS, Connection, Json, build, files, folder_of, operation, put, zoo

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


HARMLESS = [f"harm-less-{number}" for number, _ in enumerate(TEXTS)]
# Keeps apart the names of texts that differ only in punctuation.
NUMBERS = {text: number for texts in (TEXTS, HARMLESS) for number, text in enumerate(texts)}


def name(text: str) -> str:
    """A text as the name of something in Python, which has to be a short one."""
    return f"{text[:60]}-zebra{NUMBERS[text]:02}"


def member(text: str) -> str:
    """The same for something in a body, which may not be called like a parameter."""
    return f"{text[:60]}-okapi{NUMBERS[text]:02}"


def snake(text: str) -> str:
    return str(PythonIdentifier(text, "field_"))


def hostile(texts: list[str]) -> Json:
    """A contract with texts at every place that holds one, but for those of `narrow`."""
    data = zoo()
    every = " ".join(texts)
    data["info"] = {"title": every, "version": "1", "description": every}
    data["info"] |= {"license": {"name": every}, "contact": {"name": every}}
    data["servers"][0]["description"] = every
    scheme: Json = {"type": "http", "scheme": "bearer", "description": every}
    data["components"]["securitySchemes"]["api_token"] = scheme
    data["tags"] = [{"name": name(text), "description": text} for text in texts]
    del data["paths"][ANIMALS[1]]
    for text in texts:
        add_operations(data, text)
    return data


def add_operations(data: Json, text: str) -> None:
    """Add two operations, and the schemas that they use, with a text at every place."""
    path, animal, own = (f"{each}{NUMBERS[text]}" for each in (ANIMALS[1], "Animal", "Own"))
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
    inner = {"properties": {member(text): {"$ref": f"#/components/schemas/{own}"}}}
    properties: Json = {member(text): schema, "inner": {"type": "object"} | inner}
    fed: Json = {"type": "object", "required": [member(text)], "properties": properties}
    data["components"]["schemas"] |= {
        animal: fed | {"title": text, "description": text, "example": {text: text}},
        own: {
            "allOf": [
                {"description": text, "properties": {member(text): schema}},
                {"nullable": True},
            ]
        },
    }
    described: Json = {
        "summary": text,
        "description": text,
        "tags": [name(text)],
        "x-api-token-group": [text, text],
        "x-fern-sdk-group-name": [f"group-{name(text)}", f"inner-{name(text)}"],
    }
    parameter: Json = {"name": name(text), "in": "query", "description": text, "schema": schema}
    result = {"$ref": f"#/components/schemas/{animal}"}
    content = {"application/json": {"schema": fed, "example": {member(text): text}}}
    body = {"required": True, "description": text, "content": content}
    data["paths"][path] = {
        "get": operation("list", {"type": "array", "items": result}),
        "post": operation("feed", result, requestBody=body),
    }
    for operation_id, node in zip(("list", "feed"), data["paths"][path].values(), strict=True):
        node |= described | {"operationId": f"{operation_id}-{name(text)}"}
        node["parameters"].append(parameter | {"example": text})
    listed = data["paths"][path]["get"]
    listed["x-fern-sdk-method-name"] = f"list-{name(text)}"
    answer = listed["responses"]["200"]
    media = answer["content"]["application/json"]
    media["examples"] = {text: {"summary": text, "description": text, "value": {text: text}}}
    header = {"description": text, "schema": {"type": "string"}}
    answer |= {"description": text, "headers": {"X": header}}


# However the parts of a generated name are put together.
SPELLINGS: list[Callable[[str], str]] = [
    snake,
    snake_case,
    pascal_case,
    lambda text: pascal_case(snake_case(text)),
    lambda text: snake_case(pascal_case(snake_case(text))),
]


class _Shape(ast.NodeTransformer):
    """Takes out strings, renames what is named by a text, and sorts imports."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        longest = sorted(map(re.escape, names), key=len, reverse=True)
        self.pattern = re.compile("|".join(longest))

    def rename(self, value: str) -> str:
        return self.pattern.sub(lambda found: self.names[found[0]], value)

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


def shapes(package: ModuleType, twins: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The modules of a package, without strings, and with the names of the twins of texts."""
    names = {package.__name__: "zoo"}
    for text, twin in twins.items():
        for named, spelt in product((name, member), SPELLINGS):
            names[spelt(named(text))] = spelt(named(twin))
    shape = _Shape(names)
    return {
        shape.rename(path): ast.dump(shape.visit(ast.parse(source)))
        for path, source in files(folder_of(package)).items()
        if path.endswith(".py")
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return build(tmp_path_factory.mktemp("hostile"), hostile(TEXTS))


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return build(tmp_path_factory.mktemp("harmless"), hostile(HARMLESS))


def feed(package: Any, text: str, value: str) -> Any:
    """Call the operation that takes and gives a text at every place; return its result."""
    http = Connection({member(text): value})
    client = package.Cloudflare(api_token="t", http_client=http)
    group = getattr(client, snake(f"group-{name(text)}"))
    group = getattr(group, snake(f"inner-{name(text)}"))
    inner = {member(text): {member(text): value}}
    arguments = {snake(name(text)): value, snake(member(text)): value, "inner": inner}
    animal = group.feed(zoo_id="z", **arguments)
    (request,) = http.sent
    assert request.url.params.multi_items() == [(name(text), value)]
    assert json.loads(request.content) == {member(text): value, "inner": inner}
    return animal


def feed_by_command(package: ModuleType, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Give a text to the same operation on the command line; return its help."""
    main: Any = importlib.import_module(f"{package.__name__}.__main__")
    http = Connection({member(text): text})
    words = (f"inner-{name(text)}", name(text), member(text))
    group, option, body = (typed_name(snake(each)) for each in words)
    inner = json.dumps({member(text): {member(text): text}})
    typed = [group, "feed", "z", f"--{option}", text, f"--{body}", text]
    program = evolve(main.PROGRAM, client=partial(main.Cloudflare, api_token="t", http_client=http))
    assert run(program, [*typed, "--inner", inner, "--output", "csv"]) == 0
    (request,) = http.sent
    assert request.url.params.multi_items() == [(name(text), text)]
    assert json.loads(request.content) == {member(text): text, "inner": json.loads(inner)}
    (columns, row) = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    assert dict(zip(columns, row, strict=True)) == {member(text): csv_cell(text), "inner": ""}
    assert run(program, [group, "feed", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(c.isprintable() or c == "\n" for c in said)
    return said


def test_hostile_text_changes_only_strings_and_names(package: ModuleType, twin: ModuleType) -> None:
    found, expected = shapes(package, dict(zip(TEXTS, HARMLESS, strict=True))), shapes(twin)
    assert found.keys() == expected.keys()
    assert [path for path in found if found[path] != expected[path]] == []
    for path, source in files(folder_of(package)).items():
        assert all(c.isprintable() or c == "\n" for c in source.decode()), path


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_hostile_text_is_sent_received_and_shown(
    text: str, package: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
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
    def answer(request: httpx.Request) -> Json:
        text = request.content.decode()
        return {text[:60]: text}

    http = Connection(answer)
    animals = kinds.Cloudflare(api_token="t", http_client=http).animals
    found = [animals.find(zoo_id="z", body=text) for text in TEXTS]
    assert [made.to_dict() for made in found] == [{text[:60]: text} for text in TEXTS]
    assert len({*map(type, found)}) == len(TEXTS)
    assert {request.headers["content-type"] for request in http.sent} == {"text/x; a=b"}


def narrow(text: str) -> dict[str, tuple[Place, Any]]:
    """Places where not every text can stand, by name, and the texts around it."""
    path, variable = f"/zoos/{{zoo_id}}/{text}", f"/zoos/{{{name(text)}}}"
    seen = operation("see", {"$ref": "#/components/schemas/Animal"})
    seen["parameters"][0] = seen["parameters"][0] | {"name": name(text)}
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    schemes = ("components", "securitySchemes")
    return {
        "version": (("info", "version"), text),
        "server": (("servers", 0, "url"), f"https://zoo.example/{text}"),
        "path": (("paths", path), {"get": operation("find", None)}),
        "variable": (("paths", variable), {"get": seen}),
        "header": ((*ANIMALS, "parameters", 1, "name"), name(text)),
        "key": ((*schemes, "key", "name"), text),
        "scheme": ((*schemes, name(text)), {"type": "http", "scheme": "bearer"}),
        "schema": (("components", "schemas", name(text)), schema),
    }


def zoo_with(text: str, places: Iterable[str]) -> Json:
    """A contract with a text at some of the places of `narrow`."""
    data = zoo()
    listed = data["paths"][ANIMALS[1]]["get"]
    listed["parameters"].append({"name": "X-A", "in": "header", "schema": {"type": "string"}})
    data["components"]["securitySchemes"]["key"] = {"type": "apiKey", "in": "header", "name": "A"}
    for each in places:
        place, value = narrow(text)[each]
        put(*place, value=value)(data)
    if "schema" in places:
        schema = {"$ref": f"#/components/schemas/{name(text)}"}
        data["components"]["schemas"]["Animal"]["properties"]["a"] = schema
    data["security"] = [{each: []} for each in data["components"]["securitySchemes"]]
    for item in data["paths"].values():
        item["get"]["security"] = data["security"]
    return data


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], dict[str, str]]:
    """The shapes of the packages with a harmless text at some of the places."""

    @cache
    def twin(places: tuple[str, ...]) -> dict[str, str]:
        return shapes(build(tmp_path_factory.mktemp("twins"), zoo_with(HARMLESS[0], places)))

    return twin


def built(folder: Path, data: Json) -> Any:
    """The package of a contract, or the error that refuses it."""
    try:
        return build(folder, data)
    except GenerationError as error:
        return error


@pytest.mark.parametrize("text", TEXTS[4::2], ids=ascii)
def test_hostile_text_is_refused_as_a_name(
    text: str, twins: Callable[[tuple[str, ...]], dict[str, str]], tmp_path: Path
) -> None:
    names = {place: each for each, (place, _) in narrow(text).items()}
    accepted = [*names.values()]
    while isinstance(package := built(tmp_path, zoo_with(text, accepted)), GenerationError):
        faults = [package, *package.more]
        assert len(str(package).splitlines()) == len(faults)
        assert [*(tmp_path / "generated").iterdir()] == []
        for fault in faults:
            accepted.remove(names[fault.place])
    assert shapes(package, {text: HARMLESS[0]}) == twins(tuple(accepted))
    for argument in ("api_token", "key"):
        assert package.Cloudflare(**{argument: "t"})


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

    def answer(request: httpx.Request) -> Json:
        word = request.url.path.rpartition("/")[2]
        return {word: word}

    http = Connection(answer)
    client = package.Cloudflare(api_token="t", http_client=http)
    for word, other in pairwise([*WORDS, WORDS[0]]):
        spelt = f"{word}_" if iskeyword(word) else word
        method = getattr(getattr(client, spelt), spelt)
        folder = folder_of(package) / "api" / str(PythonIdentifier(word, ""))
        (path,) = {*folder.glob("*.py")} - {folder / "__init__.py"}
        module: Any = f"{package.__name__}.api.{folder.name}.{path.stem}"
        module = importlib.import_module(module)
        names = {each.name: each.argument for each in module.OPERATION.parameters}
        result = method(zoo_id="z", **{names[word]: "a", names[other]: "b"})
        assert result.to_dict() == {word: word}
        assert http.sent[-1].url.params.multi_items() == [(word, "a")]
        assert json.loads(http.sent[-1].content) == {other: "b"}
    main: Any = importlib.import_module(f"{package.__name__}.__main__")
    for each in main.PROGRAM.operations.values():
        group, method = typed_name(each.group), typed_name(each.name)
        assert run(main.PROGRAM, [group, method, "--help"]) == 0
