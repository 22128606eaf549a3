"""The page in a browser: it shows the whole contract, needs no network and fits a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen
from playwright.sync_api import Browser, Locator, Page, expect

from cloudflare_api_contract import Document, Json, load
from tests.tools.page.conftest import ROOT, TIMEOUT
from tools.page.page import build, languages
from tools.page.samples import PROGRAM, read_samples, shown

_DOCUMENT = load(ROOT / "openapi.yaml")
_OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for _, path, method, operation in _DOCUMENT.operations()
}
_LABELS = [language["label"] for language in languages()]
_SHOWN = shown(ROOT / "examples", _DOCUMENT)
_SAMPLES = {label: read_samples(ROOT / "examples", label, _SHOWN) for label in _LABELS}
_EACH_OPERATION = pytest.mark.parametrize("id", _SHOWN)
_DESKTOP, _PHONE = (1440, 900), (390, 844)
# Parts that are not in sight are not in the document either.
_ENDLESS = (1440, 12_000)


def _fragment(id: str) -> str:
    tag: str = _OPERATIONS[id][2]["tags"][0]
    return f"#/{tag.lower().replace(' ', '-')}/{id}"


@frozen
class Site:
    """The page in a browser, with its requests and its messages on the console."""

    browser: Browser
    url: str
    requests: list[str] = field(factory=list[str])
    said: list[str] = field(factory=list[str])

    def open(self, fragment: str = "", size: tuple[int, int] = _DESKTOP, **options: Any) -> Page:
        """Open the page in a new window and wait until it is ready."""
        width, height = size
        page = self.browser.new_page(viewport={"width": width, "height": height}, **options)
        page.set_default_timeout(TIMEOUT)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.goto(self.url + fragment)
        page.get_by_text("Search Ctrl+K").wait_for(state="attached")
        return page

    def open_operation(self, id: str, size: tuple[int, int] = _DESKTOP) -> tuple[Page, Locator]:
        """Follow the link to an operation."""
        page = self.open(_fragment(id), size)
        return page, page.locator(f'[id="{_fragment(id).removeprefix("#/").lower()}"]')


@pytest.fixture
def site(browser: Browser, page_file: Path) -> Iterator[Site]:
    """The page. At the end, it has requested only itself and logged nothing."""
    site = Site(browser, page_file.as_uri())
    yield site
    for context in browser.contexts:
        context.close()
    assert {url.partition("#")[0] for url in site.requests if not url.startswith("data:")} == {
        site.url
    }
    # Redoc logs its name.
    assert [said for said in site.said if not said.startswith("info: \n%c Redoc ")] == []


def _fields(document: Document, schema: Json, within: tuple[int, ...] = ()) -> Iterator[str]:
    """Walk the names and descriptions of all fields inside a schema."""
    schema = document.resolve(schema)
    if id(schema.get("properties")) in within:
        return
    for name, child in schema.get("properties", {}).items():
        yield name
        yield document.resolve(child).get("description", "")
        yield from _fields(document, child, (*within, id(schema["properties"])))
    if "items" in schema:
        yield from _fields(document, schema["items"], within)


@_EACH_OPERATION
def test_the_page_shows_all_of_an_operation(id: str, site: Site) -> None:
    method, path, operation = _OPERATIONS[id]
    page, section = site.open_operation(id, _ENDLESS)
    groups = ", ".join(operation["x-api-token-group"])
    expected = [
        f"{method.upper()} {path}",
        operation["description"],
        f"Accepted permissions (at least one required): {groups}",
    ]
    for parameter in map(_DOCUMENT.resolve, operation.get("parameters", [])):
        expected += [parameter["name"], parameter["description"]]
    [answer] = [a for status, a in operation["responses"].items() if status.startswith("2")]
    for body in filter(None, (operation.get("requestBody"), answer)):
        media = body["content"]["application/json"]
        expected += _fields(_DOCUMENT, media["schema"])
    shown = section.text_content() or ""
    for text in (text.replace("`", "") for text in expected):
        if text not in shown:  # yet
            expect(section).to_contain_text(text)

    examples = answer["content"]["application/json"]
    first = next(iter(examples.get("examples", {"": {"value": examples.get("example")}}).values()))
    example = _DOCUMENT.resolve(first)["value"]
    assert json.loads(section.get_by_test_id("json-viewer").text_content() or "") == example
    security = "api_token or (api_email and api_key)"
    expect(section).to_contain_text(security, use_inner_text=True)
    section.get_by_role("button", name="View security details").click()
    page.get_by_text("api_email and api_key", exact=True).click()
    expect(page.get_by_text("X-Auth-Email: user@example.com")).to_be_visible()


@_EACH_OPERATION
def test_a_link_leads_to_an_operation_and_its_tested_code_in_each_language(
    id: str, site: Site
) -> None:
    page, section = site.open_operation(id)
    expect(section.get_by_role("heading", name=_OPERATIONS[id][2]["summary"])).to_be_in_viewport()
    panel = section.locator(".panel-request-samples")
    chosen = _LABELS[0]
    for label in [*_LABELS[1:], _LABELS[0]]:
        panel.get_by_role("button", name=chosen, exact=True).click()
        page.get_by_role("menuitem", name=label, exact=True).click()
        expect(panel.get_by_role("button", name=label, exact=True)).to_be_visible()
        # The button changes before the sample does. `expect` ignores blanks, which count here.
        expect(panel.locator("pre")).to_have_text(_SAMPLES[label][id])
        assert (panel.locator("pre").text_content() or "").strip() == _SAMPLES[label][id].strip()
        chosen = label


def test_the_example_of_a_request_body_is_among_the_samples(site: Site) -> None:
    page, section = site.open_operation("createMcpPortal")
    panel = section.locator(".panel-request-samples")
    panel.get_by_role("button", name=_LABELS[0], exact=True).click()
    page.get_by_role("menuitem", name="Payload").click()
    body = _OPERATIONS["createMcpPortal"][2]["requestBody"]["content"]["application/json"]
    expect(panel.locator("pre")).to_have_text(re.compile(r"^\s*\{"))
    assert json.loads(panel.locator("pre").text_content() or "") == body["example"]


def test_types_and_bounds_are_shown(site: Site) -> None:
    _, section = site.open_operation(PROGRAM)
    for text in (
        "account_id string required",
        "page integer, >= 1",
        "per_page integer, [ 1 .. 100 ]",
        "result[].id string, [ 1 .. 32 ] characters (ServerIdentifier) ^[a-z0-9_]+(?:-",
        'Enum: "oauth" "bearer" "unauthenticated"',
    ):
        expect(section).to_contain_text(text, use_inner_text=True)


def test_the_search_finds_a_field_and_leads_to_it(site: Site) -> None:
    page = site.open()
    page.keyboard.press("Control+k")
    expect(page.get_by_placeholder("Search docs")).to_be_focused()
    page.keyboard.type("authentication_status")
    page.get_by_text("response 200 fields").first.click()
    expect(page.get_by_text("State of the login").first).to_be_in_viewport()


def test_the_menu_leads_to_an_operation(site: Site) -> None:
    page = site.open()
    page.get_by_role("link", name="MCP Portals").click()
    page.get_by_role("link", name="Read the effective redirect URI").click()
    expect(page.get_by_role("heading", name="Read the effective redirect URI")).to_be_in_viewport()


def test_the_first_page_names_installation_guide_and_mock(site: Site) -> None:
    page = site.open()
    expect(page).to_have_title(_DOCUMENT.data["info"]["title"])
    for text in ("pip install", "docs/guide.md", "make mock", "examples/"):
        expect(page.locator("#api-content")).to_contain_text(text)


def test_no_link_leads_to_a_file_beside_it(site: Site) -> None:
    page = site.open()
    links = page.locator("a[href]")
    hrefs = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [href for href in hrefs if not re.match("https:|#", href)] == []


def test_the_page_fits_a_phone(site: Site) -> None:
    page = site.open(size=_PHONE)
    widths = {"first page": page.evaluate(_WIDTH)}
    for id, (*_, operation) in _OPERATIONS.items():
        page.goto(site.url + _fragment(id))
        heading = page.get_by_role("heading", name=operation["summary"])
        expect(heading).to_be_in_viewport()
        widths[id] = page.evaluate(_WIDTH)
    assert {place: width for place, width in widths.items() if width > _PHONE[0]} == {}


_WIDTH = "document.documentElement.scrollWidth"
_CONTRAST = """code => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})
  const light = colours => {
    for (canvas.fillStyle of colours) canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
  }
  const behind = []
  for (let node = code; node; node = node.parentElement)
    behind.unshift(getComputedStyle(node).backgroundColor)
  const [text, ground] = [light([...behind, getComputedStyle(code).color]), light(behind)]
  return Math.max(text, ground) / Math.min(text, ground)
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_comment_in_a_sample_can_be_read(scheme: str, site: Site) -> None:
    page = site.open("#/mcp-servers/listMcpServers", color_scheme=scheme)
    comment = page.locator(".panel-request-samples .th-comment").first
    assert comment.evaluate(_CONTRAST) >= 4.5  # as WCAG 2 demands of small text


def test_the_page_may_not_use_a_network(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    refused = page.evaluate("""() => new Promise(resolve => {
      addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective))
      fetch("https://example.com").catch(() => setTimeout(() => resolve("nothing"), 500))
    })""")
    assert refused == "connect-src"


def test_without_javascript_the_page_names_the_documents(browser: Browser, page_file: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(page_file.as_uri())
    note = page.locator("noscript")
    expect(note).to_be_visible()
    assert "openapi.yaml" in note.inner_html()
    expect(page.get_by_text("pip install").first).to_be_visible()


def test_the_page_is_the_same_in_each_build(page_file: Path) -> None:
    assert build(ROOT) == page_file.read_text("utf-8")
