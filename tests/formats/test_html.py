"""Pages are well-formed, forbid loading anything, keep hostile text as text, and can be read back."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.document.blocks import (
    Cell,
    Column,
    DateAxis,
    Heading,
    Link,
    Mark,
    Number,
    Numbers,
    Paragraph,
    Table,
    Trend,
    TrendLine,
    View,
)
from plan190.document.checksum import CHECKSUM_PLACEHOLDER, has_valid_checksum
from plan190.document.provenance import find_provenance
from plan190.formats import render
from plan190.formats.reading import searchable_text
from plan190.words import LANGUAGES, words_in
from plan190.words.text import printable
from tests.changed import replace
from tests.formats.pages import (
    DAY,
    OPTIONS,
    bars,
    dashboard,
    date_axis,
    districts,
    everywhere,
    form,
    monthly,
    texts_of,
    trend,
    unmarked,
)
from tests.formats.sample_findings import CONTROL, NAMES, SENTENCES, squeezed
from tests.formats.sample_views import PROVENANCE, SHARED

if TYPE_CHECKING:
    from plan190.document.blocks import Block

HOSTILE = [
    *SENTENCES,
    *NAMES,
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</title></textarea><img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}} {% raw %} {{ view }} ${7*7}",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//x.html",
    "data:text/html,<script>alert(1)</script>",
    "//evil.invalid/x.html",
    'https://evil.invalid/" onclick="alert(1)',
    "..\\x.html",
    "/etc/passwd.html",
    "a:b.html",
    "--><!-- plan190",
    CHECKSUM_PLACEHOLDER,
    "plan190-seal:" + "a" * 40,
    "]]></svg></desc></title>",
    "\ud800 \x00 \u202e",
    "x" * 10_000,
    "",
    " ",
]


VOID = {"br", "input", "meta"}
"""The elements without an end tag."""


class _Seen(HTMLParser):
    """The tags of a page in order, with the names of their attributes, and all values of attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.values: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.values += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["style"], ["script"]):
            self.texts.append(data)


def page(view: View, root: str = "") -> str:
    """Render the view and return the page."""
    return render("html", view, replace(OPTIONS, root=root)).decode()


def page_of(*blocks: Block) -> str:
    """Render these blocks and return the page."""
    return page(View("Trang", blocks))


# --- what a page is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", [dashboard(), monthly(), everywhere("x"), View("", ())])
def test_a_page_is_well_formed(view: View) -> None:
    """Every tag is closed in order, ids are unique, and references to ids have targets."""
    seen = _Seen(page(view))
    named = [label for _, name, value in seen.values if name == "aria-labelledby" for label in value.split()]

    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert set(named) <= set(seen.ids)
    assert ("html", "lang") in seen.tags


@pytest.mark.parametrize("view", [dashboard(), monthly(), everywhere("x")])
def test_a_page_has_landmarks_and_one_first_heading(view: View) -> None:
    """It has one main part and one first heading, and the headings skip no rank."""
    seen = _Seen(page(view))
    ranks = [int(tag[0][1]) for tag in seen.tags if re.fullmatch("h[1-6]", tag[0])]

    assert [tag[0] for tag in seen.tags].count("main") == 1
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_a_section_without_its_part_skips_no_rank() -> None:
    """A second-level heading that comes first has the rank of a first-level one."""
    assert re.findall("<h([1-6])", page_of(Heading("a", 2), Heading("b"), Heading("c", 2))) == [
        "1",
        "2",
        "2",
        "3",
    ]


@pytest.mark.parametrize("view", [dashboard(), monthly(), View("x", ())])
def test_the_policy_allows_only_the_pages_style_and_script(view: View) -> None:
    """The hashes are those of the style and the script; without a long table there is no script."""
    html = page(view)
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    allowed = dict(part.split(" ", 1) for part in policy[1].replace("&#39;", "'").split("; "))
    inside = {tag: re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL) for tag in ("style", "script")}
    hashes = {
        f"{tag}-src": f"'sha256-{b64encode(sha256(texts[0].encode()).digest()).decode()}'"
        for tag, texts in inside.items()
        if texts
    }

    assert allowed == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"} | hashes
    assert len(inside["style"]) == 1
    assert len(inside["script"]) == (1 if any(table.sortable for table in view.tables) else 0)


