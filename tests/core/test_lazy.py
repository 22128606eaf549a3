"""Names of a package are imported when they are reached."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import ModuleType

import pytest

from cloudflare_api_core import LazyMapping

_INIT = """
import cloudflare_api_core as core
__getattr__, __dir__ = core.{functions}
"""
_FUNCTIONS = {
    "names": "lazy_names(__name__, {'Cat': '.cats', 'Tiger': '.cats:Cat', 'dumps': 'json'})",
    "table": "lazy_names(__name__, {'dumps': 'json'}, '._targets')",
    "modules": "lazy_modules(__name__)",
}


@pytest.fixture
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ModuleType]:
    """A package with lazy names, or lazy modules."""
    kind: str = request.param
    name = f"lazy_{kind}_{tmp_path.name}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text(_INIT.format(functions=_FUNCTIONS[kind]))
    (folder / "cats.py").write_text("class Cat: pass\n")
    (folder / "broken.py").write_text("import a_module_that_is_not_there\n")
    (folder / "_targets.py").write_text("TARGETS = {'Cat': '.cats', 'Tiger': '.cats:Cat'}\n")
    sys.path.insert(0, str(tmp_path))
    importlib.invalidate_caches()
    yield importlib.import_module(name)
    sys.path.remove(str(tmp_path))
    for module in [each for each in sys.modules if each.partition(".")[0] == name]:
        del sys.modules[module]


names = pytest.mark.parametrize("package", ["names", "table"], indirect=True)
modules = pytest.mark.parametrize("package", ["modules"], indirect=True)


@names
def test_a_name_is_imported_when_it_is_reached(package: ModuleType) -> None:
    assert f"{package.__name__}.cats" not in sys.modules
    assert package.Tiger is sys.modules[f"{package.__name__}.cats"].Cat
    assert package.dumps is importlib.import_module("json").dumps


@names
def test_a_name_is_looked_up_once(package: ModuleType) -> None:
    assert "Cat" not in vars(package)
    assert package.Cat is vars(package)["Cat"]


@modules
def test_a_module_is_imported_when_it_is_reached(package: ModuleType) -> None:
    assert f"{package.__name__}.cats" not in sys.modules
    assert package.cats is sys.modules[f"{package.__name__}.cats"]


@modules
def test_a_module_that_cannot_be_imported_raises_its_own_error(package: ModuleType) -> None:
    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_not_there"):
        _ = package.broken


@pytest.mark.parametrize("package", ["table"], indirect=True)
def test_the_table_is_imported_for_one_of_its_names_alone(package: ModuleType) -> None:
    assert package.dumps
    assert not hasattr(package, "__wrapped__")
    assert f"{package.__name__}._targets" not in sys.modules
    assert package.Cat
    assert f"{package.__name__}._targets" in sys.modules


@pytest.mark.parametrize(
    ("package", "names"),
    [("table", {"Cat", "Tiger", "dumps"}), ("modules", {"cats", "_targets"})],
    indirect=["package"],
)
def test_a_star_imports_all_names(package: ModuleType, names: set[str]) -> None:
    (Path(package.__path__[0]) / "broken.py").unlink()
    found: dict[str, object] = {}
    exec(f"from {package.__name__} import *", found)
    assert {*found} == {"__builtins__"} | names


@names
def test_completion_shows_names_that_are_not_imported_yet(package: ModuleType) -> None:
    assert {"Cat", "Tiger", "dumps", "__name__"} < set(dir(package))
    assert "Cat" not in vars(package)


@pytest.mark.parametrize("package", ["names", "table", "modules"], indirect=True)
def test_another_name_is_refused_as_python_refuses_it(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Dog'") as raised:
        _ = package.Dog
    # Python suggests a similar name.
    assert (raised.value.name, raised.value.obj) == ("Dog", package)


@names
def test_threads_that_reach_a_name_at_once_get_the_same(package: ModuleType) -> None:
    barrier = Barrier(8)

    def reach(_: int) -> object:
        barrier.wait()
        return package.Cat

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(reach, range(8))) == {package.Cat}


@names
def test_a_mapping_imports_a_value_when_it_is_reached(package: ModuleType) -> None:
    mapping: LazyMapping[type] = LazyMapping(package.__name__, {"lion": ".cats:Cat", "x": ".no:X"})
    assert ([*mapping], len(mapping), "lion" in mapping, "Cat" in mapping) == (
        ["lion", "x"], 2, True, False,
    )  # fmt: skip
    assert f"{package.__name__}.cats" not in sys.modules
    assert mapping["lion"] is package.Cat
    with pytest.raises(KeyError):
        mapping["cat"]
