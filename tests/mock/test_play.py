"""A family without code of its own in the mock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, StrictMock

from .support import LIBRARY, result

EXAMPLE = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"

Call = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    with StrictMock(spec=LIBRARY) as server:
        yield server
        server.reset()


@pytest.fixture
def call(cloudflare_mock: StrictMock) -> Iterator[Call]:
    """Send a request that keeps to the contract, as its answer must."""
    with httpx.Client(
        base_url=cloudflare_mock.base_url, headers={"Authorization": f"Bearer {TOKEN}"}
    ) as client:

        def call(method: str, path: str, json: Any = None, **query: str) -> httpx.Response:
            cloudflare_mock.expect()
            return client.request(method, path, json=json, params=query)

        yield call


def test_a_list_without_pages_has_all_rows(call: Call) -> None:
    answer = call("GET", "/shelves").json()
    assert "result_info" not in answer
    rows = answer["result"]
    assert len({row["id"] for row in rows}) == len(rows) == 25
    assert all(len(row["id"]) == 32 and "secret" not in row for row in rows)
    assert rows == result(call("GET", "/shelves"))


def test_the_first_row_has_the_examples_of_the_schemas(call: Call) -> None:
    row = result(call("GET", "/shelves"))[0]
    assert row["id"] == EXAMPLE
    assert result(call("GET", f"/shelves/{EXAMPLE}")) == row


def test_the_service_chooses_identifier_stamps_and_defaults(call: Call) -> None:
    known = {row["id"] for row in result(call("GET", "/shelves"))}
    first, second = (result(call("POST", "/shelves", {"name": "A"}), 201) for _ in range(2))
    assert first["id"] != second["id"]
    assert not {first["id"], second["id"]} & known
    assert len(first["id"]) == 32
    assert (first["name"], first["colour"], first["books"]) == ("A", "oak", [])
    assert first["created_on"] == first["modified_on"] < second["created_on"]
    assert result(call("GET", f"/shelves/{first['id']}")) == first


def test_a_patch_changes_the_members_of_its_body(call: Call) -> None:
    before = result(call("POST", "/shelves", {"name": "A"}), 201)
    after = result(call("PATCH", f"/shelves/{before['id']}", {"colour": "ash"}))
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"colour", "modified_on"}


def test_a_deletion_answers_as_the_contract_says(call: Call) -> None:
    assert result(call("DELETE", f"/shelves/{EXAMPLE}")) == {"id": EXAMPLE}
    name = call("GET", "/readers").json()[0]["name"]
    assert result(call("DELETE", f"/readers/{name}")) is None
    gone = call("GET", f"/shelves/{EXAMPLE}")
    assert gone.status_code == 404
    assert gone.json()["messages"] == []


def test_a_put_of_a_list_replaces_its_rows(call: Call) -> None:
    rows = result(call("PUT", "/shelves", [{"name": "A"}, {"name": "B"}]))
    assert [row["name"] for row in rows] == ["A", "B"]
    assert result(call("GET", "/shelves")) == rows


def test_an_action_on_a_row_answers_with_the_row_that_its_result_is(call: Call) -> None:
    row = result(call("GET", f"/shelves/{EXAMPLE}"))
    assert result(call("POST", f"/shelves/{EXAMPLE}")) == row
    assert call("POST", "/shelves/none").status_code == 404


def test_a_list_below_a_row_belongs_to_it(call: Call) -> None:
    books = [{"id": 7, "title": "Owls"}]
    shelf = result(call("POST", "/shelves", {"name": "A", "books": books}), 201)["id"]
    path = f"/shelves/{shelf}/books"
    assert result(call("GET", path)) == books
    assert result(call("GET", f"{path}/7")) == books[0]
    added = result(call("POST", path, [{"title": "Emus"}, {"title": "Auks"}]))
    assert [type(row["id"]) for row in added] == [int, int]
    assert result(call("GET", path, order="title", direction="desc")) == [*books, *added]
    assert call("DELETE", f"{path}/7").content == b""
    assert result(call("GET", path)) == added
    assert result(call("GET", f"/shelves/{EXAMPLE}/books")) != added
    call("DELETE", f"/shelves/{shelf}")
    for method, inside in (("GET", ""), ("POST", ""), ("GET", f"/{added[0]['id']}")):
        body: list[Any] | None = [] if method == "POST" else None
        assert call(method, path + inside, body).status_code == 404


def test_an_identifier_in_the_body_is_taken_and_must_be_new(call: Call) -> None:
    path = f"/shelves/{EXAMPLE}/books"
    assert result(call("POST", path, [{"id": 70}])) == [{"id": 70}]
    assert call("POST", path, [{"id": 70}]).status_code == 409


def test_a_list_is_full_when_each_identifier_is_taken(cloudflare_mock: StrictMock) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    cloudflare_mock.expect()
    cloudflare_mock.expect(breaking_contract=True)
    doors = result(httpx.get(f"{cloudflare_mock.base_url}/doors", headers=headers))
    assert {door["id"] for door in doors} == {"a", "b"}
    full = httpx.post(f"{cloudflare_mock.base_url}/doors", headers=headers, json={})
    assert full.status_code == 501
    assert full.json()["errors"][0]["message"].endswith("each id that can be made up is taken")


def test_a_put_creates_a_row_where_no_post_does(call: Call) -> None:
    assert call("GET", "/readers/ada").status_code == 404
    assert call("PUT", "/readers/ada", {"age": 36}).json() == {"name": "ada", "age": 36}
    assert call("PUT", "/readers/ada", {"age": 37}).json() == {"name": "ada", "age": 37}
    assert call("GET", "/readers").json()[-1] == {"name": "ada", "age": 37}


def test_a_merge_patch_changes_members_of_members_and_removes_them(
    call: Call, cloudflare_mock: StrictMock
) -> None:
    home = {"town": "London", "street": "Dorset", "number": 12, "floor": None}
    call("PUT", "/readers/ada", {"age": 36, "home": home})
    headers = {
        "Authorization": f"Bearer {TOKEN}",
        "Content-Type": "application/merge-patch+json; charset=utf-8",
    }
    cloudflare_mock.expect()
    body = {"age": None, "home": {"street": "St James", "number": None}}
    answer = httpx.patch(f"{cloudflare_mock.base_url}/readers/ada", headers=headers, json=body)
    changed = {"town": "London", "street": "St James", "floor": None}
    assert answer.json() == {"name": "ada", "home": changed}
    assert answer.headers["content-type"] == "application/hal+json"
    assert call("GET", "/readers/ada").json() == answer.json()


def test_a_single_value_is_read_changed_forgotten_and_set(call: Call) -> None:
    before = result(call("GET", "/hours"))
    assert before["opens"] >= 7
    after = result(call("PATCH", "/hours", {"opens": 9}))
    assert after == before | {"opens": 9, "updated_at": after["updated_at"]}
    assert result(call("DELETE", "/hours")) == after
    assert [call(method, "/hours").status_code for method in ("GET", "DELETE")] == [404, 404]
    assert result(call("PUT", "/hours", {"opens": 8}))["opens"] == 8
    assert result(call("GET", "/hours"))["opens"] == 8


def test_an_action_answers_with_its_example_and_the_members_of_the_body(call: Call) -> None:
    assert result(call("POST", "/search", {})) == {"text": "owls", "hits": 7}
    assert result(call("POST", "/search", {"text": "emus"})) == {"text": "emus", "hits": 7}


def test_other_answers_than_json_are_played(call: Call) -> None:
    lines, picture = call("GET", "/catalogue"), call("GET", "/stamp")
    assert (lines.headers["content-type"], lines.text) == ("text/csv", "id,name\n")
    assert (picture.headers["content-type"], bool(picture.content)) == ("image/png", True)
    bell = call("POST", "/bell")
    assert (bell.status_code, bell.content) == (202, b"")


def test_the_parts_of_a_form_are_texts(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.expect(breaking_contract=True)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    parts = {"picture": b"...", "framed": b"true"}
    url = f"{cloudflare_mock.base_url}/posters"
    assert httpx.post(url, headers=headers, files=parts).status_code == 200
    del parts["picture"]
    assert httpx.post(url, headers=headers, files=parts).status_code == 400


def test_operations_that_cannot_be_played_have_a_reason(cloudflare_mock_server: StrictMock) -> None:
    assert cloudflare_mock_server.unplayable == {
        "burn": "the contract has no 2xx for it",
        "maze": "way contains itself",
        "riddle": "no made-up value is valid for result",
    }


def test_a_reset_restores_made_up_rows(call: Call, cloudflare_mock: StrictMock) -> None:
    def state() -> list[Any]:
        paths = ("/shelves", f"/shelves/{EXAMPLE}/books", "/readers", "/hours")
        return [call("GET", path).json() for path in paths]

    before = state()
    created = result(call("POST", "/shelves", {"name": "A"}), 201)
    call("PATCH", "/hours", {"opens": 9})
    call("DELETE", f"/shelves/{EXAMPLE}")
    cloudflare_mock.reset()
    assert state() == before
    assert result(call("POST", "/shelves", {"name": "A"}), 201) == created


def test_rows_of_any_list_can_be_set(call: Call, cloudflare_mock: StrictMock) -> None:
    shelf = {"id": "a" * 32, "name": "A"}
    cloudflare_mock.set_rows("shelves", [shelf])
    (row,) = result(call("GET", "/shelves"))
    assert row.items() >= shelf.items()
    name = f"shelves/{shelf['id']}/books"
    cloudflare_mock.set_rows(name, [{"id": 1, "title": "Emus"}])
    assert result(call("GET", f"/{name}/1")) == {"id": 1, "title": "Emus"}
    cloudflare_mock.set_rows("readers", [])
    assert call("GET", "/readers").json() == []


@pytest.mark.parametrize(
    ("name", "row", "problem"),
    [
        (
            "books",
            {},
            "Unknown list 'books'; known are shelves, readers, doors, shelves/{shelf_tag}/books",
        ),
        ("shelves/none/books", {}, "shelves/none/books: There is no row with this identifier"),
        (f"shelves/{EXAMPLE}/books", {}, rf"shelves/{EXAMPLE}/books \[0\]\.id: Required"),
        ("readers", {"name": "ada", "age": 5}, r"readers \[0\]\.age: Number must be greater .*"),
    ],
)
def test_rows_that_no_list_can_have_are_refused(
    name: str, row: dict[str, Any], problem: str, cloudflare_mock: StrictMock
) -> None:
    with pytest.raises(ValueError, match=f"^{problem}"):
        cloudflare_mock.set_rows(name, [row])