@pytest.mark.parametrize("view", [dashboard(), monthly(), everywhere("x")])
def test_nothing_is_loaded(view: View) -> None:
    """No source, no import, no address in the style, no attribute with a script or a style."""
    html = page(view)
    seen = _Seen(html)

    assert not {tag[0] for tag in seen.tags} & {"link", "img", "iframe", "object", "embed", "form", "base", "use"}
    assert [value for value in seen.values if value[1] in {"src", "style", "srcset"} or value[1].startswith("on")] == []
    assert re.findall(r"url\(|@import|https?:", html) == []


def test_the_same_view_gives_the_same_bytes() -> None:
    """The output does not depend on the time."""
    assert page(dashboard()) == page(dashboard())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_written_in_both_languages(language: str) -> None:
    """The page names its language, and no message is missing."""
    options = replace(OPTIONS, words=words_in(language))  # type: ignore[arg-type]

    assert f'<html lang="{language}">' in render("html", dashboard(), options).decode()


# --- hostile text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_tag_and_no_attribute(text: str) -> None:
    """With hostile text in any part, the page has the same tags as with a plain word."""
    html = unmarked(page(everywhere(text)))
    seen, plain = _Seen(html), _Seen(unmarked(page(everywhere("word" if text.strip() else text))))

    assert [tag for tag in seen.tags if tag[0] != "br"] == plain.tags
    assert CONTROL.search(html) is None
    assert {value for tag, name, value in seen.values if name == "href"} == {"#main", "index.html"}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_text_is_displayed_unchanged(text: str) -> None:
    """Headings, cells, drawings and the form display the text, with control characters as codes."""
    wanted = squeezed(printable(re.sub(r"[\t\r\n]", " ", text)))
    whole = squeezed(" ".join(_Seen(unmarked(page(everywhere(text)))).texts))

    assert whole.count(wanted) >= 40


@given(st.text(alphabet=st.sampled_from("ab1 .:@#/\\`<>&;\"'={}%-\n\tđ\x1b\u202e"), max_size=40))
def test_any_text_is_text(text: str) -> None:
    """A page with any text has the same tags as a page with another text."""
    seen = _Seen(unmarked(page(everywhere(text + "x"))))

    assert [tag for tag in seen.tags if tag[0] != "br"] == _Seen(page(everywhere("word"))).tags


def test_vietnamese_parts_of_an_english_page_are_marked() -> None:
    """The language of a quotation is named, from its first to its last word, without the English words around it."""
    quoted = ("Tham mưu, đề xuất UBND tỉnh theo yêu cầu chung cho dân", "Sở TT&TT", "Sở LĐ-TB&XH")
    texts = [f"Task 18, asked by {text}; due <3 days" for text in quoted]
    marked = [
        f'Task 18, asked by <span lang="vi">{text.replace("&", "&amp;")}</span>; due &lt;3 days' for text in quoted
    ]
    view = View("", tuple(map(Paragraph, texts)))
    html = render("html", view, replace(OPTIONS, words=words_in("en"))).decode()

    assert re.findall('<p class="plain">(.*)</p>', html) == marked
    assert 'lang="vi">' not in page(view).partition("<main")[2]


@pytest.mark.parametrize("text", ["2023-06-12", "30 June 2023", "190/KH-UBND", "107/2021/NĐ-TTg"])
def test_dates_and_numbers_of_documents_are_never_broken(text: str) -> None:
    """Also inside a text of a paragraph or a cell; a longer number is none of them."""
    table = Table((Column("a"),), ((Cell(f"due {text} at noon"),),))
    view = View("", (Paragraph(f"due {text}, 12023-06-123"), table))
    html = render("html", view, replace(OPTIONS, words=words_in("en"))).decode()

    assert re.findall('<span class="whole">(.*?)</span>', html) == [text, text]


def test_lines_of_a_paragraph_stay_lines() -> None:
    """Line ends in a paragraph are kept; line ends in a cell become blanks."""
    html = page_of(Paragraph("một\nhai"), Table((Column("a"),), ((Cell("ba\nbốn"),),)))

    assert '<p class="plain">một<br>hai</p>' in html
    assert ">ba bốn</th>" in html


