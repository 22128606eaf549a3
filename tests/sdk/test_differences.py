"""The differences between this client and the official SDK, shown with both.

Each test is a row of a table in docs/guide.md, "Coming from the official SDK", whose first column
is its name in words; tests/docs/test_guide.py sees to that.
"""

from __future__ import annotations

import json
import logging
import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import metadata
from itertools import islice
from typing import Any, Final

import pytest

from cloudflare_api_mock import EMAIL, KEY, NO_PERMISSION_TOKEN, TOKEN, LogEntry, Mock, StrictMock

_ACCOUNT: Final = "a86a8f5c339544d7bdc89926de14fb8c"
_PAIR: Final = {"api_email": EMAIL, "api_key": KEY}
_CREDENTIALS: Final = {"api_token", "user_service_key", *_PAIR}
_ROW: Final[dict[str, object]] = {
    "id": "a",
    "auth_type": "oauth",
    "hostname": "https://a.example",
    "name": "A",
    "prompts": [],
    "tools": [],
}
_NEW: Final = {
    "id": "team-notes",
    "name": "Team notes",
    "hostname": "https://notes.example.com/mcp",
    "auth_type": "unauthenticated",
}
_FAILURE: Final[dict[str, object]] = {
    "success": False,
    "errors": [{"code": 7000, "message": "Something broke"}],
    "messages": [],
    "result": None,
}


def _envelope(result: object, **members: object) -> dict[str, object]:
    empty: dict[str, object] = {"success": True, "errors": [], "messages": []}
    return {**empty, "result": result, **members}


class Caller:
    """Calls the servers of the mock through one of the packages."""

    def __init__(self, package: str, stack: ExitStack, **settings: Any) -> None:
        self.package: Any = import_module(package)
        self._stack = stack
        self._settings = settings

    def using(self, **settings: Any) -> Caller:
        """The same with other settings for its clients."""
        return Caller(self.package.__name__, self._stack, **self._settings | settings)

    def client(self) -> Any:
        """A new one, with a token unless the settings say otherwise; closed when the test ends."""
        token = {} if self._settings.keys() & _CREDENTIALS else {"api_token": TOKEN}
        return self._stack.enter_context(self.package.Cloudflare(**self._settings, **token))

    @property
    def servers(self) -> Any:
        return self.client().zero_trust.access.ai_controls.mcp.servers

    def call(self, method: str = "list", **arguments: Any) -> Any:
        return getattr(self.servers, method)(**{"account_id": _ACCOUNT} | arguments)

    def error(self, method: str = "list", **arguments: Any) -> Any:
        """The error that a call raises."""
        try:
            self.call(method, **arguments)
        except Exception as error:
            return error
        return pytest.fail("nothing was raised")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def sdk(cloudflare_mock: StrictMock, stack: ExitStack) -> Caller:
    return Caller("cloudflare", stack, base_url=cloudflare_mock.base_url, max_retries=0)


@pytest.fixture
def ours(cloudflare_mock: StrictMock, stack: ExitStack) -> Caller:
    return Caller("cloudflare_ai_controls", stack, base_url=cloudflare_mock.base_url, max_retries=0)


