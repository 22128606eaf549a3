"""The exceptions that tasks raise besides those of the client. Each prints as one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from cloudflare_ai_controls import CloudflareError, McpServer, PortalServerAttachment
from cloudflare_api_text import printable

__all__ = [
    "CannotBecomeReadyError",
    "ConcurrentChangeError",
    "IncompleteListError",
    "RecreateInterruptedError",
    "RecreateRequiredError",
    "TaskError",
    "UnknownToolError",
    "WaitTimeoutError",
]


class TaskError(CloudflareError):
    """Base of the errors of tasks."""

    retryable: ClassVar[bool] = False
    """Whether the same task may succeed later."""
    exit_code: ClassVar[int] = 1
    """The exit code of a command that ends with it: 6 is that of every conflict."""

    def __init__(self, message: str) -> None:
        # Identifiers and names in the message come from an answer.
        super().__init__(printable(message))


class RecreateRequiredError(TaskError):
    """A server differs in a member that the API cannot change. Nothing was changed."""

    exit_code = 6
    members: Sequence[str]
    """The members that differ."""

    def __init__(self, message: str, *, members: Sequence[str]) -> None:
        super().__init__(message)
        self.members = members


class RecreateInterruptedError(TaskError):
    """A recreation was interrupted after the server was deleted, or may have been.

    To finish it, call `ensure_server` with the same arguments and the `members`, and then
    `attach_server` for each of the `attachments`, with its value as `settings`.
    """

    members: Mapping[str, object]
    """The members that the server had and the call did not give."""
    attachments: Mapping[str, PortalServerAttachment]
    """The settings of the portals that do not have the server yet, by the portal's id."""

    def __init__(
        self,
        message: str,
        *,
        members: Mapping[str, object],
        attachments: Mapping[str, PortalServerAttachment],
    ) -> None:
        super().__init__(message)
        self.members = members
        self.attachments = attachments


class ConcurrentChangeError(TaskError):
    """Another program changes the same server or portal. This task has changed nothing."""

    retryable = True
    exit_code = 6


class UnknownToolError(TaskError):
    """A server shows no tool of this name. Nothing was changed."""


class IncompleteListError(TaskError):
    """A list has fewer entries than its total, or a portal does not show its servers."""

    retryable = True


class WaitTimeoutError(TaskError):
    """A server is not ready in time."""

    retryable = True
    exit_code = 13
    server: McpServer | None
    """The server as it was last read."""

    def __init__(self, message: str, *, server: McpServer | None) -> None:
        super().__init__(message)
        self.server = server


class CannotBecomeReadyError(WaitTimeoutError):
    """A server is not ready, and waiting cannot help: it needs a login, or another setting."""

    retryable = False
    exit_code = 14
