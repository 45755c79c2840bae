"""Pages in a real browser: loading, sorting, searching, small screens, dark mode and print."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from plan190.document.blocks import Cell, Column, Heading, Paragraph, Table, View
from plan190.formats import render
from tests.changed import replace
from tests.formats.pages import DISTRICTS, OPTIONS, bars, dashboard, date_axis, districts, everywhere, monthly, trend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

VIEWS = {
    "dashboard": dashboard(),
    "monthly": monthly(),
    "hostile": everywhere("</script>\"'><b>" + "x" * 3000),
    "drawings": View(
        "Hình",
        (trend(1), trend(4), trend(24), trend(45), date_axis(1), date_axis(27), date_axis(60), bars()),
    ),
    "two": View("Hai", (replace(districts(), totals=None),) * 2),
    "names": View(
        "Tên",
        (
            Table(
                (Column("Tên"),),
                tuple((Cell(name),) for name in ("Đa Kia", "Âu", "Mã", "An", "Dương", "Mà")),
                sortable=True,
            ),
        ),
    ),
    "problems": View(
        "Quá hạn",
        (
            Table(
                (Column("Tên"), Column("Quá hạn", number=True, tone="bad")),
                tuple((Cell(name), Cell(str(number), number)) for number, name in enumerate("abc")),
                sortable=True,
            ),
        ),
    ),
    "findings": View("", (Heading("Lỗi", 2), Paragraph("không"))),
}


class Opened(Protocol):
    """Open a view by its name in a window with these settings."""

    def __call__(self, name: str, **options: Any) -> tuple[Page, list[str]]:
        """Return the page, and a list to which the browser's messages and requests are added."""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a view from its file; collect the messages and requests of the browser."""
    contexts = []

    def call(name: str, **options: Any) -> tuple[Page, list[str]]:
        file = tmp_path / f"{name}.html"
        file.write_bytes(render("html", VIEWS[name], OPTIONS))
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("request", lambda request: heard.append(f"request: {request.url}"))
        page.goto(file.as_uri())
        assert heard.pop(0) == f"request: {file.as_uri()}"
        return page, heard

    yield call
    for context in contexts:
        context.close()


def names(page: Page) -> list[str]:
    """Return the names of the visible rows in their order."""
    return [text.strip() for text in page.locator("table.long tbody tr:visible th").all_inner_texts()]


# --- alone -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_loads_without_messages_and_requests(opened: Opened, name: str) -> None:
    """The console has no message, and the only request is that for the file."""
    page, heard = opened(name)
    page.wait_for_load_state("networkidle")

    assert heard == []


