"""The tree of resources, and the forms of their methods."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Coroutine
from operator import attrgetter
from typing import Any

import httpx
import pytest

import cloudflare_api_core as core
from cloudflare_api_core import (
    AsyncAPIClient,
    AsyncPaginator,
    AsyncResource,
    AsyncResponse,
    AsyncStreamedResponse,
    AsyncV4PagePaginationArray,
    Call,
    RawResource,
    Resource,
    Response,
    StreamedResponse,
    StreamingResource,
    SyncAPIClient,
    SyncResource,
    SyncV4PagePaginationArray,
    cached,
)
from tests.clients import ASYNC, SYNC

from .support import LIST, READ, Driver, Pet, Wire, envelope, many


class Pets(SyncResource):
    def read(self, id: str, *, owner: str = "o") -> Pet:
        """Read a pet."""
        return self._call(Call(READ, {"owner": owner, "id": id}, {}))

    def list(self, *, page: int | None = None) -> SyncV4PagePaginationArray[Pet]:
        """List pets."""
        return self._list(Call(LIST, _list_arguments(page), {}))


class AsyncPets(AsyncResource):
    def read(self, id: str, *, owner: str = "o") -> Coroutine[Any, Any, Pet]:
        """Read a pet."""
        return self._call(Call(READ, {"owner": owner, "id": id}, {}))

    def list(self, *, page: int | None = None) -> AsyncPaginator[Pet]:
        """List pets."""
        return self._list(Call(LIST, _list_arguments(page), {}))


class RawPets(RawResource[SyncAPIClient]):
    @core.raw(Pets.read)
    def read(self) -> None:
        """Raw."""

    @core.raw(Pets.list)
    def list(self) -> None:
        """Raw list."""


class AsyncRawPets(RawResource[AsyncAPIClient]):
    @core.async_raw(AsyncPets.read)
    def read(self) -> None:
        """Raw."""

    @core.async_raw(AsyncPets.list)
    def list(self) -> None:
        """Raw list."""


class StreamedPets(StreamingResource[SyncAPIClient]):
    @core.streamed(Pets.read)
    def read(self) -> None:
        """Streamed."""

    @core.streamed(Pets.list)
    def list(self) -> None:
        """Streamed list."""


class AsyncStreamedPets(StreamingResource[AsyncAPIClient]):
    @core.async_streamed(AsyncPets.read)
    def read(self) -> None:
        """Streamed."""

    @core.async_streamed(AsyncPets.list)
    def list(self) -> None:
        """Streamed list."""


def read_detailed(client: SyncAPIClient, *, id: str, owner: str = "o") -> Response[Pet]:
    """Read a pet."""
    return client.__client_request__(Call(READ, {"owner": owner, "id": id}, {}))


@core.result_of(read_detailed)
def read() -> None:
    """Result."""


def read_async_detailed(
    client: AsyncAPIClient, *, id: str, owner: str = "o"
) -> Coroutine[Any, Any, AsyncResponse[Pet]]:
    """Read a pet."""
    return client.__client_request__(Call(READ, {"owner": owner, "id": id}, {}))


@core.async_result_of(read_async_detailed)
def read_async() -> None:
    """Result."""


def list_async_detailed(
    client: AsyncAPIClient, *, page: int | None = None
) -> Coroutine[Any, Any, AsyncResponse[AsyncV4PagePaginationArray[Pet]]]:
    """List pets."""
    return client.__client_request_page__(Call(LIST, _list_arguments(page), {}))


@core.paginator_of(list_async_detailed)
def list_async() -> None:
    """Paginator."""


def _list_arguments(page: int | None) -> dict[str, Any]:
    return {"owner": "o", "page": page, "per_page": None, "search": None}


def _whole_list() -> httpx.Response:
    return envelope([{"id": "i"}], result_info={"total_count": 1})


@pytest.fixture
def sync(wire: Wire) -> SyncAPIClient:
    client: SyncAPIClient = Driver(SYNC, wire).client
    return client


@pytest.fixture
def asynchronous(wire: Wire) -> AsyncAPIClient:
    client: AsyncAPIClient = Driver(ASYNC, wire).client
    return client


def test_a_resource_passes_its_client_down(sync: SyncAPIClient) -> None:
    class Owners(Resource[SyncAPIClient]):
        @cached
        def pets(self) -> Pets:
            """The pets of all owners."""
            return Pets(self._client)

    owners = Owners(sync)
    assert owners.pets is owners.pets
    assert repr(owners.pets) == f"<Pets of {sync!r}>"
    assert inspect.getdoc(Owners.pets) == "The pets of all owners."


def test_sync_methods_have_every_form(wire: Wire, sync: SyncAPIClient) -> None:
    wire.will(*many(4, lambda: envelope({"id": "i"})))
    raw = RawPets(sync).read("i")
    assert isinstance(raw, Response)
    with StreamedPets(sync).read("i") as streamed:
        assert isinstance(streamed, StreamedResponse)
        found = streamed.parse()
    pet = Pet(id="i")
    assert [Pets(sync).read("i"), raw.parse(), found, read(client=sync, id="i")] == [pet] * 4


def test_sync_lists_have_every_form(wire: Wire, sync: SyncAPIClient) -> None:
    wire.will(*many(3, _whole_list))
    page = Pets(sync).list()
    assert isinstance(page, SyncV4PagePaginationArray)
    with StreamedPets(sync).list() as streamed:
        found = streamed.parse()
    assert page.result == RawPets(sync).list().parse().result == found.result == [Pet(id="i")]


@pytest.mark.anyio
async def test_async_methods_have_every_form(wire: Wire, asynchronous: AsyncAPIClient) -> None:
    client = asynchronous
    wire.will(*many(4, lambda: envelope({"id": "i"})))
    raw = await AsyncRawPets(client).read("i")
    assert isinstance(raw, AsyncResponse)
    async with AsyncStreamedPets(client).read("i") as streamed:
        assert isinstance(streamed, AsyncStreamedResponse)
        found = await streamed.parse()
    plain, result = await AsyncPets(client).read("i"), await read_async(client, id="i")
    assert [plain, await raw.parse(), found, result] == [Pet(id="i")] * 4


@pytest.mark.anyio
async def test_async_lists_have_every_form(wire: Wire, asynchronous: AsyncAPIClient) -> None:
    client = asynchronous
    wire.will(*many(5, _whole_list))
    pages = [await AsyncPets(client).list(), await list_async(client)]
    pages.append(await (await AsyncRawPets(client).list()).parse())
    async with AsyncStreamedPets(client).list() as streamed:
        pages.append(await streamed.parse())
    assert [page.result for page in pages] == [[Pet(id="i")]] * 4
    assert [pet async for pet in list_async(client)] == [Pet(id="i")]


@pytest.mark.parametrize("form", [AsyncPets, AsyncRawPets, AsyncStreamedPets])
def test_arguments_are_checked_at_the_call(form: Any, asynchronous: AsyncAPIClient) -> None:
    with pytest.raises(ValueError, match="Expected `page` to be at least 1 but received 0"):
        form(asynchronous).list(page=0)
    with pytest.raises(ValueError, match="Expected `page` to be at least 1 but received 0"):
        list_async(asynchronous, page=0)


@pytest.mark.parametrize(
    ("derived", "origin", "doc"),
    [
        (RawPets.read, Pets.read, "Raw."),
        (AsyncRawPets.list, AsyncPets.list, "Raw list."),
        (StreamedPets.read, Pets.read, "Streamed."),
        (AsyncStreamedPets.list, AsyncPets.list, "Streamed list."),
        (read, read_detailed, "Result."),
        (read_async, read_async_detailed, "Result."),
        (list_async, list_async_detailed, "Paginator."),
    ],
    ids=lambda each: getattr(each, "__qualname__", None),
)
def test_a_derived_form_has_its_own_docstring_and_the_parameters_of_its_origin(
    derived: Any, origin: Any, doc: str
) -> None:
    assert inspect.signature(derived).parameters == inspect.signature(origin).parameters
    assert inspect.getdoc(derived) == doc
    assert derived.__module__ == __name__
    assert attrgetter(derived.__qualname__)(sys.modules[__name__]) is derived


def test_a_wrong_keyword_is_refused_by_type_checkers_and_in_the_name_of_the_form(
    sync: SyncAPIClient, asynchronous: AsyncAPIClient
) -> None:
    with pytest.raises(TypeError, match=r"RawPets\.read\(\) got an unexpected keyword"):
        RawPets(sync).read("i", owners="o")  # type: ignore[call-arg] # pyright: ignore
    form = AsyncStreamedPets(asynchronous)
    with pytest.raises(TypeError, match=r"AsyncStreamedPets\.read\(\) got an unexpected keyword"):
        form.read("i", owners="o")  # type: ignore[call-arg] # pyright: ignore
    with pytest.raises(TypeError, match="got an unexpected keyword"):
        read(sync, id="i", owners="o")  # type: ignore[call-arg] # pyright: ignore
