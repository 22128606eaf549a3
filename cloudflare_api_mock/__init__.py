"""A local mock of the API that `openapi.yaml` describes: `python -m cloudflare_api_mock`.

For tests, `cloudflare_api_mock.pytest_plugin` has a fixture.
"""

try:
    from cloudflare_api_contract import ContractError

    from .gateway import EMAIL, KEY, NO_PERMISSION_TOKEN, TOKEN
    from .log import LogEntry
    from .mock import Mock
    from .strict import StrictMock
except ModuleNotFoundError as error:
    wanted = "pip install 'cloudflare-ai-controls[mock]'"
    raise ModuleNotFoundError(f"{error}; the mock needs it: {wanted}") from error

__all__ = [
    "EMAIL",
    "KEY",
    "NO_PERMISSION_TOKEN",
    "TOKEN",
    "ContractError",
    "LogEntry",
    "Mock",
    "StrictMock",
]
