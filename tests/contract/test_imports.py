"""The package imports its parts when they are reached."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from inspect import getmembers_static, isfunction
from typing import Any, get_type_hints

import pytest

import cloudflare_ai_controls as package
from cloudflare_ai_controls import api, models, resources

_REACH = """
import sys
sys.modules["trio"] = None  # httpcore imports it where it is installed, and it imports attrs.
import cloudflare_ai_controls as package
package.api, package.models, package.resources
package.Cloudflare(api_token="t").zero_trust.access.ai_controls.mcp.servers.list
print(*sys.modules)
"""


_COMMANDS = """
import importlib.metadata, sys
importlib.metadata.entry_points = lambda **_: ()  # Tasks import the operations that they call.
from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line import run
for typed in (["--help"], ["servers", "list", "--help"]):
    run(PROGRAM, typed)
    sys.stderr.write(" ".join(sys.modules) + "\\n")
"""


def test_help_imports_no_operation_and_a_command_its_own_alone() -> None:
    command = [sys.executable, "-c", _COMMANDS]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    listed, reached = (
        {
            name
            for name in line.split()
            if re.match(r"cloudflare_ai_controls\.(api|resources)\.", name)
        }
        for line in done.stderr.splitlines()
    )
    assert listed == set()
    assert reached == {
        api.mcp_servers.__name__,
        f"{api.mcp_servers.__name__}.list_mcp_servers",
        f"{resources.__name__}.zero_trust_access_ai_controls_mcp_servers",
    }


def test_a_program_that_reaches_one_method_imports_no_model_and_no_operation() -> None:
    command = [sys.executable, "-c", _REACH]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    imported = set(done.stdout.split())
    assert f"{resources.__name__}.zero_trust_access_ai_controls_mcp_servers" in imported
    late = (models.__name__, api.mcp_servers.__name__, api.mcp_portals.__name__)
    assert not [each for each in imported if each.startswith(tuple(f"{name}." for name in late))]
    portals = f"{resources.__name__}.zero_trust_access_ai_controls_mcp_portals"
    assert not {"attr", portals} & imported


@pytest.mark.parametrize("module", ["", ".models", ".api", ".api.mcp_servers", ".resources"])
def test_every_public_name_is_reachable(module: str) -> None:
    reached = importlib.import_module(f"{package.__name__}{module}")
    star: dict[str, Any] = {}
    exec(f"from {reached.__name__} import *", star)
    assert {*reached.__all__} < {*star}
    assert {*reached.__all__} < {*dir(reached)}
    assert all(getattr(reached, name) is star[name] for name in reached.__all__)
    assert not hasattr(reached, "typo")


@pytest.mark.parametrize("name", resources.__all__)
def test_annotations_lead_to_the_models(name: str) -> None:
    module = importlib.import_module(f"{resources.__name__}.{name}")
    for public in module.__all__:
        for _, member in getmembers_static(getattr(module, public)):
            function = getattr(member, "func", member)
            assert not isfunction(function) or get_type_hints(function)


def test_an_annotation_is_the_model_itself() -> None:
    servers = resources.zero_trust_access_ai_controls_mcp_servers.Servers
    assert get_type_hints(servers.read)["return"] is package.McpServer
