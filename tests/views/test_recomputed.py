"""Every number in the sentences of the monthly report, the letters and the overdue report can be recomputed.

Each sentence with a number must have a check: it compares the number with the tables of the report, with the list after
the sentence, or with the assessment. A new sentence with a number fails until it has one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import pytest

from plan190.document.blocks import Heading, Items, Paragraph
from plan190.model.decision import Accept, Return
from plan190.model.period import Period
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.changes import ChangeKind
from plan190.status.figures.letter import Mailing, letter_figures
from plan190.status.figures.monthly import monthly_figures
from plan190.status.figures.overdue import overdue_figures
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.views import letter, monthly, overdue
from plan190.words import words_in
from plan190.words.text import parse_day
from tests.builders import decision, register_with, report, update
from tests.conftest import example_register, real_register
from tests.views.blocks import as_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.document.blocks import Table, View
    from plan190.model.register import Register
    from plan190.status.changes import Changes
    from plan190.status.figures.letter import Kind
    from plan190.status.verdicts import Assessment

VI = words_in("vi")


def with_claims() -> Register:
    """Return the real plan with claims: accepted, returned, on a joint task, and of agencies of a group."""
    claims = [
        report("so-y-te", 7, "7-13", update(59, "done", "6-28"), update(62, "done", "6-28")),
        report("so-tttt", 7, "7-13", update(39, "done", "6-28"), update(62, "done", "6-29"), update(59, "done", "7-5")),
        report("ubnd-h-bu-dop", 8, "8-16", update(59, "done", "6-30"), update(61)),
        report("so-tu-phap", 8, "8-10", update(62, "done", "6-30")),
    ]
    decisions = [
        decision(Return, "7-20", tasks=(39,), why="thiếu văn bản"),
        decision(Return, "7-21", tasks=(62,), agencies=("so-y-te",)),
        decision(Accept, "7-22", tasks=(59,)),
    ]
    return register_with(claims, decisions)


CASES = [
    (example_register, "2023-07", date(2023, 7, 31)),
    (example_register, "2023-08", date(2023, 8, 31)),
    (example_register, "2023-09", date(2023, 9, 20)),
    (real_register, "2023-06", date(2023, 6, 25)),
    (real_register, "2023-08", date(2023, 8, 31)),
    (with_claims, "2023-08", date(2023, 8, 20)),
]


def column_of(table: Table, title: str) -> list[str]:
    """Return the texts of a column of the table."""
    number = [column.title for column in table.columns].index(VI(f"column.{title}"))
    return [row[number].text for row in table.rows]


def agencies_in(table: Table, task: str = "") -> tuple[list[str], int]:
    """Return the agency of each obligation in the table, and the number of joint tasks; `task`: only of one task."""
    own, joint = [], 0
    for cell, id_ in zip(column_of(table, "agency"), column_of(table, "task"), strict=True):
        if task not in {"", id_}:
            continue
        if cell.startswith("Nhiệm vụ chung"):
            joint += 1
        else:
            own += re.sub(r"^\d+ cơ quan: ", "", cell).split(", ")
    return own, joint


def counted_in(table: Table) -> str:
    """Return the numbers of the obligations in the table, as the sentences state them."""
    own, joint = agencies_in(table)
    texts = [f"{len(own)} lượt nhiệm vụ của {len(set(own))} cơ quan"] if own else []
    texts += [f"{joint} nhiệm vụ chung"] if joint else []
    return " và ".join(texts)


@dataclass(frozen=True)
class Document:
    """A view with its assessment."""

    view: View
    assessment: Assessment
    period: Period
    changes: Changes | None = None

    def table(self, name: str) -> Table | None:
        """Return the table of that name; None if there is none."""
        return next((table for table in self.view.tables if table.name == name), None)

    def column(self, name: str, title: str) -> list[str]:
        """Return the texts of a column of the table; none if there is no such table."""
        table = self.table(name)
        return column_of(table, title) if table is not None else []

    def counted(self, name: str) -> str:
        """Return the numbers of the obligations in the table, as the sentences state them."""
        table = self.table(name)
        return counted_in(table) if table is not None else "không có"

    @cached_property
    def sentences(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each text with a number, and the list after it."""
        blocks = [*self.view.blocks, *(block for annex in self.view.annexes for block in annex.blocks)]
        found: list[tuple[str, tuple[str, ...]]] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            after = following.texts if isinstance(following, Items) else ()
            texts = block.texts if isinstance(block, Items) else ()
            texts = (block.text,) if isinstance(block, Heading | Paragraph) else texts
            found += [(text, after) for text in texts if re.search(r"\d", text)]
        return found