def test_links_lead_into_the_set_or_to_the_web() -> None:
    """A link to a page begins at the root of the set; any other address is text."""
    blocks = (
        Paragraph("x"),
        Link("Nhà", "index.html"),
        Link("Tệp", "files/bao-cao-2023-09.docx"),
        Link("Khác", "../en/index.html"),
        Link("Web", "https://example.org/a?b=c&d"),
        Link("Xấu", "javascript:alert(1)"),
        Link("Thư", "mailto:a@b.invalid"),
        Table((Column("a"),), ((Cell("39", page="tasks/39.html"),), (Cell("x", page="javascript:x.html"),))),
        DateAxis("t", "a", DAY, (Mark(DAY, "m", page="tasks/1.html"), Mark(DAY, "n", page="ftp://x/y.html"))),
    )
    html = page(View("x", blocks), "../")
    links = [value for tag, name, value in _Seen(html).values if name == "href"]

    assert links == [
        "#main",
        "../index.html",
        "../files/bao-cao-2023-09.docx",
        "../../en/index.html",
        "https://example.org/a?b=c&d",
        "../tasks/39.html",
        "../tasks/1.html",
        "../tasks/1.html",
    ]
    assert "Xấu: javascript:alert(1)" in html
    assert html.count('rel="noopener noreferrer"') == 1


def test_links_at_the_top_are_the_navigation() -> None:
    """They are in the navigation, and no other links are."""
    html = page_of(Link("Trang đầu", "index.html"), Paragraph("x"), Link("Sau", "tasks/1.html"))
    nav = html[html.index("<nav") : html.index("</nav>")]

    assert "Trang đầu" in nav
    assert "Sau" not in nav
    assert "<nav" not in page_of(Paragraph("x"))


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_describes_its_cells() -> None:
    """Titles and names are header cells, tones are classes, numbers and dates have sort keys."""
    html = page_of(Heading("Theo cơ quan"), districts())

    assert '<th scope="colgroup" class="group" colspan="2">Số nhiệm vụ</th>' in html
    assert html.count('rowspan="2"') == 3
    assert html.count('scope="row"') == 7
    assert '<caption id="b2">Theo cơ quan</caption>' in html
    assert '<td class="number" data-v="1280" data-title="Số nhiệm vụ: Tổng">1.280</td>' in html
    assert '<td class="brief" data-v="2023-09-12" data-title="Số nhiệm vụ: Ngày">12/9/2023</td>' in html
    assert '<td class="brief none" data-v="" data-title="Số nhiệm vụ: Ngày">—</td>' in html
    assert '<td class="text bad" data-title="Tình trạng">quá hạn</td>' in html
    assert "<tfoot>" in html
    assert '<td class="number good" data-v="0.923" data-title="Tỷ lệ">92,3%</td>' in page_of(
        replace(SHARED, sortable=True)
    )


@pytest.mark.parametrize(("columns", "broad"), [(8, False), (9, True)])
def test_a_table_of_nine_columns_is_printed_in_landscape(columns: int, *, broad: bool) -> None:
    """A table with fewer columns is printed in portrait."""
    table = Table(tuple(Column(str(number)) for number in range(columns)), ())

    assert ('class="scroll broad"' in page_of(table)) is broad


def test_only_a_long_table_is_searched_and_sorted() -> None:
    """A short table has no search fields and no sort keys."""
    html = page_of(replace(districts(), sortable=False))

    assert [word for word in ("data-v", "data-column", 'class="find"', "<script") if word in html] == []


def test_rows_are_chosen_by_their_states() -> None:
    """A column with a few states has a choice; one with dates, many texts or no tones has none."""
    assert '<select data-column="4">' in page_of(districts())
    no_tones = replace(
        districts(), rows=tuple(tuple(cell._replace(tone="plain") for cell in row) for row in districts().rows)
    )
    assert "<select" not in page_of(no_tones)
    many = Table(
        (Column("a"), Column("b")), tuple((Cell("x"), Cell(f"s {k}", tone="bad")) for k in range(40)), sortable=True
    )
    assert "<select" not in page_of(many)
    days = Table(
        (Column("a"), Column("b")), tuple((Cell("x"), Cell(f"{k}/9", DAY, "bad")) for k in (1, 2)), sortable=True
    )
    assert "<select" not in page_of(days)


