"""Tasks as functions: their arguments, and their cost for programs without tasks."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any, get_origin

import pytest

import cloudflare_ai_controls_tasks as tasks
from cloudflare_ai_controls import (
    AsyncCloudflare,
    AsyncV4PagePaginationArray,
    SyncV4PagePaginationArray,
)
from cloudflare_ai_controls_tasks import account, run
from cloudflare_ai_controls_tasks.job import Job, pause
from cloudflare_api_mock import TOKEN, StrictMock

from .conftest import Do
from .support import server_row

TASKS = {
    name: value
    for name, value in vars(tasks).items()
    if inspect.isfunction(value) and name not in {"diff"}
}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_documents_each_argument(name: str) -> None:
    parameters = inspect.signature(TASKS[name]).parameters
    assert next(iter(parameters)) == "client"
    assert parameters["account_id"].kind is inspect.Parameter.KEYWORD_ONLY
    documented = (inspect.getdoc(TASKS[name]) or "").partition("\nArgs:\n")[2]
    for parameter in parameters:
        assert f"    {parameter}: " in documented.replace("**", "")


def test_an_async_task_checks_its_arguments_at_the_call(cloudflare_mock: StrictMock) -> None:
    client = AsyncCloudflare(api_token=TOKEN, base_url=cloudflare_mock.base_url)
    with pytest.raises(ValueError, match="no underscore"):
        _ = tasks.attach_server(client, "team", "a_b", account_id="a")
    with pytest.raises(TypeError, match="account_id"):
        _ = tasks.check_health(client)  # type: ignore[call-overload]


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_a_pause_blocks_no_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    @run.task
    def wait() -> Job[str]:
        yield from pause(0.0001)
        return "done"

    client: Any = AsyncCloudflare(api_token=TOKEN)
    assert await wait(client) == "done"


def test_all_pages_of_a_list_are_fetched_side_by_side(
    cloudflare_mock: StrictMock, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    for pages in (SyncV4PagePaginationArray[Any], AsyncV4PagePaginationArray[Any]):
        iter_pages: Callable[[Any, int], Any] = pages.iter_pages

        def recorded(page: Any, number: int, walk: Callable[..., Any] = iter_pages) -> Any:
            asked.append(number)
            return walk(page, number)

        monkeypatch.setattr(get_origin(pages), "iter_pages", recorded)
    monkeypatch.setattr(account, "_PER_PAGE", 1)
    cloudflare_mock.set_rows("servers", [server_row("notes"), server_row("wiki")])
    cloudflare_mock.expect(2)
    assert [*do(tasks.snapshot).servers] == ["notes", "wiki"]
    assert asked == [16]


@pytest.mark.check
def test_the_client_does_not_import_tasks() -> None:
    code = "import sys, cloudflare_ai_controls as c; c.Cloudflare(api_token='x'); c.McpServer"
    check = f"{code}; assert not any('_tasks' in name for name in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)