CHANGED = [VI(f"change.{kind}").capitalize() for kind in ChangeKind]
"""The beginnings of the lines about changes."""

Check: TypeAlias = "Callable[[re.Match[str], Document, tuple[str, ...]], bool]"


def of_decisions(kind: str) -> Check:
    """Return the check of the number of obligations in the rows of decisions of this kind."""

    def check(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
        rows = zip(document.column("decided", "decision"), document.column("decided", "obligations"), strict=True)
        return int(match[1]) == sum(int(number) for decided, number in rows if decided == VI(f"decided.{kind}"))

    return check


def of_later(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the number is that of the obligations accepted from one date through another."""
    since, until = parse_day(match[1]), parse_day(match[2])
    decided = (item.decision.value for verdict in document.assessment.verdicts for item in verdict.work.decided)
    return int(match[3]) == sum(item.kind == "accept" and since <= item.date <= until for item in decided)


def of_transfer(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the task is the only one that another agency than that of the plan owes."""
    verdicts = document.assessment.verdicts
    return {match[1]} == {item.task.id for item in verdicts if item.body.id != item.obligation.origin.id}


def of_changes(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers are those of the changes by kind, and of the reports submitted or missing since."""
    changes, since = document.changes, parse_day(match[1])
    assert changes is not None
    numbers = Counter(VI(f"change.{change.kind}") for change in changes.obligations)
    reports = document.assessment.submissions
    numbers[VI("changes.reports.submitted")] = sum((item.reported_on or since) > since for item in reports)
    numbers[VI("changes.reports.missing")] = sum(item.is_missing and item.due >= since for item in reports)
    counts = re.sub("Lượt nhiệm vụ: |Báo cáo tháng: ", "", match[2])
    stated = {name.strip(): int(number) for name, number in re.findall(r"([^:,.]+): (\d+)", counts)}
    return stated == {name: number for name, number in numbers.items() if number}


def of_changed(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the number is that of the obligations with this change, each of which is listed."""
    assert document.changes is not None
    kinds = {VI(f"change.{kind}"): kind for kind in ChangeKind}
    changed = document.changes.by_kind[kinds[match[1][0].lower() + match[1][1:]]]
    numbers = [int(number) for number in re.findall(r"\d+", ",".join(re.findall(r"\(([\d, ]+)\)", match[4])))]
    return int(match[2]) == len(changed) == (sum(numbers) if match[3] else len(numbers))


def of_list(match: re.Match[str], _: Document, after: tuple[str, ...]) -> bool:
    """Return whether the number is that of the items after the sentence."""
    return int(match[1]) == len(after)


def of_table(name: str) -> Check:
    """Return the check of the numbers of tasks and obligations in a table."""

    def check(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
        tasks = len(set(document.column(name, "task")))
        return match["counts"] == document.counted(name) and int(match.groupdict().get("tasks") or tasks) == tasks

    return check


def of_task(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the number of obligations and the most days late are those in the tables of overdue work."""
    for table in filter(None, map(document.table, ("overdue", "overdue_assumed"))):
        own, joint = agencies_in(table, match["task"])
        days = zip(column_of(table, "task"), column_of(table, "days_late"), strict=True)
        late = [int(number) for task, number in days if task == match["task"]]
        if late and (len(own) + joint, max(late)) == (int(match["number"] or 1), int(match["days"])):
            return True
    return False


def of_tally(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers are those of tasks, or of all, stated or assumed obligations."""
    assessment = document.assessment
    tallies = (assessment.by_task, assessment.by_obligation, assessment.stated, assessment.assumed)
    states = (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE, State.DUE_SOON, State.WITHIN_TIME)
    return list(map(int, match.groups())) in [
        [tally.total, tally.done, *(tally[state] for state in states[:2]), tally.open]
        + [tally[state] for state in states[2:]]
        + [tally.without_deadline, *(tally[state] for state in (State.RECURRING, State.UNDATED, State.WAITING))]
        for tally in tallies
    ]


def of_shares(name: str) -> Check:
    """Return the check of the shares of done obligations against the totals of the table by agency."""

    def check(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
        table = document.table(name)
        assert table is not None
        assert table.totals is not None
        totals = [cell.value for cell in table.totals if isinstance(cell.value, int)]
        total, done, _on_time, _late, open_, *_rest = totals
        titles = [column.title for column in table.columns]
        ended = table.totals[titles.index(VI("column.ended"))].value if VI("column.ended") in titles else 0
        assert isinstance(ended, int)
        return list(map(int, match.groups())) == [done, total - ended, done, done + open_]

    return check


def of_accepted(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the accepted claims and those awaiting acceptance are all done obligations."""
    done, accepted, claimed = map(int, match.groups())
    return done == accepted + claimed == document.assessment.by_obligation.done


def of_completed(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the number is that of obligations with a claim of the period that was not returned."""
    records = (verdict.record for verdict in document.assessment.verdicts)
    claims = [[record.done_claim, *record.open_claims] for record in records]
    periods = ({claim.update.period for claim in of_one if claim is not None} for of_one in claims)
    return int(match[1]) == sum(document.period in of_one for of_one in periods)


def of_submissions(state: SubmissionState) -> Check:
    """Return the check of the number of agencies with a report in this state; they are named if they are few."""

    def check(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
        number = document.column("deliveries", "submission").count(VI(f"submission_state.{state}"))
        names = match[2].rstrip(".;").split(", ")
        return int(match[1]) == number and (len(names) == number or names == ["Phụ lục IV"])

    return check


def of_earlier(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers are those in the table of missing reports."""
    missing = document.column("missing", "missing")
    return (int(match[1]), int(match[2])) == (sum(map(int, missing)), len(missing))


def of_all_submissions(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers of reports in each state are those in the table."""
    states = {"đúng hạn": "on_time", "muộn": "late", "thiếu": "missing", "chưa đến hạn": "not_yet_due"}
    rows = document.column("deliveries", "submission")
    counts = {label: int(number) for number, label in re.findall(r"(\d+) ([^,]+)", match[1])}
    return counts == {label: rows.count(VI(f"submission_state.{name}")) for label, name in states.items() if (
        rows.count(VI(f"submission_state.{name}"))
    )} and sum(counts.values()) == int(match[2])  # fmt: skip


def of_stale(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers by task add up to the number of obligations."""
    by_task = dict(re.findall(r"(\d+) \((\d+)\)", match[2]))
    stale = Counter(verdict.task.id for verdict in document.assessment.verdicts if verdict.stale)
    return {task: int(number) for task, number in by_task.items()} == stale and int(match[1]) == stale.total()


def of_obstacles(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers are those in the table of obstacles."""
    categories = Counter(document.column("obstacles", "category"))
    beyond = document.column("obstacles", "authority").count(VI("authority.beyond"))
    unanswered = document.column("obstacles", "answer").count(VI("obstacles.no_answer"))
    counted = {name: int(number) for name, number in re.findall(r"([^:]+): (\d+)(?:, )?", match[2])}
    numbers = int(match[1]), int(match[3]), int(match[4])
    return counted == categories and numbers == (categories.total(), beyond, unanswered)


def of_warnings(match: re.Match[str], document: Document, after: tuple[str, ...]) -> bool:
    """Return whether the numbers are those of the items, and of the items with the mark of a late warning."""
    untimely = sum("(báo khi đã đến hạn)" in text for text in after)
    return int(match[1]) == len(after) and int(match[2] or 0) == untimely


def of_due(match: re.Match[str], document: Document, after: tuple[str, ...]) -> bool:
    """Return whether the tasks of the sentence are those in the table."""
    name = "due-next" if match["part"] == "C" else "due-next_assumed"
    named = set(re.findall(r"nhiệm vụ (\d+)(?: “[^”]*”)? \(ngày", match["list"]))
    return of_table(name)(match, document, after) and named == set(document.column(name, "task"))


def of_indicators(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the numbers are those of the rows of the table and of the plan's indicators."""
    return int(match[1]) == len(document.column("indicators", "indicator"))


def of_claimed(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether the number is that of obligations with a claim awaiting acceptance."""
    claims = document.assessment.claims
    return int(match[1]) == len({(claim.verdict.task.id, claim.verdict.body.id) for claim in claims})


def of_more(match: re.Match[str], document: Document, _: tuple[str, ...]) -> bool:
    """Return whether ten tasks and these are all overdue tasks that the plan states, or all others."""
    lists = (set(document.column(name, "task")) for name in ("overdue", "overdue_assumed"))
    return int(match[1]) + 10 in map(len, lists)


TALLY = (
    r"^(\d+) [^:]*: (\d+) hoàn thành \((\d+) đúng hạn, (\d+) quá hạn\); "
    r"(\d+) chưa hoàn thành \((\d+) quá hạn, (\d+) sắp đến hạn, (\d+) còn trong hạn\); "
    r"(\d+) không tính hạn \((\d+) thường xuyên, (\d+) không hạn, (\d+) chờ"
)
COUNTS = r"(?P<counts>[^;)]*)"
SENTENCES: dict[str, Check] = {
    r"^Từ ngày (\S+) đến ngày \S+\. ((?:Lượt nhiệm vụ|Báo cáo tháng): .*)": of_changes,
    rf"^({'|'.join(CHANGED)}) \((\d+)\)(, số lượt theo nhiệm vụ)?: (.*)": of_changed,
    r"Văn phòng Ủy ban nhân dân tỉnh tiếp nhận nhiệm vụ (\d+) của Sở Nội vụ\.$": of_transfer,
    r"^Sau kỳ báo cáo, từ ngày (\S+) đến ngày (\S+), .* xác nhận hoàn thành (\d+) lượt": of_later,
    r"^Trong kỳ báo cáo, .* xác nhận hoàn thành (\d+) lượt nhiệm vụ": of_decisions("accept"),
    r"trả lại báo cáo hoàn thành của (\d+) lượt nhiệm vụ:": of_decisions("return"),
    r"^Trong kỳ báo cáo có (\d+) quyết định": of_list,
    TALLY: of_tally,
    r"^Hoàn thành (\d+)/(\d+) [^:]*: (\d+)/(\d+)": of_shares("agencies"),
    r"Theo danh sách giả định: (\d+)/(\d+) [^:]*: (\d+)/(\d+)": of_shares("assumed"),
    r"Trong (\d+) lượt hoàn thành: (\d+) đã được xác nhận, (\d+) chờ": of_accepted,
    r"^Được báo hoàn thành ở kỳ [^:]*: (\d+) lượt": of_completed,
    r"^(\d+) trong \d+ chỉ tiêu": of_indicators,
    rf"^(?P<tasks>\d+) nhiệm vụ quá hạn nêu rõ trong Kế hoạch \({COUNTS};": of_table("overdue"),
    rf"^(?P<tasks>\d+) nhiệm vụ quá hạn theo danh sách giả định[^(]*\({COUNTS};": of_table("overdue_assumed"),
    r"^Nhiệm vụ (?P<task>\d+) “.*: (?:(?P<number>\d+) lượt nhiệm vụ, lâu nhất )?quá hạn (?P<days>\d+) ngày": of_task,
    r"^Và (\d+) nhiệm vụ khác": of_more,
    r"^(\d+) lượt nhiệm vụ đã báo hoàn thành nhưng": of_list,
    r"^(\d+) cơ quan chưa gửi [^:]*: (.*)": of_submissions(SubmissionState.MISSING),
    r"^(\d+) cơ quan gửi báo cáo [^:]* muộn: (.*)": of_submissions(SubmissionState.LATE),
    r"^(\d+) báo cáo của các kỳ trước chưa gửi, của (\d+) cơ quan": of_earlier,
    r"^Báo cáo của các kỳ trước chưa gửi: (\d+) báo cáo của (\d+) cơ quan": of_earlier,
    r"^(\d+) lượt nhiệm vụ thường xuyên [^:]*: (.*)": of_stale,
    r"^(\d+) vướng mắc đang mở \((.*)\): (\d+) vượt thẩm quyền, (\d+) chưa": of_obstacles,
    r"^(\d+) lượt nhiệm vụ được báo có nguy cơ chậm(?: \((\d+))?": of_warnings,
    rf"^Hoàn thành dứt điểm {COUNTS} đã quá hạn, nêu rõ": of_table("overdue"),
    rf"^Hoàn thành dứt điểm {COUNTS} đã quá hạn theo": of_table("overdue_assumed"),
    rf"^Hoàn thành (?P<tasks>\d+) nhiệm vụ đến hạn [^(]*\({COUNTS}; [^)]* mục (?P<part>.)\): (?P<list>.*)": of_due,
    r"^Xác nhận hoặc trả lại báo cáo hoàn thành của (\d+) lượt": of_claimed,
    r"xem xét, trả lời (\d+) khó khăn": of_list,
    r"^A\. Quá hạn[^:]*: (?P<counts>.*)": of_table("overdue"),
    r"^B\. Quá hạn[^:]*: (?P<counts>.*)": of_table("overdue_assumed"),
    r"^C\. Đến hạn[^:]*: (?P<counts>.*)": of_table("due-next"),
    r"^D\. Đến hạn[^:]*: (?P<counts>.*)": of_table("due-next_assumed"),
    r"^Báo cáo tháng [^:]*\(.*\): (.*), trong (\d+) cơ quan phải": of_all_submissions,
}
"""The sentences with numbers, and their checks."""

WITHOUT_COUNTS = (
    r"^Thực hiện mục",
    r"^Trên đây",
    r"^THAY ĐỔI SO VỚI BÁO CÁO KỲ TRƯỚC",
    r"^Ngày \d",
    r"^[1-3]\. ",
    r"^Nhiệm vụ \d+,",
    r"^Nhiệm vụ \d+ “.*: (hoàn thành|quá hạn: )",
    r"^Các cơ quan, đơn vị (gửi báo cáo kỳ|dẫn)",
    r"\(nhiệm vụ \d+\): ",
    r"Sắp đến hạn: còn từ",
    r"^Chưa có số liệu báo cáo của 19 chỉ tiêu",
    r"không phải kỳ bắt buộc|chưa phải kỳ bắt buộc",
)
"""Texts whose digits are dates, tasks or rules, or that tests/views/test_views.py recomputes."""


@pytest.mark.parametrize(("register_of", "period", "day"), CASES)
def test_each_number_of_the_monthly_report_can_be_recomputed(
    register_of: Callable[[], Register], period: str, day: date
) -> None:
    """From its tables and lists, or from the assessment."""
    register = register_of()
    assessment = assess(register, day, register.plan.policy)
    figures = monthly_figures(register, assessment, Period.parse(period))
    view = as_read(monthly.build(figures, view_context(register, assessment, VI), register.letterheads[0].value))
    document, unchecked = Document(view, assessment, figures.period, figures.changes), []
    for text, after in document.sentences:
        matches = [(match, check) for regex, check in SENTENCES.items() if (match := re.search(regex, text))]
        for match, check in matches:
            assert check(match, document, after), text
        if not matches and not any(re.search(regex, text) for regex in WITHOUT_COUNTS):
            unchecked.append(text)
    assert unchecked == []


def numbers_in(text: str, table: Table, *, one_agency: bool) -> bool:
    """Return whether the title of a part of a letter has the numbers of its table."""
    counts = re.search(r"\(([^()]*)\):$", text)
    return counts is not None and counts[1] == (str(len(table.rows)) if one_agency else counted_in(table))


def opening_counts(view: View) -> Counter[str]:
    """Return the numbers in the opening of a letter: of stated and assumed obligations, and of joint tasks."""
    texts = [block.text for block in view.blocks if isinstance(block, Paragraph)]
    opening = next(text for text in texts if text.startswith("Thực hiện mục"))
    named = re.findall(r"(\d+) (lượt nhiệm vụ nêu rõ|lượt nhiệm vụ theo danh sách giả định|nhiệm vụ chung)", opening)
    return Counter({name: int(number) for number, name in named})


def title_of(table: Table, view: View) -> str:
    """Return the paragraph before the table; "" if it has no numbers."""
    blocks = [*view.blocks, *(block for annex in view.annexes for block in annex.blocks)]
    before = blocks[blocks.index(table) - 1]
    return before.text if isinstance(before, Paragraph) and not before.text.startswith("Thực hiện") else ""


@pytest.mark.parametrize("kind", ["after", "before"])
@pytest.mark.parametrize(("register_of", "day"), [(real_register, date(2023, 8, 31)), (with_claims, date(2023, 8, 20))])
def test_each_number_of_the_letters_can_be_recomputed(
    register_of: Callable[[], Register], day: date, kind: Kind
) -> None:
    """The opening has the numbers of obligations in the tables, the titles those of their table."""
    register = register_of()
    assessment = assess(register, day, register.plan.policy)
    context = view_context(register, assessment, VI)
    mailing = Mailing(register.letterheads[0].value, date(2023, 10, 15), None)
    figures = letter_figures(register, assessment, mailing, kind)
    views = [(as_read(letter.build(figures, context, agency)), True) for agency in figures.owed.agencies]
    for view, one_agency in [*views, (as_read(letter.build_all(figures, context)), False)]:
        counts: Counter[str] = Counter()
        for table in view.tables:
            title = title_of(table, view)
            has_agencies = VI("column.agency") in {column.title for column in table.columns}
            own, joint = agencies_in(table) if has_agencies else ([""] * len(table.rows), 0)
            part = "lượt nhiệm vụ theo danh sách giả định" if "giả định" in title else "lượt nhiệm vụ nêu rõ"
            counts += Counter({part: len(own), "nhiệm vụ chung": joint})
            assert not title or numbers_in(title, table, one_agency=one_agency)
        assert opening_counts(view) == counts
        if not one_agency:
            opening = next(block.text for block in view.blocks if isinstance(block, Paragraph))
            assert f" {len(figures.owed.agencies)} cơ quan, đơn vị, địa phương có" in opening


@pytest.mark.parametrize(("register_of", "period", "day"), CASES)
def test_each_number_of_the_overdue_report_can_be_recomputed(
    register_of: Callable[[], Register], period: str, day: date
) -> None:
    """Each sentence has the numbers of the table after it, the sum those of both tables."""
    register = register_of()
    assessment = assess(register, day, register.plan.policy)
    view = as_read(overdue.build(overdue_figures(assessment), view_context(register, assessment, VI)))
    document = Document(view, assessment, Period.parse(period))
    sentence = r"(\d+) lượt nhiệm vụ [^(]*thuộc (\d+) nhiệm vụ \((\d+) cơ quan(?:, (\d+) nhiệm vụ chung)?\)"
    numbers = [tuple(int(number or 0) for number in match) for match in re.findall(sentence, "\n".join(texts_of(view)))]
    recomputed, tasks = [], set()
    for table in filter(None, map(document.table, ("overdue", "overdue_assumed"))):
        own, joint = agencies_in(table)
        ids = set(column_of(table, "task"))
        recomputed.append((len(own) + joint, len(ids), len(set(own)), joint))
        tasks |= ids
    assert [row for row in numbers if row[0]] == recomputed
    both = re.search(r"Cộng cả hai: (\d+) lượt nhiệm vụ, thuộc (\d+) nhiệm vụ", "\n".join(texts_of(view)))
    if both is not None:
        assert (int(both[1]), int(both[2])) == (sum(row[0] for row in recomputed), len(tasks))


def texts_of(view: View) -> list[str]:
    """Return the texts of the paragraphs."""
    return [block.text for block in view.blocks if isinstance(block, Paragraph)]