# --- drawings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("drawn", [trend(), trend(1), date_axis(), date_axis(60)])
def test_every_drawing_has_a_title_and_a_description(drawn: Trend | DateAxis) -> None:
    """It is an image, or a group if it has links, with a name and a description, and contains both."""
    pictures = re.findall(r"<svg [^>]*>.*?</svg>", page_of(drawn), re.DOTALL)

    assert pictures
    for picture in pictures:
        name = re.match(
            r'<svg viewBox="0 0 [0-9.]+ [0-9.]+" role="(?:img|group)" aria-labelledby="(\S+) (\S+)"[^>]*>'
            r'<title id="(\S+)">[^<]+</title><desc id="(\S+)">[^<]+</desc>',
            picture,
        )
        assert name is not None
        assert name.groups()[:2] == name.groups()[2:]


def test_a_drawing_without_dates_is_only_words() -> None:
    """Without dates nothing is drawn."""
    html = page_of(Trend("Chưa có gì", "Chưa có kỳ nào.", (), (TrendLine("x", "good", ()),)), date_axis(0))

    assert "<svg" not in html
    assert "<p>Chưa có kỳ nào.</p>" in html


def test_lines_of_a_trend_differ_without_colour() -> None:
    """Each has its own dashes, its name in the legend, and its name and last number at its end."""
    html = page_of(trend())
    dashes = re.findall(r"<polyline ([^>]*)/>", html)[::2]

    assert len({re.sub('points="[^"]*"', "", dash) for dash in dashes}) == 4
    for line in trend().lines:
        assert f">{line.name}</text>" in html
        assert f">{line.name} {line.values[-1]}</text>" in html


def test_points_are_at_their_values() -> None:
    """Heights are in proportion to the values, distances in proportion to the days."""
    days = (DAY.replace(day=1), DAY.replace(day=6), DAY.replace(day=21))
    lines = (replace(trend().lines[0], values=(0, 50, 100)),)
    html = page_of(Trend("t", "a", days, lines))
    points = re.search('<polyline points="([^"]*)"', html)
    assert points is not None
    (x1, y1), (x2, y2), (x3, y3) = (map(float, point.split(",")) for point in points[1].split())

    assert 3 * (x2 - x1) == pytest.approx(x3 - x2, abs=0.3)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)
    assert y1 - y3 == 230


def test_no_point_is_above_the_scale() -> None:
    """101 is below the next step, 150."""
    html = page_of(Trend("t", "a", (DAY.replace(day=1), DAY), (replace(trend().lines[0], values=(0, 101)),)))
    points = re.search('<polyline points="([^"]*)"', html)
    assert points is not None
    heights = [float(point.split(",")[1]) for point in points[1].split()]

    assert min(heights) > min(float(height) for height in re.findall('class="grid"[^>]* y1="([0-9.]+)"', html))
    assert re.findall('class="axis" [^>]*text-anchor="end">([0-9]+)<', html) == ["0", "50", "100", "150"]


def test_drawings_have_the_symbols_of_tones() -> None:
    """The symbol before a text with a tone is also in a mark with that tone."""
    html = page_of(date_axis())
    of_words = dict(re.findall(r"\.([a-z]+) \{ --mark: \"(.)", html))
    of_marks = dict(re.findall(r'class="chip (good|late|open|warn|bad)".*?<text[^>]*>(\S+) ', html))

    assert of_words == of_marks == {"good": "✓", "late": "■", "open": "○", "warn": "◆", "bad": "▲"}


def test_the_facts_of_a_drawing_are_below_it() -> None:
    """The numbers of a trend are a table, the marks of a timeline a list by day."""
    texts = texts_of(page_of(trend(3), date_axis(4)))

    assert " | ".join(("Ngày", *(line.name for line in trend().lines))) in texts
    assert "28/7/2023 | 5 | 6 | 3 | 4" in texts
    assert texts[texts.index("31/12/2023") + 1 :] == ["Nhiệm vụ 2: việc", "Nhiệm vụ 4: việc"]


