"""The record of a document: the facts of published.yaml, from Cloudflare's own document."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from cloudflare_api_contract import ContractError, Document, Json, read
from tools.upstream.comparison import compare
from tools.upstream.difference import Difference
from tools.upstream.families import families
from tools.upstream.published import write
from tools.upstream.record import record

from .support import PREFIX, as_cloudflare, contract, published, put

_PAGES: Json = {"offset": "$request.page", "results": "$response.result"}


def _recorded(document: Json) -> Document:
    old = Document("published.yaml", published())
    return record(Document("openapi.json", document), old, families(contract()))


@cache
def _usual() -> list[Difference]:
    return compare(contract(), Document("published.yaml", published()))


def test_a_document_and_its_record_have_the_same_facts() -> None:
    assert compare(contract(), _recorded(as_cloudflare(published(), others=2))) == _usual()


def test_a_record_of_a_record_is_the_same() -> None:
    first = _recorded(published())
    assert compare(contract(), first) == _usual()
    assert record(first, first, families(contract())).data == first.data


def test_a_record_holds_the_operations_of_the_family() -> None:
    document = as_cloudflare(published(), others=2)
    document["paths"][f"{PREFIX}-next/things"] = document["paths"][f"{PREFIX}/servers"]
    assert _recorded(document).data["paths"].keys() == published()["paths"].keys()


def test_a_record_holds_facts_without_texts_and_bodies_of_errors() -> None:
    document = as_cloudflare(published())
    scheme = {"type": "http", "scheme": "bearer"}
    server = {"url": "https://a.test"}
    body: Json = {"content": {"application/json": {"schema": {}}}}
    text = {"description": "A text."}
    document |= {"servers": [server | text], "security": [{"token": []}]}
    document["components"]["securitySchemes"] = {"token": scheme | text}
    put(f"paths {PREFIX}/servers get responses 400", body | text)(document)
    put(f"paths {PREFIX}/servers get parameters 1 schema required", True)(document)
    recorded = _recorded(document).data
    assert recorded["servers"] == [server]
    assert recorded["security"] == [{"token": []}]
    assert recorded["components"]["securitySchemes"] == {"token": scheme}
    assert recorded["components"]["parameters"] == published()["components"]["parameters"]
    assert recorded["paths"][f"{PREFIX}/servers"]["get"]["responses"]["400"] == {}


def test_facts_that_the_document_lacks_are_kept() -> None:
    document = as_cloudflare(published())
    del document["servers"], document["components"]["securitySchemes"]
    for item in document["paths"].values():
        for operation in item.values():
            for name in ("group-name", "method-name"):
                operation.pop(f"x-fern-sdk-{name}", None)
            operation.pop("x-fern-pagination", None)
    assert _recorded(document).data == _recorded(as_cloudflare(published())).data


def test_a_list_that_is_new_gets_its_pagination() -> None:
    document = as_cloudflare(published())
    item = document["paths"][f"{PREFIX}/servers"]
    document["paths"][f"{PREFIX}/things"] = {"get": item["get"].copy()}
    del document["paths"][f"{PREFIX}/things"]["get"]["x-fern-pagination"]
    recorded = _recorded(document).data["paths"]
    assert recorded[f"{PREFIX}/things"]["get"]["x-fern-pagination"] == _PAGES


def test_broken_operations_of_other_products_are_ignored() -> None:
    document = as_cloudflare(published())
    document["paths"]["/zones"] = {"get": {"parameters": [{"$ref": "#/nowhere"}]}, "put": 5}
    document["paths"]["/users"] = {"$ref": "#/nowhere"}
    assert _recorded(document).data == _recorded(as_cloudflare(published())).data


def test_a_document_without_any_family_is_refused() -> None:
    document = as_cloudflare(published(), others=1)
    document["paths"] = {f"{PREFIX}-next/things": {"get": {}}, "/zones": {"get": {}}}
    expected = "openapi.json: has nothing of /accounts/{}/access/ai-controls/mcp"
    with pytest.raises(ContractError, match=re.escape(expected)):
        _recorded(document)


def test_schemas_keep_their_names_when_fields_are_added() -> None:
    document = published()
    for schema in document["components"]["schemas"].values():
        schema["properties"]["added"] = {"type": "string"}
    recorded, facts = (each["components"] for each in (_recorded(document).data, published()))
    assert recorded["schemas"].keys() == facts["schemas"].keys()
    assert recorded["parameters"].keys() == facts["parameters"].keys()
    assert "added" in recorded["schemas"]["Portal"]["properties"]


def _message(*fields: str) -> Json:
    chain = {"type": "array", "items": {"$ref": f"#/components/schemas/With{len(fields)}"}}
    return {"properties": {name: {} for name in fields} | {"error_chain": chain}}


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (("value",), ["Recursive"]),
        (("code", "message", "source"), ["Message"]),
        (("code", "message", "source", "path"), ["Message", "Message2"]),
    ],
)
def test_a_schema_that_contains_itself_keeps_its_facts(
    fields: tuple[str, ...], names: list[str]
) -> None:
    schemas = {f"With{n}": _message(*fields[:n]) for n in {3, len(fields)} if n <= len(fields)}
    properties = {name: {"$ref": f"#/components/schemas/{name}"} for name in schemas}
    answer = {"content": {"application/json": {"schema": {"properties": properties}}}}
    paths = {"/a": {"get": {"responses": {"200": answer}}}}
    document = Document("a", {"paths": paths, "components": {"schemas": schemas}})
    known = {"Message": published()["components"]["schemas"]["Message"]}
    old = Document("published.yaml", {"paths": {}, "components": {"schemas": known}})
    recorded = record(document, old, ["/a"])
    assert [*recorded.data["components"]["schemas"]] == names
    assert compare(document, recorded) == []


def test_parameters_with_other_facts_are_kept_apart() -> None:
    document = published()
    one = document["components"]["parameters"]["Page"]
    other = one | {"schema": one["schema"] | {"default": True}}
    put(f"paths {PREFIX}/portals get parameters 1", other)(document)
    recorded = _recorded(document).data
    names = [
        recorded["paths"][f"{PREFIX}/{each}"]["get"]["parameters"][1]["$ref"].rpartition("/")[2]
        for each in ("servers", "portals")
    ]
    assert names == ["Page", "Page2"]
    defaults = [recorded["components"]["parameters"][name]["schema"]["default"] for name in names]
    assert list(map(repr, defaults)) == ["1", "True"]


def test_a_written_record_is_read_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "published.yaml"
    file.write_text("# Facts.\n# Of others.\npaths: {}  # none\n")
    recorded = _recorded(as_cloudflare(published()))
    write(recorded, "openapi.json", file)
    assert read(file).data == recorded.data
    text = file.read_text("utf-8")
    assert re.match(
        r"# Facts\.\n# Of others\.\n# Written from openapi\.json\. .+\nservers:\n", text
    )
    assert text.count("#") == 3 + text.count("'#/")
    assert "&" not in text
    file.write_text(text + "# Seen again.\n")
    write(recorded, "other.json", file)
    assert file.read_text("utf-8") == text + "# Seen again.\n"
