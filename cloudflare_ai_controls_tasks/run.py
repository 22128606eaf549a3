"""The runner of jobs, for a client of either kind. Nothing is decided here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from functools import wraps
from time import sleep
from typing import Any, Final, ParamSpec, Protocol, TypeVar, overload

from cloudflare_ai_controls import AsyncCloudflare, Cloudflare

from .job import Call, Job, Listing, Pause, Step, Walk

__all__ = ["Task", "task"]

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_CONCURRENCY: Final = 16


class Task(Protocol[P, T_co]):
    """A function that runs a job with a client. With an async client it must be awaited."""

    @overload
    def __call__(self, client: Cloudflare, /, *args: P.args, **kwargs: P.kwargs) -> T_co: ...
    @overload
    def __call__(
        self, client: AsyncCloudflare, /, *args: P.args, **kwargs: P.kwargs
    ) -> Coroutine[Any, Any, T_co]: ...


def task(describe: Callable[P, Job[T]]) -> Task[P, T]:
    """Make a task of the function that describes its job.

    The job runs up to its first step at the call, also with an async client. So a wrong argument
    raises at the call.
    """

    @wraps(describe)
    def run(client: Cloudflare | AsyncCloudflare, /, *args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            job = describe(*args, **kwargs)
        finally:
            # A crash reporter may record the variables of this frame, which may contain a secret.
            kwargs.clear()
        first = next(job)
        if isinstance(client, AsyncCloudflare):
            return _run_async(client, job, first)
        return _run(client, job, first)

    described = inspect.signature(describe)
    given = inspect.Parameter(
        "client",
        inspect.Parameter.POSITIONAL_ONLY,
        annotation="Cloudflare | AsyncCloudflare",
    )
    run.__signature__ = described.replace(  # type: ignore[attr-defined]
        parameters=[given, *described.parameters.values()], return_annotation=described.empty
    )
    return run


def _run(client: Cloudflare, job: Job[T], step: Step) -> T:
    try:
        while True:
            try:
                outcome = _take(client, step)
            except BaseException as error:
                # Interrupts and cancellations included: the job may say at which step it ended.
                step = job.throw(error)
            else:
                step = job.send(outcome)
    except StopIteration as done:
        result: T = done.value
        return result


def _take(client: Cloudflare, step: Step) -> Any:
    match step:
        case Call(method, deadline):
            return method(_mcp(client, deadline))
        case Walk(first, keep):
            listing = Listing[Any]()
            for page in first(_mcp(client)).iter_pages(_CONCURRENCY):
                listing.add(page, keep)
            return listing
        case Pause(seconds):
            return sleep(seconds)


async def _run_async(client: AsyncCloudflare, job: Job[T], step: Step) -> T:
    try:
        while True:
            try:
                outcome = await _take_async(client, step)
            except BaseException as error:
                step = job.throw(error)
            else:
                step = job.send(outcome)
    except StopIteration as done:
        result: T = done.value
        return result


async def _take_async(client: AsyncCloudflare, step: Step) -> Any:
    match step:
        case Call(method, deadline):
            return await method(_mcp(client, deadline))
        case Walk(first, keep):
            listing = Listing[Any]()
            first_page: Any = first(_mcp(client))
            async for page in (await first_page).iter_pages(_CONCURRENCY):
                listing.add(page, keep)
            return listing
        case Pause(seconds):
            return await sleep_async(seconds)


def _mcp(client: Cloudflare | AsyncCloudflare, deadline: float | None = None) -> Any:
    bounded = client if deadline is None else client.with_options(deadline=deadline)
    return bounded.zero_trust.access.ai_controls.mcp


async def sleep_async(seconds: float) -> None:
    """Sleep without blocking the event loop, asyncio's or trio's."""
    # Imported here because httpx, too, imports it only when it is needed.
    import anyio

    await anyio.sleep(seconds)
