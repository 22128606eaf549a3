"""A client that was used, and then forked: each process gets its own answers."""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

import pytest

from cloudflare_ai_controls import CloudflareError
from tests.clients import SYNC

from .support import CERTIFICATE, ROW, Caller, Reply, Server, answer, envelope

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

_CALLS: Final = 8


def _echo(request: str) -> Reply:
    """Answer with the identifier, or the page, that the request asks for."""
    if found := re.search(r"[?&]page=(\d+)", request):
        number = int(found[1])
        info = {"page": number, "per_page": 1, "count": 1, "total_count": 20}
        return answer(200, envelope([{**ROW, "id": f"p-{number}"}], result_info=info))
    return answer(200, envelope({**ROW, "id": request.split()[1].rpartition("/")[2]}))


@pytest.fixture(params=[False, True], ids=["http", "https"])
def caller(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("NO_PROXY", "*")
    with Server(_echo, tls=request.param) as server:
        caller = Caller(SYNC, server.url)
        with caller.client:
            caller.servers.read("warm", account_id="a")
            yield caller


def _child(work: Callable[[], object]) -> Callable[[], Any]:
    """Run work in a forked process. Return a function that waits for its result."""
    reading, writing = os.pipe()
    if pid := os.fork():
        os.close(writing)

        def wait() -> Any:
            with open(reading, "rb") as pipe:
                data = pipe.read()
            os.waitpid(pid, 0)
            return pickle.loads(data)

        return wait
    try:
        try:
            result = work()
        except BaseException as error:
            result = error
        os.write(writing, pickle.dumps(result))
    finally:
        os._exit(0)


def _read(caller: Caller, process: str) -> list[str]:
    asked = [f"s-{process}-{number}" for number in range(_CALLS)]
    return [each for each in asked if caller.servers.read(each, account_id="a").id != each]


def _stream(caller: Caller, process: str) -> list[str]:
    wrong = list[str]()
    for number in range(_CALLS):
        asked = f"s-{process}-{number}"
        with caller.servers.with_streaming_response.read(asked, account_id="a") as response:
            if response.parse().id != asked:
                wrong.append(asked)
    return wrong


def _walk(caller: Caller, process: str) -> list[str]:
    page = caller.servers.list(account_id="a", page=1)
    found = [row.id for row in page.iter_items(concurrency=4)]
    return [] if found == [f"p-{number}" for number in range(1, 21)] else found


@pytest.mark.parametrize("use", [_read, _stream, _walk])
def test_each_process_gets_its_own_answers(
    use: Callable[[Caller, str], list[str]], caller: Caller
) -> None:
    children = [_child(lambda name=name: use(caller, name)) for name in "ab"]  # type: ignore[misc]
    assert [use(caller, "parent"), *(wait() for wait in children)] == [[], [], []]


def test_a_walk_goes_on_in_both_processes(caller: Caller) -> None:
    rows = caller.servers.list(account_id="a", page=1).iter_items(concurrency=4)
    before = [row.id for row in islice(rows, 3)]

    def rest() -> list[str]:
        return [row.id for row in rows]

    child = _child(rest)
    everything = [f"p-{number}" for number in range(1, 21)]
    assert before + rest() == everything
    assert before + child() == everything


def test_a_child_has_a_tls_context_of_its_own(caller: Caller) -> None:
    client: Any = caller.client
    before = client._route.tls

    def has_another() -> bool:
        caller.servers.read("s", account_id="a")
        return client._route.tls is not before

    assert _child(has_another)() is client.base_url.startswith("https:")
    assert client._route.tls is before


def test_a_response_from_before_the_fork_is_refused_in_the_child(caller: Caller) -> None:
    with caller.servers.with_streaming_response.read("s", account_id="a") as response:

        def use() -> list[str]:
            found = list[str]()
            for read in (response.read, response.parse, lambda: list(response.iter_bytes())):
                with pytest.raises(CloudflareError) as caught:
                    read()
                found.append(str(caught.value))
            response.close()
            return found

        assert set(_child(use)()) == {"the body belongs to the process in which the call was made"}
        assert response.parse().id == "s"


def test_closing_in_a_child_leaves_the_parent_its_connection(caller: Caller) -> None:
    assert _child(lambda: caller.client.close())() is None
    assert _read(caller, "parent") == []
