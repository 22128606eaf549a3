"""Every form of every method shows its parameters and documentation, as help() and editors do."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from pkgutil import walk_packages
from typing import Any

import pytest

from cloudflare_ai_controls import AsyncCloudflare, Cloudflare, api
from cloudflare_ai_controls.operations import OPERATIONS
from cloudflare_api_core import Operation

_MODULES = [import_module(each.name) for each in walk_packages(api.__path__, f"{api.__name__}.")]

_each = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.id)


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())


@_each
@pytest.mark.parametrize("client_class", [Cloudflare, AsyncCloudflare])
def test_a_method_documents_itself_and_its_other_forms_have_its_parameters(
    operation: Operation[Any], client_class: Callable[..., Any]
) -> None:
    resource = attrgetter(operation.group)(client_class(api_token="t"))
    method = getattr(resource, operation.name)
    documentation = inspect.getdoc(method) or ""
    for parameter in operation.parameters:
        assert f"\n    {parameter.argument}: " in documentation
    for form in (resource.with_raw_response, resource.with_streaming_response):
        derived = getattr(form, operation.name)
        assert _parameters(derived) == _parameters(method)
        assert derived.__name__ == operation.name
        assert derived.__qualname__ == f"{type(form).__name__}.{operation.name}"
        assert f"`{type(resource).__name__}.{operation.name}`" in (inspect.getdoc(derived) or "")


@_each
def test_functions_of_an_operation_have_the_parameters_of_its_method(
    operation: Operation[Any],
) -> None:
    (module,) = (each for each in _MODULES if getattr(each, "OPERATION", None) is operation)
    names = {each.argument for each in operation.parameters}
    for name in ("sync", "sync_detailed", "asyncio", "asyncio_detailed"):
        function = getattr(module, name)
        client, *arguments, options = _parameters(function)
        assert (client.name, options.name, function.__name__) == ("client", "options", name)
        assert {each.name for each in arguments} == names
        assert inspect.getdoc(function)
