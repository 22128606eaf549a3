"""HTML in a contract is text in the page: nothing runs, nothing navigates, nothing is read."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cloudflare_api_contract import is_array, is_object, read
from tests.tools.page.conftest import ROOT, TIMEOUT
from tools.page.page import build

_TEXTS = [
    '<iframe srcdoc="<script>parent.location=&quot;ELSEWHERE&quot;</script>"></iframe>',
    '<meta http-equiv="refresh" content="0;url=ELSEWHERE">',
    '<base href="ELSEWHERE"><link rel="stylesheet" href="ELSEWHERE/a.css">',
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 2'><svg onload='window.ran = 3'>",
    "&lt;script&gt;window.ran = 4&lt;/script&gt;",
    "[link](javascript:window.ran=5) <a href='javascript:window.ran=6'>link</a>",
    '<form action="ELSEWHERE"><button autofocus onfocus="window.ran=7">send</button></form>',
    "![image](ELSEWHERE/a.png)",
    "</script><script>window.ran = 8</script>",
    "<details open ontoggle=window.ran=9><b>bold</b></details>",
    '{% html %}<script>window.ran=10</script>{% /html %} {% partial file="/etc/passwd" /%}',
]
_TEXT = "\n\n".join(["Begin.", *_TEXTS, "```html", *_TEXTS, "```", "The end."])


_PLACES = {"description": _TEXT, "summary": " ".join(_TEXTS), "title": " ".join(_TEXTS)}


def _hostile(node: Any) -> Any:
    """Put the texts into each description, summary and title."""
    if is_array(node):
        return [_hostile(child) for child in node]
    if not is_object(node):
        return node
    return {
        key: _PLACES[key] if key in _PLACES and isinstance(child, str) else _hostile(child)
        for key, child in node.items()
    }


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[socket.socket]:
    """A server that the texts name. At the end, no connection waits for it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory, elsewhere: socket.socket) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    (root / "examples").symlink_to(ROOT / "examples")
    shutil.copy(ROOT / "README.md", root)
    contract = _hostile(read(ROOT / "openapi.yaml").data)
    text = json.dumps(contract).replace(
        "ELSEWHERE", f"http://127.0.0.1:{elsewhere.getsockname()[1]}"
    )
    (root / "openapi.yaml").write_text(text, "utf-8")
    file = root / "api.html"
    file.write_text(build(root), "utf-8")
    return file


@pytest.fixture
def page(browser: Browser, hostile_file: Path) -> Iterator[Page]:
    """The page. At the end, it is still there and has run no script of the contract."""
    page = browser.new_page(viewport={"width": 1440, "height": 12_000})
    page.set_default_timeout(TIMEOUT)
    page.goto(hostile_file.as_uri())
    page.get_by_text("Search Ctrl+K").wait_for(state="attached")
    yield page
    assert page.evaluate("window.ran") is None
    assert page.url.partition("#")[0] == hostile_file.as_uri()
    page.context.close()


def test_html_is_shown_as_text(page: Page) -> None:
    content = page.locator("#api-content")
    expect(content).to_contain_text("The end.")
    for text in ("<iframe srcdoc=", "<meta http-equiv=", "<script>window.ran = 1", "<form action="):
        assert text in (content.text_content() or "").replace("\u2060", "")
    made = "iframe, form, meta[http-equiv=refresh], base, link[rel=stylesheet], [onerror], [onload]"
    assert page.locator(made).count() == 0
    assert "root:" not in (content.text_content() or "")


def test_no_link_runs_a_script(page: Page) -> None:
    page.locator("#api-content").get_by_text("link").first.click()
    assert page.locator("a[href^='javascript:']").count() == 0


def test_an_operation_is_harmless_too(page: Page, hostile_file: Path) -> None:
    page.goto(f"{hostile_file.as_uri()}#/mcp-servers/createMcpServer")
    for button in page.locator("#api-content").get_by_role("button", name="Show").all():
        button.click()
    expect(page.locator("#api-content")).to_contain_text("The end.")


def test_the_policy_admits_no_script_but_the_pages_own(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    refused = page.evaluate("""() => new Promise(resolve => {
      addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective))
      const script = document.createElement("script")
      script.textContent = "window.ran = 1"
      document.head.append(script)
      setTimeout(() => resolve("nothing"), 500)
    })""")
    assert refused == "script-src-elem"
    assert page.evaluate("window.ran") is None
    page.context.close()