def test_the_length_of_a_bar_is_its_share() -> None:
    """It is in thousandths of the width, at most the whole width; without a share there is no bar."""
    html = page_of(bars(4))
    shares = re.findall('<rect class="share" x="0" y="4" width="([0-9.]+)"', html)

    assert shares == ["925", "1000", "450"]
    assert html.count('class="track nothing"') == 1
    assert page_of(replace(bars(2), bars=(replace(bars(2).bars[1], share=1700),))).count('width="1000"') == 2


# --- read back -------------------------------------------------------------------------------------------------------


def test_a_report_is_read_back_with_its_form_tables_and_provenance() -> None:
    """Texts and tables are in reading order, and the provenance is found."""
    texts = texts_of(page(monthly()))

    assert texts[:10] == [
        "BỘ CÔNG AN",
        "CÔNG AN TỈNH BÌNH PHƯỚC",
        "Số: /BC-CAT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Phước, ngày tháng năm 2023",
        "DỰ THẢO",
        "BÁO CÁO Kết quả thực hiện Kế hoạch số 190/KH-UBND tháng 9 năm 2023",
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh",
        "I. KẾT QUẢ",
    ]
    assert "Hoàn thành 114/377 (30,2%). Dòng hai." in texts
    assert "Nguyễn Văn A" in texts
    assert "Phụ lục I THEO CƠ QUAN" in texts
    assert [text for text in texts if "Số nhiệm vụ" in text] == ["TT | Cơ quan | Số nhiệm vụ | Tình trạng"]
    assert "3 | Đồng Phú | 1.280 | 1/7/2023 | quá hạn" in texts
    assert "| Cộng | 1.310 | |" in texts
    assert find_provenance(searchable_text("html", page(monthly()).encode())) == PROVENANCE


def test_the_checksum_is_invalid_after_a_change() -> None:
    """There is one checksum, at the end; any change makes it invalid."""
    data = render("html", monthly(), OPTIONS)
    edited = data.replace(b">1.280<", b">1.180<").replace(b"30,2%", b"<b>31</b>,2%")

    assert has_valid_checksum(data)
    assert re.search(rb"<!-- plan190-seal:[0-9a-f]{40} -->\n$", data)
    assert not has_valid_checksum(edited)
    assert "plan190-seal" not in page_of(Paragraph("x"))


@pytest.mark.parametrize("text", [CHECKSUM_PLACEHOLDER, "plan190-seal:" + "a" * 40])
def test_a_text_like_a_checksum_does_no_harm(text: str) -> None:
    """A text in a report that looks like a checksum does not make its checksum invalid."""
    assert has_valid_checksum(page(replace(monthly(), blocks=(Paragraph(text),))).encode())


def test_headline_numbers_are_read_with_their_labels_and_notes() -> None:
    """Label, number and note are together; there is no empty note."""
    numbers = Numbers((Number("Quá hạn", 5, "bad", "của 20 cơ quan"), Number("Hoàn thành", 16)))

    assert texts_of(page_of(numbers)) == ["Trang", "Quá hạn", "5", "của 20 cơ quan", "Hoàn thành", "16"]


def test_a_letter_has_its_subject_under_its_number() -> None:
    """Without a kind of document, the subject is still the first heading."""
    texts = texts_of(page(View("x", (), form=form(kind=""))))

    assert texts[2].startswith("Số:")
    assert texts[3].startswith("Kết quả thực hiện")


def test_a_single_page_has_no_links() -> None:
    """A report that is sent alone has the same texts, but no links to other pages."""
    cell = Cell("39", 39, page="tasks/39.html")
    view = View("t", (Link("Trang đầu", "index.html"), Table((Column("NV"),), ((cell,),))))
    alone, of_set = (
        render("html", view, replace(OPTIONS, root=None)),
        render("html", view, replace(OPTIONS, root="../")),
    )

    assert (alone.count(b"tasks/39.html"), of_set.count(b'href="../tasks/39.html"')) == (0, 1)
    assert b"<a" not in alone.split(b"<main")[1]
    assert "Trang đầu".encode() in alone