@pytest.fixture
def waits(waits: list[float], monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that either package waits, none of which pass."""
    monkeypatch.setattr("time.sleep", waits.append)
    return waits


def _credentials(entry: LogEntry) -> dict[str, str]:
    names = ("authorization", "x-auth-email", "x-auth-key")
    return {name: entry.headers[name] for name in names if name in entry.headers}


def test_python() -> None:
    assert metadata("cloudflare")["Requires-Python"] == ">=3.9"
    assert metadata("cloudflare-ai-controls")["Requires-Python"] == ">=3.11"


def test_names_to_import(sdk: Caller, ours: Caller) -> None:
    models = import_module("cloudflare.types.zero_trust.access.ai_controls.mcp")
    names = {name for name in vars(models) if name.endswith("Response")}
    names |= {name for name in sdk.package.__all__ if name.endswith("Error")}
    names |= {"Cloudflare", "AsyncCloudflare", "SyncV4PagePaginationArray"}
    assert "SyncV4PagePaginationArray" in vars(import_module("cloudflare.pagination"))
    assert {"ServerListResponse", "PortalReadResponse", "RateLimitError"} <= names
    assert names <= set(ours.package.__all__)


def test_other_products(sdk: Caller, ours: Caller) -> None:
    assert hasattr(sdk.client(), "zones")
    assert not hasattr(ours.client(), "zones")


def test_paths_without_a_method(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    path = f"/accounts/{_ACCOUNT}/access/ai-controls/mcp/portals"
    assert sdk.client().get(path, cast_to=object)["success"]
    assert not hasattr(ours.client(), "get")


def test_other_credentials_for_a_copy(
    sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    copy = sdk.client().with_options(api_token=NO_PERMISSION_TOKEN)
    with pytest.raises(sdk.package.PermissionDeniedError):
        copy.zero_trust.access.ai_controls.mcp.servers.list(account_id=_ACCOUNT)
    with pytest.raises(TypeError):
        ours.client().with_options(api_token=NO_PERMISSION_TOKEN)


def test_user_service_keys(sdk: Caller, ours: Caller) -> None:
    assert sdk.using(user_service_key="v1.0-key").client().user_service_key == "v1.0-key"
    with pytest.raises(TypeError):
        ours.using(user_service_key="v1.0-key").client()


def test_a_sync_that_fails(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(3)
    unreachable = {**_NEW, "hostname": "https://notes.invalid/mcp"}
    sdk.call("create", **unreachable)
    result = sdk.call("sync", id="team-notes")
    assert (result.status, result.error) == ("error", "getaddrinfo ENOTFOUND notes.invalid")
    error = ours.error("sync", id="team-notes")
    assert isinstance(error, ours.package.UnsuccessfulResponseError)
    assert error.result.to_dict() == result.to_dict()


def test_the_message_of_an_error(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    assert sdk.error("read", id="nobody").message.startswith("Error code: 404 - {'success'")
    error = ours.error("read", id="nobody")
    assert not hasattr(error, "message")
    assert str(error).startswith("404 Not Found: [7002] Not Found (GET /accounts/")


def test_the_number_of_attempts(
    sdk: Caller, ours: Caller, waits: list[float], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(4)
    cloudflare_mock.fail_next({"status": 503})
    raw = sdk.using(max_retries=2).servers.with_raw_response
    assert raw.list(account_id=_ACCOUNT).retries_taken == 1
    cloudflare_mock.fail_next({"status": 503, "times": 2})
    assert ours.using(max_retries=1).error().attempts == 2
    assert len(waits) == 2


def test_a_model_as_json(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    row = _ROW | {"created_at": "2026-03-11 10:00:00"}
    cloudflare_mock.fail_next({"json": _envelope([row]), "times": 2})
    (theirs,), (ourselves,) = sdk.call().result, ours.call().result
    assert theirs.to_dict()["created_at"] == datetime(2026, 3, 11, 10)  # noqa: DTZ001
    assert json.loads(theirs.to_json())["created_at"] == "2026-03-11T10:00:00"
    assert ourselves.to_dict() == row


def test_fields_that_are_newer_than_the_package(
    sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"json": _envelope([_ROW | {"region": "eu"}]), "times": 2})
    assert sdk.call().result[0].region == "eu"
    (server,) = ours.call().result
    assert server.additional_properties == {"region": "eu"}
    assert server.to_dict()["region"] == "eu"


def test_raw_answers(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    theirs = sdk.servers.with_raw_response.list(account_id=_ACCOUNT)
    ourselves = ours.servers.with_raw_response.list(account_id=_ACCOUNT)
    assert theirs.json() == json.loads(ourselves.content)
    assert theirs.parse().result[0].id == ourselves.parse().result[0].id


def test_the_last_page(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2 + 1)
    page = sdk.call(search="my-mcp-server")
    assert page.has_next_page()
    assert page.get_next_page().result == []
    page = ours.call(search="my-mcp-server")
    assert not page.has_next_page()
    with pytest.raises(ours.package.PaginationError):
        page.get_next_page()


def test_a_page_that_repeats_itself(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(5 + 2)
    info = {"page": 1, "per_page": 1, "count": 1, "total_count": 9}
    cloudflare_mock.fail_next({"json": _envelope([_ROW], result_info=info), "times": 7})
    # There is no end to it.
    assert sum(1 for _ in islice(sdk.call(), 5)) == 5
    with pytest.raises(ours.package.PaginationError):
        list(ours.call())


def test_concurrent_pages(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(1 + 3)
    assert not hasattr(sdk.call(per_page=100), "iter_items")
    assert len(list(ours.call(per_page=100).iter_items(concurrency=8))) == 250


def test_a_rate_limit_that_is_used_up(
    sdk: Caller, ours: Caller, waits: list[float], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(4 + 3)
    nothing_left = {"headers": {"Ratelimit": '"default";r=0;t=30'}}
    cloudflare_mock.fail_next(nothing_left)
    assert len(list(sdk.call(per_page=100))) == 250
    assert waits == []
    cloudflare_mock.fail_next(nothing_left)
    assert len(list(ours.call(per_page=100))) == 250
    assert waits == [pytest.approx(30, abs=1)]


def test_success_that_is_false(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2 + 2)
    cloudflare_mock.fail_next({"json": _FAILURE, "times": 4})
    assert list(sdk.call()) == []
    assert sdk.call("read", id="a") is None
    for error in (ours.error(), ours.error("read", id="a")):
        assert isinstance(error, ours.package.UnsuccessfulResponseError)
        assert [entry.code for entry in error.errors] == [7000]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("<html></html>", "text/html", AttributeError),
        ('{"success": true, "result": [', "application/json", json.JSONDecodeError),
    ],
    ids=["html", "cut off"],
)
def test_a_200_that_is_not_json(
    body: str,
    kind: str,
    expected: type[Exception],
    sdk: Caller,
    ours: Caller,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"body": body, "headers": {"Content-Type": kind}, "times": 2})
    error = sdk.error()
    assert isinstance(error, expected)
    assert not isinstance(error, sdk.package.CloudflareError)
    assert isinstance(ours.error(), ours.package.APIResponseValidationError)


def test_a_required_field_that_is_missing(
    sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    row = {name: value for name, value in _ROW.items() if name != "hostname"}
    cloudflare_mock.fail_next({"json": _envelope([row]), "times": 2})
    assert sdk.call().result[0].hostname is None
    error = ours.error()
    assert isinstance(error, ours.package.APIResponseValidationError)
    assert "result[0].hostname" in str(error)


def test_a_list_that_is_null(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"json": _envelope([_ROW | {"tools": None}]), "times": 2})
    assert sdk.call().result[0].tools is None
    assert ours.call().result[0].tools == []


def test_date_times(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    row = _ROW | {"created_at": "2026-03-11 10:00:00", "modified_at": "yesterday"}
    cloudflare_mock.fail_next({"json": _envelope([row]), "times": 2})
    (theirs,), (ourselves,) = sdk.call().result, ours.call().result
    assert theirs.created_at == datetime(2026, 3, 11, 10)  # noqa: DTZ001
    assert theirs.modified_at == "yesterday"
    assert ourselves.created_at == datetime(2026, 3, 11, 10, tzinfo=UTC)
    assert ourselves.modified_at is None


@pytest.mark.parametrize("others", [{"CLOUDFLARE_EMAIL": EMAIL}, {"CLOUDFLARE_API_KEY": KEY}])
@pytest.mark.parametrize("is_argument", [True, False])
def test_a_token_beside_an_email_in_the_environment(
    others: dict[str, str],
    is_argument: bool,
    sdk: Caller,
    ours: Caller,
    monkeypatch: pytest.MonkeyPatch,
    cloudflare_mock: StrictMock,
) -> None:
    # Half a pair, which the contract does not allow.
    cloudflare_mock.expect(1, breaking_contract=True)
    cloudflare_mock.expect(1)
    for name, value in others.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    given = {"api_token": TOKEN if is_argument else None}
    assert isinstance(sdk.using(**given).error(), sdk.package.BadRequestError)
    ours.using(**given).call()
    theirs, ourselves = map(_credentials, cloudflare_mock.log)
    assert "authorization" not in theirs
    assert ourselves == {"authorization": f"Bearer {TOKEN}"}


def test_two_kinds_of_credentials(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    sdk.using(api_token=TOKEN, **_PAIR).call()
    (sent,) = map(_credentials, cloudflare_mock.log)
    assert sent == {"x-auth-email": EMAIL, "x-auth-key": KEY}
    with pytest.raises(ours.package.CredentialsError, match="exclude each other"):
        ours.using(api_token=TOKEN, **_PAIR).client()


def test_no_credentials(sdk: Caller, ours: Caller) -> None:
    assert isinstance(sdk.using(api_token=None).error(), TypeError)
    with pytest.raises(ours.package.CredentialsError, match="no credentials"):
        ours.using(api_token=None).client()


def test_only_one_of_e_mail_and_key(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(breaking_contract=True)
    assert isinstance(sdk.using(api_key=KEY).error(), sdk.package.BadRequestError)
    with pytest.raises(ours.package.CredentialsError, match="`api_email` is missing"):
        ours.using(api_key=KEY).client()


def test_a_token_that_a_header_cannot_hold(
    sdk: Caller, ours: Caller, waits: list[float], cloudflare_mock: StrictMock
) -> None:
    error = sdk.using(api_token=f"{TOKEN}\n", max_retries=2).error()
    assert isinstance(error, sdk.package.APIConnectionError)
    assert len(waits) == 2
    with pytest.raises(ours.package.CredentialsError, match="`api_token` contains a character"):
        ours.using(api_token=f"{TOKEN}\n").client()


def test_plain_http_to_another_machine(sdk: Caller, ours: Caller) -> None:
    url = "http://api.example.com/client/v4"
    assert str(sdk.using(base_url=url).client().base_url) == f"{url}/"
    with pytest.raises(ValueError, match="unencrypted"):
        ours.using(base_url=url).client()


def test_credentials_in_extra_headers(
    sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    extra = {"X-Auth-Key": KEY}
    sdk.call(extra_headers=extra)
    (sent,) = map(_credentials, cloudflare_mock.log)
    assert sent == {"authorization": f"Bearer {TOKEN}", "x-auth-key": KEY}
    error = ours.error(extra_headers=extra)
    assert isinstance(error, ValueError)
    assert KEY not in str(error)


def test_a_redirect_to_another_host(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    with Mock(servers=1) as another:
        there = another.base_url.replace("127.0.0.1", "localhost")
        cloudflare_mock.fail_next({"status": 302, "headers": {"Location": there}, "times": 2})
        sdk.using(**_PAIR).error()
        error = ours.using(**_PAIR).error()
        assert [*map(_credentials, another.log)] == [{"x-auth-email": EMAIL, "x-auth-key": KEY}]
    assert isinstance(error, ours.package.APIStatusError)
    assert error.status_code == 302


def test_the_text_of_an_error(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    said = str(sdk.using(api_token=NO_PERMISSION_TOKEN).error())
    assert said.startswith("Error code: 403 - {'success': False, 'errors': [{'code': 10000, ")
    said = str(ours.using(api_token=NO_PERMISSION_TOKEN).error())
    assert said.startswith("403 Forbidden: [10000] Authentication error (GET /accounts/")
    assert ", ray " in said
    assert "; needs one of the permissions MCP Portals Write, MCP Portals Read, or the " in said


@pytest.mark.parametrize("fault", [{"status": 404}, {"drop": True}], ids=["status", "drop"])
def test_an_error_that_is_pickled(
    fault: dict[str, Any], sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next(fault | {"times": 2})
    pickled = pickle.dumps(sdk.error())
    with pytest.raises(TypeError):
        pickle.loads(pickled)
    error = ours.error()
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_request_that_an_error_holds(
    sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"status": 404, "times": 2})
    settings: dict[str, Any] = {**_PAIR, "default_headers": {"X-Mine": "hush-hush"}}
    update: dict[str, Any] = {"method": "update", "id": "my-mcp-server", "name": "hush"}
    request = sdk.using(**settings).error(**update).request
    assert {KEY, "hush-hush"} <= {*request.headers.values()}
    assert b"hush" in request.content
    request = ours.using(**settings).error(**update).request
    assert not {KEY, "hush-hush"} & {*request.headers.values()}
    assert (request.headers["X-Mine"], request.content) == ("***", b"")


def test_the_log_of_a_create(
    sdk: Caller, ours: Caller, caplog: pytest.LogCaptureFixture, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    for caller, id, logs_it in ((sdk, "theirs", True), (ours, "ours", False)):
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            secret = {"auth_type": "bearer", "auth_credentials": "hush-hush"}
            caller.call("create", **_NEW | secret | {"id": id})
        assert ("hush-hush" in caplog.text) is logs_it


def test_a_retry_after_of_more_than_a_minute(
    sdk: Caller, ours: Caller, waits: list[float], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(3 + 1)
    cloudflare_mock.fail_next({"status": 429, "headers": {"Retry-After": "120"}, "times": 4})
    sdk.using(max_retries=2).error()
    assert len(waits) == 2
    assert max(waits) <= 1
    waits.clear()
    error = ours.using(max_retries=2).error()
    assert isinstance(error, ours.package.RateLimitError)
    assert (error.retry_after, waits) == (120, [])


def test_a_create_whose_answer_is_lost(
    sdk: Caller, ours: Caller, waits: list[float], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(3 + 1)
    cloudflare_mock.fail_next({"drop": True})
    error = sdk.using(max_retries=2).error("create", **_NEW)
    # The first request created the row that the others find.
    assert isinstance(error, sdk.package.ConflictError)
    cloudflare_mock.fail_next({"drop": True})
    error = ours.using(max_retries=2).error("create", **_NEW | {"id": "other-notes"})
    assert isinstance(error, ours.package.APIConnectionError)
    assert error.attempts == 1


def test_a_conflict(
    sdk: Caller, ours: Caller, waits: list[float], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(1 + 3 + 1)
    ours.call("create", **_NEW)
    for caller, attempts in ((sdk, 3), (ours, 1)):
        before = len(cloudflare_mock.log)
        error = caller.using(max_retries=2).error("create", **_NEW)
        assert isinstance(error, caller.package.ConflictError)
        assert len(cloudflare_mock.log) - before == attempts


def test_a_client_that_is_closed(sdk: Caller, ours: Caller, waits: list[float]) -> None:
    for caller, expected, retries in (
        (sdk, sdk.package.APIConnectionError, 2),
        (ours, ours.package.CloudflareError, 0),
    ):
        client = caller.using(max_retries=2).client()
        client.close()
        waits.clear()
        with pytest.raises(expected) as caught:
            client.zero_trust.access.ai_controls.mcp.servers.list(account_id=_ACCOUNT)
        assert type(caught.value) is expected
        assert len(waits) == retries
    assert str(caught.value) == "the client is closed"


def test_a_copy_that_is_closed(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    client = sdk.client()
    client.with_options(timeout=3).close()
    assert client.is_closed()
    client = ours.client()
    client.with_options(timeout=3).close()
    client.zero_trust.access.ai_controls.mcp.servers.list(account_id=_ACCOUNT)


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("list", {"account_id": " "}),
        ("list", {"page": 0}),
        ("list", {"per_page": 1000}),
        ("read", {"id": "Not An Id"}),
        ("create", {**_NEW, "name": "x" * 351}),
        ("update", {"id": "my-mcp-server", "updated_tools": [{"alias": "find"}]}),
        ("update", {"id": "my-mcp-server", "name": None}),
    ],
    ids=["blank", "page", "per_page", "id", "name", "nested", "null"],
)
def test_arguments_that_break_a_rule(
    method: str, given: dict[str, Any], sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    # The contract has no rule against a blank account.
    cloudflare_mock.expect(breaking_contract=given.get("account_id") != " ")
    error = sdk.error(method, **given)
    assert isinstance(error, sdk.package.APIStatusError)
    assert isinstance(ours.error(method, **given), ValueError)
    assert len(cloudflare_mock.log) == 1


def test_numbers_given_as_text(sdk: Caller, ours: Caller, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    assert len(sdk.call(per_page="5").result) == 5
    error = ours.error(per_page="5")
    assert isinstance(error, ValueError)
    assert str(error) == "Expected `per_page` to be of type integer but received '5'"


def test_members_that_only_answers_have(
    sdk: Caller, ours: Caller, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    override = {"name": "a", "portal_alias": "b"}
    assert sdk.call("update", id="my-mcp-server", updated_tools=[override])
    error = ours.error("update", id="my-mcp-server", updated_tools=[override])
    assert isinstance(error, ValueError)
    assert str(error).endswith("`updated_tools[0].portal_alias`: did you mean `alias`?")
