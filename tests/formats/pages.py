"""Views with every kind of block, with plain and hostile texts, for the tests of HTML pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

from plan190.document.blocks import (
    Annex,
    Bar,
    Bars,
    Cell,
    Column,
    DateAxis,
    Form,
    Heading,
    Items,
    Link,
    Mark,
    Number,
    Numbers,
    Pairs,
    Paragraph,
    Table,
    Trend,
    TrendLine,
    View,
)
from plan190.formats import RenderOptions
from plan190.words import words_in
from tests.changed import replace
from tests.formats.sample_findings import finding
from tests.formats.sample_views import FORM, PROVENANCE

OPTIONS = RenderOptions(words_in("vi"), root="")
DAY = date(2023, 9, 20)
TONES = ("plain", "good", "late", "open", "warn", "bad", "mute")

DISTRICTS = (
    ("Hớn Quản", 9, date(2023, 9, 12), "còn trong hạn"),
    ("Chơn Thành", 10, None, "quá hạn"),
    ("Đồng Phú", 1280, date(2023, 7, 1), "quá hạn"),
    ("Bù Gia Mập", 9, date(2023, 9, 2), "còn trong hạn"),
    ("Sở Y tế", 2, date(2022, 12, 31), "còn trong hạn"),
    ("Phú Riềng", 0, None, "chờ điều kiện"),
)
"""Rows that are in no column in order: name, number, date, state."""


def districts() -> Table:
    """Return a long table with shared titles, totals, tones and links."""
    columns = (
        Column("TT", number=True),
        Column("Cơ quan", wide=True),
        Column("Tổng", number=True, group="Số nhiệm vụ"),
        Column("Ngày", group="Số nhiệm vụ"),
        Column("Tình trạng"),
    )
    rows = tuple(
        (
            Cell(str(number), number),
            Cell(name, page=f"agencies/{number}.html"),
            Cell(f"{total:,}".replace(",", "."), total),
            Cell(f"{day.day}/{day.month}/{day.year}" if day else "—", day or ""),
            Cell(state, tone="bad" if state == "quá hạn" else "good"),
        )
        for number, (name, total, day, state) in enumerate(DISTRICTS, start=1)
    )
    return Table(
        columns, rows, (Cell(""), Cell("Cộng"), Cell("1.310", 1310), Cell(""), Cell("")), name="a", sortable=True
    )


def trend(months: int = 45) -> Trend:
    """Return four lines over several months, two of them close together."""
    days = tuple(date(2023 + (5 + k) // 12, (5 + k) % 12 + 1, 28) for k in range(months))
    up = tuple(range(0, 5 * months, 5))
    lines = (
        TrendLine("Hoàn thành đúng hạn", "good", up),
        TrendLine("Hoàn thành quá hạn", "late", tuple(value + 1 for value in up)),
        TrendLine("Quá hạn", "bad", (3,) * months),
        TrendLine("Còn trong hạn", "open", (4,) * months),
    )
    return Trend("Qua các tháng", "Bốn đường.", days, lines)


def date_axis(marks: int = 27) -> DateAxis:
    """Return a timeline with this number of marks, half of them on one day."""
    days = [date(2023, 12, 31) if k % 2 else date(2023, 6, 14) + timedelta(days=k * k * 7 % 190) for k in range(marks)]
    all_marks = (
        Mark(day, f"Nhiệm vụ {k}: việc", TONES[k % len(TONES)], f"tasks/{k}.html", str(k))
        for k, day in enumerate(days, start=1)
    )
    return DateAxis("Thời hạn", "Các mốc.", DAY, tuple(all_marks))


def bars(number: int = 28) -> Bars:
    """Return this number of bars, some without a target, some without a share."""
    shares = (None, 925, 1000, 450)
    all_bars = (
        Bar(
            f"{k}. tỷ lệ hồ sơ dịch vụ công trực tuyến",
            f"{k}%",
            shares[k % 4],
            (980, None, 900, 0)[k % 4],
            TONES[k % len(TONES)],
        )
        for k in range(number)
    )
    return Bars("Chỉ tiêu", "Các chỉ tiêu.", tuple(all_bars))


def form(text: str = "", kind: str = FORM.kind) -> Form:
    """Return an official form, with the text in every part if there is one."""
    if not text:
        return replace(FORM, kind=kind)
    places: dict[str, Any] = {
        name: (text,) * len(old) if isinstance(old, tuple) else text for name, old in FORM._asdict().items()
    }
    return Form(**places | {"to": (text,) * 2})


def dashboard() -> View:
    """Return a page of a set, with links, numbers, drawings and a long table."""
    numbers = Numbers(
        tuple(
            Number(f"Con số {tone}", value, tone, "ghi chú", "index.html#agencies")
            for value, tone in enumerate(TONES, start=1)
        )
    )
    blocks = (
        Link("Trang đầu", "index.html", is_current=True),
        Link("English", "en/index.html", language="en"),
        Paragraph("Số liệu ví dụ", "warn"),
        Paragraph("Có mặt", "bad"),
        Paragraph("Chú thích", "mute"),
        numbers,
        trend(),
        date_axis(),
        date_axis(60),
        Heading("Theo cơ quan"),
        districts(),
        Heading("Chỉ tiêu"),
        bars(),
        Pairs((("Chủ trì", "Sở Y tế"), ("Thời hạn", "30/6/2023"))),
        Items(("một", "hai")),
        finding(),
    )
    return View("Tình hình đến ngày 20/9/2023", blocks, provenance=PROVENANCE.line, day=DAY)


def monthly() -> View:
    """Return a report in the official form, with an annex in landscape."""
    table = Table(
        tuple(Column(f"Cột {number}", number=number > 1) for number in range(1, 17)),
        tuple(tuple(Cell(f"{row}-{column}") for column in range(1, 17)) for row in range(60)),
    )
    blocks = (
        Heading("I. KẾT QUẢ"),
        Heading("1. Công tác chỉ đạo", 2),
        Paragraph("Hoàn thành 114/377 (30,2%).\nDòng hai."),
        districts(),
        Items(("Nhiệm vụ 18;", "Nhiệm vụ 59.")),
    )
    annexes = (Annex("I", "THEO CƠ QUAN", "PL I", (table,), "(Kèm theo Báo cáo)"),)
    return View("Báo cáo tháng", blocks, form=form(), annexes=annexes, provenance=PROVENANCE.line, day=DAY)


def everywhere(text: str) -> View:
    """Return a view with the text in every part that can hold a text."""
    table = Table(
        (Column(text, group=text), Column(text, group=text), Column(text, wide=True)),
        ((Cell(text), Cell(text, text, "bad"), Cell(text, page=text)), (Cell("a"), Cell("b", Decimal(1)), Cell("c"))),
        (Cell(text), Cell(text), Cell(text)),
        stacked=True,
        name=text,
        sortable=True,
    )
    blocks = (
        Link(text, "index.html"),
        Link(text, text),
        Heading(text),
        Paragraph(text),
        Items((text,)),
        Pairs(((text, text),)),
        table,
        finding(path=text, message=text, help=text, severity_word=text, code=text),
        Link(text, text),
        Numbers((Number(text, 1, "bad", text),)),
        Trend(text, text, (DAY,), (TrendLine(text, "good", (1,)),)),
        DateAxis(text, text, DAY, (Mark(DAY, text, "bad", text, text),)),
        Bars(text, text, (Bar(text, text, 1, 1),)),
    )
    annexes = (Annex(text, text, text, (Heading(text), Paragraph(text)), text),)
    return View(text, blocks, form=form(text), annexes=annexes, provenance=text)


def unmarked(html: str) -> str:
    """Return the page without the marks of dates and numbers of documents, which depend on the text."""
    return re.sub(r'<span class="whole">([^<]*)</span>', r"\1", html)


def texts_of(page: str) -> list[str]:
    """Return the texts of a page in order; a table row has bars between its cells. Input fields are left out."""
    body = unmarked(page).partition("</head>")[2]
    body = re.sub(
        r'(?s)<(svg|script|nav|caption)\b.*?</\1>|<div class="find".*?</div>|<a class="skip".*?</a>', "", body
    )
    body = re.sub(r"\s*</t[dh]>\s*<t[dh]\b[^>]*>\s*", " | ", body)
    body = re.sub(r"</?(?:a|br|code|small|span|strong)\b[^>]*>", " ", body)
    texts = (" ".join(unescape(text).split()) for text in re.split(r"<[^>]*>", body))
    return [text for text in texts if text]
