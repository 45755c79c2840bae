"""Everything that a report can contain survives the workbook, also if LibreOffice saves it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plan190.edit.yaml_text import yaml_of
from plan190.forms.workbook_reader import read_workbook
from plan190.load.yaml_reader import read_yaml
from plan190.model.fields import reader
from plan190.model.month import Month
from plan190.model.period import Period
from plan190.model.report import (
    AtRisk,
    Contribution,
    Correction,
    Evidence,
    IssuedDocument,
    MonthlyReport,
    Obstacle,
    Update,
    Withdrawn,
)
from tests.builders import measured
from tests.changed import replace
from tests.conftest import example_register
from tests.forms.clerk import Clerk, form

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Convert

OCTOBER = Period(Month(2023, 10))
TASKS = ("32", "33", "34", "35", "36", "59", "60", "61", "62", "63", "64", "65", "66", "67")

TEXTS = st.text(st.sampled_from("aắĐ 1=+-@#:\"'\\_x0D\n"), min_size=1, max_size=30).filter(str.strip).map(str.strip)
LINES = TEXTS.map(lambda text: " ".join(text.split()))
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
EVIDENCE = st.lists(
    st.builds(
        Evidence,
        title=LINES,
        number=st.none() | st.just("46/CV-HUCAU"),
        date=st.none() | DAYS,
        link=st.none() | st.just("https://hu-cau.example/46"),
    ),
    max_size=2,
).map(tuple)
OBSTACLES = st.lists(
    st.builds(
        Obstacle,
        id=st.sampled_from(["may-chu", "phan-mem"]),
        category=st.sampled_from(["phap-ly", "du-lieu", "khac"]),
        beyond_authority=st.booleans(),
        description=TEXTS,
        proposal=st.none() | TEXTS,
    ),
    max_size=2,
    unique_by=lambda obstacle: obstacle.id,
).map(tuple)
INDICATORS = st.lists(
    st.builds(
        measured,
        st.sampled_from(["trang-bi-dau-doc-the", "cap-cccd-gan-chip"]),
        st.integers(0, 999_999_999),
        st.none() | st.integers(0, 999_999_999),
    ),
    max_size=2,
    unique_by=lambda item: item.id,
).map(lambda items: tuple(sorted(items, key=lambda item: item.id, reverse=True)))
NEWS = {
    "state": st.sampled_from(["not_started", "in_progress", "done"]),
    "progress": st.none() | st.integers(0, 100),
    "done_on": st.none() | DAYS,
    "summary": st.none() | TEXTS,
    "indicators": INDICATORS,
    "evidence": EVIDENCE,
    "obstacles": OBSTACLES,
    "at_risk": st.none() | st.builds(AtRisk, reason=TEXTS, expected_on=DAYS),
}
UPDATES = st.lists(
    st.builds(Update, task=st.sampled_from(TASKS), **NEWS), max_size=3, unique_by=lambda update: update.task
)
CORRECTIONS = st.lists(
    st.builds(
        Correction,
        task=st.sampled_from(("32", "35", "5")),
        corrects=st.sampled_from([Period(Month(2023, 7)), Period(Month(2023, 8))]),
        why=TEXTS,
        **NEWS,
    ),
    max_size=2,
    unique_by=lambda correction: (correction.task, correction.corrects),
)
REPORTS = st.builds(
    MonthlyReport,
    agency=st.just("so-y-te"),
    period=st.just(OCTOBER),
    reported_on=DAYS,
    document=st.none() | st.builds(IssuedDocument, number=st.just("9/BC-HUCAU"), date=DAYS, title=st.none() | LINES),
    updates=UPDATES.map(
        lambda updates: tuple(
            next((update for update in updates if update.task == task), Update(task=task, state="unchanged"))
            for task in TASKS
        )
    ),
    corrections=CORRECTIONS.map(tuple),
    contributions=st.lists(
        st.builds(Contribution, task=st.sampled_from(("5", "54")), contribution=TEXTS, evidence=EVIDENCE),
        max_size=2,
        unique_by=lambda item: item.task,
    ).map(lambda items: tuple(sorted(items, key=lambda item: int(item.task)))),
    indicators=st.sampled_from([(), (measured("can-bo-dung-dich-vu-cong-truc-tuyen", 137, 152),)]),
    withdrawn=st.none() | st.builds(Withdrawn, date=DAYS, why=TEXTS),
)


def read(content: bytes) -> MonthlyReport:
    """Return the report in a workbook, as its YAML file is read."""
    parsed, problems = read_yaml("f", yaml_of(read_workbook("report.xlsx", content).data))
    assert parsed is not None
    assert problems == []
    report: MonthlyReport = reader(MonthlyReport).validate_python(parsed.plain)
    return report


def filled(report: MonthlyReport, as_of: str) -> bytes:
    """Return the workbook into which a clerk has filled the report."""
    clerk = Clerk(form(report.agency, as_of, report.period))
    clerk.fill_in(report)
    return clerk.saved()


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.nightly)])
def test_reports_of_the_example(step: int) -> None:
    """Tasks that a report leaves out are in the workbook with the state that their drop-down shows."""
    for report_file in example_register().reports[::step]:
        report = report_file.value
        again = read(filled(report, (report.reported_on - timedelta(days=1)).isoformat()))
        added = [update for update in again.updates if update not in report.updates]
        assert all(update == Update(task=update.task, state=update.state) for update in added)
        assert {update.state for update in added} <= {"unchanged", "not_started"}
        # An update on a suspended task is in an empty row below the others.
        updates = tuple(update for update in report.updates if update in again.updates)
        assert len(again.updates) == len(updates) + len(added)
        assert replace(again, updates=updates) == report, report_file.file


@settings(max_examples=25, phases=set(Phase) - {Phase.shrink, Phase.explain})
@given(REPORTS)
def test_every_field_survives(report: MonthlyReport) -> None:
    """Also texts that begin like a formula, several lines, several documents, and corrections with all their parts."""
    assert read(filled(report, "9-20")) == report


def everything() -> MonthlyReport:
    """Return a report with every field, long texts with line breaks, and texts that look like formulas."""
    long = (
        "Đã đối chiếu xong dữ liệu của 4 huyện.\n\n- Lộc Ninh: 1.200 hồ sơ;\n- Hớn Quản: 75%.\n" + "Kết quả tốt. " * 400
    )
    news = {
        "progress": 100,
        "done_on": date(2023, 9, 30),
        "summary": long.strip(),
        "indicators": (measured("trang-bi-dau-doc-the", 126, 126),),
        "evidence": (
            Evidence(title="=1+1", number="46/CV-HUCAU", date=date(2023, 9, 29), link="https://hu-cau.example/46"),
            Evidence(title="Ảnh chụp “trang chủ” & <cổng>"),
        ),
        "obstacles": (
            Obstacle(category="du-lieu", beyond_authority=True, description="-Thiếu dữ liệu", proposal="@Bộ Công an"),
            Obstacle(id="may-chu", category="du-lieu", beyond_authority=False, description="+ Máy chủ cũ"),
        ),
        "at_risk": AtRisk(reason="Chờ phần mềm", expected_on=date(2023, 12, 31)),
    }
    updates = {task: Update(task=task, state="unchanged") for task in TASKS}
    updates["32"] = Update(task="32", state="done", **news)  # type: ignore[arg-type]
    updates["35"] = Update(task="35", state="in_progress", progress=0, summary="'=SUM(A1)")
    return MonthlyReport(
        agency="so-y-te",
        period=OCTOBER,
        reported_on=date(2023, 10, 12),
        document=IssuedDocument(number="9/BC-HUCAU", date=date(2023, 10, 11), title="Báo cáo tháng 10"),
        updates=tuple(updates.values()),
        corrections=(
            Correction(task="33", state="done", corrects=Period(Month(2023, 7)), why="Tính trùng", **news),  # type: ignore[arg-type]
        ),
        contributions=(Contribution(task="54", contribution=long.strip(), evidence=news["evidence"]),),  # type: ignore[arg-type]
        indicators=(measured("can-bo-dung-dich-vu-cong-truc-tuyen", 0, 0),),
        withdrawn=Withdrawn(date=date(2023, 10, 13), why="Gửi nhầm"),
    )


def test_libreoffice_saves_the_same(tmp_path: Path, convert: Convert) -> None:
    """It reads and saves a filled workbook and an empty one; both then say the same as before."""
    names = {"filled": filled(everything(), "9-20"), "empty": form()}
    for name, content in names.items():
        tmp_path.joinpath(f"{name}.xlsx").write_bytes(content)
    saved = convert("xlsx:Calc MS Excel 2007 XML", tmp_path / "saved", *sorted(tmp_path.glob("*.xlsx")))
    assert [path.stem for path in saved] == ["empty", "filled"]
    for path in saved:
        before, after = (read_workbook("form.xlsx", content) for content in (names[path.stem], path.read_bytes()))
        assert after.data == before.data
        assert after.cells == before.cells
    assert read(saved[1].read_bytes()) == everything()
