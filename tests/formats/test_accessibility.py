"""The pages of the example, of the dashboard and of reports, meet WCAG 2.2 AA and are short on a phone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

KINDS = (
    *(f"{name}.html" for name in ("index", "tasks", "indicators", "reports", "assumptions", "claims", "obstacles")),
    "at-risk.html",
    "agencies/so-tttt.html",
    "tasks/39.html",
    "tasks/59.html",
    "monthly.html",
    "letter.html",
)
"""One page of each kind."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
SCREEN = 800
"""The height of the screen of a phone, in pixels."""

AS_OF = ("--data", str(EXAMPLE), "--as-of", "2023-09-20")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dashboard and two reports of the example as pages, those in English in the folder `en`."""
    path = tmp_path_factory.mktemp("pages")
    _run("dashboard", "--lang", "vi", "--output", str(path))
    for language, start in (("vi", path), ("en", path / "en")):
        common = ("--format", "html", "--lang", language, "--output")
        _run("report", "monthly", *common, str(start / "monthly.html"))
        _run("remind", "--agency", "so-tttt", *common, str(start / "letter.html"))
    return path


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "plan190", *arguments, *AS_OF], check=True, capture_output=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page on a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": SCREEN})
    yield context.new_page()
    context.close()


def problems(page: Page, file: Path, scheme: str) -> list[str]:
    """Return the violations that axe finds on the page with all its parts unfolded, with the first element of each."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{file.name}: {violation['id']}: {violation['nodes'][0]['html'][:200]}" for violation in found]


UNMARKED = """() => {
    const letters = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const unmarked = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const isHidden = node.parentElement.closest("[aria-hidden], script");
        if (letters.test(node.data) && !isHidden && !node.parentElement.closest("[lang=vi]")) unmarked.push(node.data);
    }
    return unmarked;
}"""


@pytest.mark.parametrize(("number", "name"), list(enumerate(KINDS)))
def test_each_kind_of_page_meets_wcag(page: Page, folder: Path, number: int, name: str) -> None:
    """Axe finds nothing; every second page is in English and dark."""
    language, scheme = (("", "light"), ("en/", "dark"))[number % 2]

    assert problems(page, folder / f"{language}{name}", scheme) == []


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", range(4))
def test_every_page_meets_wcag(page: Page, folder: Path, part: int, scheme: str) -> None:
    """As above, all pages; the Vietnamese texts of English pages are marked, and each page is short on a phone."""
    for file in sorted(folder.rglob("*.html"))[part::4]:
        assert problems(page, file, scheme) == []
        if scheme == "light":
            assert file.parent.name == folder.name or "en" not in file.parts or page.evaluate(UNMARKED) == []


@pytest.mark.parametrize("name", KINDS)
def test_vietnamese_text_on_english_pages_is_marked(page: Page, folder: Path, name: str) -> None:
    """Every text with a Vietnamese letter is in an element that names the language."""
    page.goto((folder / "en" / name).as_uri())

    assert page.evaluate(UNMARKED) == []


HIDDEN = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const y = box.top + Math.min(box.height, 20) / 2;
    const spots = [box.left + 3, box.left + box.width / 2, box.right - 3];
    const isSeen = spots.some((x) => element.contains(document.elementFromPoint(x, y)));
    return element === document.body ? null : [element.outerHTML.slice(0, 120), !isSeen];
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_is_never_hidden(page: Page, folder: Path, width: int) -> None:
    """No element that the Tab key reaches is under a sticky title or total."""
    page.set_viewport_size({"width": width, "height": SCREEN})
    page.goto((folder / "index.html").as_uri())
    stops = []
    for _ in range(2000):
        page.keyboard.press("Tab")
        stop = page.evaluate(HIDDEN)
        if stop is None or (stop[0].startswith('<a class="skip"') and stops):
            break
        stops.append(stop)

    assert len(stops) > 60
    assert [element for element, is_hidden in stops if is_hidden] == []


@pytest.mark.parametrize("name", KINDS[:-2])
def test_a_page_is_short_on_a_phone(page: Page, folder: Path, name: str) -> None:
    """Before the links to the rest of its lists, it has at most six screens; a link shows the whole list."""
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto((folder / name).as_uri())
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * SCREEN
    more = page.locator(".more summary:visible")
    for number in range(more.count() - 1):
        rows = page.locator("tbody tr:visible, .bars li:visible").count()
        more.nth(number).click()
        assert page.locator("tbody tr:visible, .bars li:visible").count() > rows


@pytest.mark.parametrize("name", ["index", "reports"])
def test_a_link_into_a_page_keeps_it_short(page: Page, folder: Path, name: str) -> None:
    """The target is shown, and no list is longer than before."""
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto((folder / f"{name}.html").as_uri())
    height = page.evaluate("document.documentElement.scrollHeight")
    for target in page.locator("main h2:not([id^=b])").all():
        page.goto(f"{(folder / name).as_uri()}.html#{target.get_attribute('id')}")
        assert page.evaluate("document.documentElement.scrollHeight") == height
        assert target.is_visible()


@pytest.mark.parametrize("name", KINDS[:-2])
def test_only_tables_of_numbers_scroll_sideways(page: Page, folder: Path, name: str) -> None:
    """On a phone, each row with longer texts is a card whose cells are all on the screen."""
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto((folder / name).as_uri())
    cut = page.locator(".scroll:visible").evaluate_all(
        "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.className.split(' ').at(-1))"
    )

    assert cut == {"index.html": ["broad", "drawn"], "reports.html": ["few"]}.get(name, [])


def test_a_chart_begins_at_its_latest_date(page: Page, folder: Path) -> None:
    """On a phone, its right end is on the screen."""
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto((folder / "index.html").as_uri())
    right = page.locator(".drawn svg").first.evaluate("drawing => drawing.getBoundingClientRect().right")

    assert 300 < right < 360