def test_the_policy_is_in_force(opened: Opened) -> None:
    """A script, a style and an image that are added later have no effect."""
    page, heard = opened("dashboard")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const picture = document.createElement("img");
            picture.src = "https://example.invalid/x.png";
            picture.setAttribute("onerror", "window.ran = true");
            picture.setAttribute("style", "position: fixed");
            document.body.append(picture);
        }"""
    )
    page.wait_for_timeout(200)

    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.querySelector('img')).position") == "static"
    assert len([message for message in heard if "Content Security Policy" in message]) >= 3


def test_without_javascript_all_rows_are_visible(opened: Opened) -> None:
    """All rows are visible, and there are no fields without function."""
    page, _ = opened("dashboard", java_script_enabled=False)

    assert page.locator("table.long tbody tr:visible").count() == 6
    assert page.locator(".find:visible").count() == 0
    assert page.locator("button").count() == 0


# --- sorted and searched ---------------------------------------------------------------------------------------------


def test_names_are_in_vietnamese_order(opened: Opened) -> None:
    """Đồng Phú is between Chơn Thành and Hớn Quản; a second click reverses the order."""
    page, _ = opened("dashboard")
    head = page.locator("thead th", has_text="Cơ quan")
    head.locator("button").click()

    assert names(page) == ["Bù Gia Mập", "Chơn Thành", "Đồng Phú", "Hớn Quản", "Phú Riềng", "Sở Y tế"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert names(page)[0] == "Sở Y tế"
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("[aria-sort]").count() == 1


def test_vietnamese_letters_are_in_alphabetical_order(opened: Opened) -> None:
    """All of d come before all of đ, all of a before â; tones decide last."""
    page, _ = opened("names")
    page.locator("thead button").click()

    assert names(page) == ["An", "Âu", "Dương", "Đa Kia", "Mà", "Mã"]


def test_a_table_can_be_sorted_by_keyboard(opened: Opened) -> None:
    """The Tab key leads from the search field to the titles, where Enter and the space bar sort."""
    page, _ = opened("dashboard")
    page.locator(".find input").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    head = page.locator("thead th", has_text="Cơ quan")

    assert page.evaluate("document.activeElement.textContent") == "Cơ quan"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert names(page)[0] == "Sở Y tế"


def test_numbers_and_dates_are_sorted_by_value(opened: Opened) -> None:
    """1.280 is more than 10, December 2022 before July 2023; equal values keep their order, missing ones are last."""
    page, _ = opened("dashboard")
    page.locator("thead th[data-column='2'] button").click()
    assert names(page) == ["Phú Riềng", "Sở Y tế", "Hớn Quản", "Bù Gia Mập", "Chơn Thành", "Đồng Phú"]
    page.locator("thead th[data-column='2'] button").click()
    assert names(page) == ["Đồng Phú", "Chơn Thành", "Hớn Quản", "Bù Gia Mập", "Sở Y tế", "Phú Riềng"]

    day = page.locator("thead th[data-column='3'] button")
    day.click()
    assert names(page) == ["Sở Y tế", "Đồng Phú", "Bù Gia Mập", "Hớn Quản", "Chơn Thành", "Phú Riềng"]
    day.click()
    assert names(page) == ["Hớn Quản", "Bù Gia Mập", "Đồng Phú", "Sở Y tế", "Chơn Thành", "Phú Riềng"]
    assert page.locator("[aria-sort]").count() == 1


def test_a_column_of_problems_is_sorted_from_the_largest_on(opened: Opened) -> None:
    """A second click reverses the order."""
    page, _ = opened("problems")
    head = page.locator("thead th", has_text="Quá hạn")
    head.locator("button").click()

    assert names(page) == ["c", "b", "a"]
    head.locator("button").click()
    assert names(page) == ["a", "b", "c"]


def test_totals_stay_in_the_last_row(opened: Opened) -> None:
    """Sorting and searching do not move or change the totals, and a note says that they count all rows."""
    page, _ = opened("dashboard")
    page.locator("thead th", has_text="Cơ quan").locator("button").click()
    page.locator(".find input").fill("Hớn")

    assert names(page) == ["Hớn Quản"]
    assert page.locator("tfoot tr:visible").all_inner_texts() == ["\tCộng\t1.310\t\t"]
    assert page.locator(".find output").inner_text() == "1 / 6 dòng. Dòng cộng tính trên cả bảng"


SEARCHES = {
    "so y te": ["Sở Y tế"],
    "TẾ sở": ["Sở Y tế"],
    "dong": ["Đồng Phú"],
    "Ðồng": ["Đồng Phú"],
    unicodedata.normalize("NFD", "đồng phú"): ["Đồng Phú"],
    "phu": ["Đồng Phú", "Phú Riềng"],
    "qua han phu": ["Đồng Phú"],
    "1.280": ["Đồng Phú"],
    "không có": [],
    "  ": ["Hớn Quản", "Chơn Thành", "Đồng Phú", "Bù Gia Mập", "Sở Y tế", "Phú Riềng"],
}
"""The searches, typed one after the other into the same field, and the rows that are then visible."""


def test_a_table_is_searched_without_accents(opened: Opened) -> None:
    """Each searched word begins a word of the row; accents and case make no difference."""
    page, _ = opened("dashboard")
    for typed, rows in SEARCHES.items():
        page.locator(".find input").fill(typed)
        assert names(page) == rows, typed
        assert page.locator(".find output").inner_text().startswith(f"{len(rows)} / 6 dòng"), typed
    assert page.locator(".find output").get_attribute("aria-live") == "polite"


def test_rows_are_chosen_by_their_state(opened: Opened) -> None:
    """The existing states can be chosen, also together with a search."""
    page, _ = opened("dashboard")
    choice = page.locator(".find select")

    assert choice.locator("option").all_inner_texts() == ["tất cả", "chờ điều kiện", "còn trong hạn", "quá hạn"]
    choice.select_option("quá hạn")
    assert names(page) == ["Chơn Thành", "Đồng Phú"]
    page.locator(".find input").fill("dong")
    assert names(page) == ["Đồng Phú"]
    choice.select_option("")
    page.locator(".find input").fill("")
    assert len(names(page)) == 6


# --- light, dark, small, print ---------------------------------------------------------------------------------------

CONTRASTS = """() => {
    const parse = (text) => text.match(/[0-9.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b]
        .map((channel) => channel / 255)
        .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
        .reduce((sum, channel, place) => sum + channel * [0.2126, 0.7152, 0.0722][place], 0);
    const ground = (element) => {
        if (element.closest(".chip")) return getComputedStyle(element.closest(".chip").querySelector("rect")).fill;
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (parse(colour)[3] !== 0) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const written = [...document.body.querySelectorAll("*")].filter((element) =>
        !element.closest("script, title, desc") && element.checkVisibility()
        && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
    return written.map((element) => {
        const style = getComputedStyle(element);
        const foreground = light(parse(element.namespaceURI.endsWith("svg") ? style.fill : style.color));
        const background = light(parse(ground(element)));
        const ratio = (Math.max(foreground, background) + 0.05) / (Math.min(foreground, background) + 0.05);
        return [ratio, element.outerHTML.slice(0, 120)];
    });
}"""


@pytest.mark.parametrize("name", ["dashboard", "monthly"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(opened: Opened, name: str, scheme: str) -> None:
    """Each text has a contrast of at least 4.5 to its background, in light and dark mode (WCAG AA)."""
    page, _ = opened(name, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
    measured = page.evaluate(CONTRASTS)

    assert len(measured) > 60
    assert [text for text in measured if text[0] < 4.5] == []


def test_dark_mode_follows_the_browser(opened: Opened) -> None:
    """The background changes from light to dark."""
    grounds = []
    for scheme in ("light", "dark"):
        page, _ = opened("dashboard", color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light, dark = ([int(part) for part in re.findall("[0-9]+", colour)] for colour in grounds)
    assert min(light) > 220
    assert max(dark) < 50


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_page_never_scrolls_sideways(opened: Opened, name: str, width: int) -> None:
    """Wide elements scroll in a box of their own."""
    page, _ = opened(name, viewport={"width": width, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_a_stacked_table_fits_a_small_screen(opened: Opened) -> None:
    """Its cells are one below the other with their titles, and nothing scrolls."""
    page, _ = opened("hostile", viewport={"width": 360, "height": 740})
    box = page.locator("table.stacked").first
    cells = box.locator("tbody tr").nth(1).locator("th, td")
    tops = [cells.nth(number).evaluate("(element) => element.getBoundingClientRect().top") for number in range(3)]

    assert tops == sorted(set(tops))
    assert box.locator("tbody th").nth(1).evaluate("(cell) => getComputedStyle(cell, '::before').content") != "none"


OVERLAPS = """() => {
    const [meeting, leaving] = [[], []];
    let texts = 0;
    for (const svg of document.querySelectorAll(".drawn svg")) {
        const whole = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll("text")]
            .map((element) => [element.textContent, element.getBoundingClientRect()]);
        const shown = boxes.filter(([text]) => text);
        texts += shown.length;
        shown.forEach(([text, first], number) => {
            if (first.left < whole.left || first.right > whole.right) leaving.push(text);
            if (first.top < whole.top || first.bottom > whole.bottom) leaving.push(text);
            for (const [other, second] of shown.slice(number + 1)) {
                const across = first.left < second.right - 1 && second.left < first.right - 1;
                const down = first.top < second.bottom - 3 && second.top < first.bottom - 3;
                if (across && down) meeting.push([text, other]);
            }
        });
    }
    return [meeting, leaving, texts];
}"""


def test_texts_of_drawings_do_not_overlap(opened: Opened) -> None:
    """With the fonts of this computer, no two texts overlap, and none is outside the drawing."""
    page, _ = opened("drawings")
    meeting, leaving, texts = page.evaluate(OVERLAPS)

    assert texts > 200
    assert meeting == []
    assert leaving == []


def test_print_shows_black_on_white_without_fields(opened: Opened) -> None:
    """In print there is no navigation, no field and no dark mode; the active search is named."""
    page, _ = opened("dashboard", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav:visible, .find input:visible, .find output:visible, summary:visible").count() == 0
    page.emulate_media(media="screen")
    page.locator(".find input").fill("dong")
    page.emulate_media(media="print")
    assert page.locator(".find output:visible").all_inner_texts() == ["1 / 6 dòng. Dòng cộng tính trên cả bảng"]
    assert page.locator(".find input:visible").count() == 0


def test_a_report_prints_in_portrait_and_its_annex_in_landscape(opened: Opened) -> None:
    """The first page is in portrait, those of the annex in landscape, with the table's titles on each one."""
    page, _ = opened("monthly")
    pdf = page.pdf(prefer_css_page_size=True)
    sheets = [
        tuple(round(float(number)) for number in box)
        for box in re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    ]

    assert sheets[0] == (595, 842)
    assert sheets[-1] == (842, 595)
    assert sheets.count((842, 595)) >= 2
    assert set(sheets) == {(595, 842), (842, 595)}
    page.emulate_media(media="print")
    heads = page.locator("table thead")
    assert {heads.nth(n).evaluate("(part) => getComputedStyle(part).display") for n in range(2)} == {
        "table-header-group"
    }
    assert page.locator("tfoot").first.evaluate("(part) => getComputedStyle(part).display") == "table-row-group"


def test_the_skip_link_leads_past_the_navigation(opened: Opened) -> None:
    """It is the first element that the Tab key reaches, becomes visible, and leads to the main part."""
    page, _ = opened("dashboard")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_two_long_tables_are_searched_separately(opened: Opened) -> None:
    """A search in one table does not change the other."""
    page, _ = opened("two")
    page.locator(".find input").first.fill("Hớn")

    assert names(page) == ["Hớn Quản", *(name for name, *_ in DISTRICTS)]
