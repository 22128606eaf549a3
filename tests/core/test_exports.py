"""The public names of the package."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import cloudflare_api_core as core

_MODULES = [module.name for module in pkgutil.iter_modules(core.__path__)]


def test_exports_hold_the_public_names_only() -> None:
    assert len(set(core.__all__)) == len(core.__all__)
    assert all(hasattr(core, name) for name in core.__all__)
    assert {"CloudflareError", "Model", "StreamedResponse", "omit"} < set(core.EXPORTS)
    assert not {"API", "Operation", "field", "text"} & set(core.EXPORTS)


@pytest.mark.parametrize("name", _MODULES)
def test_every_module_has_a_docstring_and_all(name: str) -> None:
    module = importlib.import_module(f"cloudflare_api_core.{name}")
    assert module.__doc__
    assert sorted(module.__all__) == sorted(set(module.__all__))
    assert all(hasattr(module, public) for public in module.__all__)


def test_every_public_name_has_a_docstring() -> None:
    silent = [
        name
        for name in core.EXPORTS
        if name != "omit" and not (getattr(core, name).__doc__ or "").strip()
    ]
    assert silent == []
