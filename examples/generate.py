"""Generate a data folder with a fictional quarter of reports and decisions, to try plan190 on.

    python examples/generate.py [FOLDER]

FOLDER is the data folder to write (default: `q3-2023` beside this file). The files of the plan are copied from `data/`,
with `fiction: true` in `plan.yaml`, and the guide `updates/README.md`. Sentences, obstacles and contributions come from
`story.txt`, decisions other than acceptances from `decided.yaml`, and the courses of some tasks from the tables in this
file. Everything else is random with a fixed seed, so each run writes the same bytes.
"""

from __future__ import annotations

import dataclasses
import random
import re
import shutil
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.model.deadline import Recurring
from plan190.model.decision import Accept
from plan190.model.month import Month
from plan190.model.period import Period
from plan190.model.report import (
    AtRisk,
    Contribution,
    Evidence,
    IssuedDocument,
    Measured,
    MonthlyReport,
    Obstacle,
    Update,
)
from plan190.status.obligations import obligations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.report import Category
    from plan190.model.task import Task

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
SCHEMA = "# yaml-language-server: $schema={up}/schemas/{name}.schema.json\n"
"""The first line of a file, with the path of its schema for editors; `up` is the path to the root of the repository."""
COMMENT = "# HƯ CẤU: số liệu ví dụ để dùng thử, không phải báo cáo thật.\n"
FICTION = " (hư cấu)"
"""The comment of each file and the end of each title of a document; both state that the data are fictional."""
FICTION_GUIDE = "báo cáo trong thư mục này là ví dụ để dùng thử. The reports in this folder are invented samples."
SEED = 190
JUNE, JULY, AUGUST, SEPTEMBER = 6, 7, 8, 9
MONTHS = (JULY, AUGUST, SEPTEMBER)

GROUP_TASKS = frozenset({57, *range(59, 68)})
"""The tasks led by groups."""
JOINT_TASK = 62
SCHEDULED_TASK = 65
"""The task on the schedule of Decision 766."""
SEPTEMBER_TASK = 63
"""The task of groups that is due at the end of September."""
PRESS_TASKS = frozenset({50, 51})
"""The tasks whose evidence is a link to a web page."""

Mark = int | str
ONGOING, UNCHANGED, DONE, OMITTED = "ongoing", "unchanged", "done", "omitted"
"""What a report states about a task. A number is the progress in percent; 0 means not started."""


@dataclass(frozen=True)
class Course:
    """What the reports of July, August and September state about an obligation, and the date on which it was done."""

    marks: tuple[Mark, Mark, Mark]
    done_on: date | None = None


def day(month: int, number: int) -> date:
    """Return a date of 2023."""
    return date(2023, month, number)


# The courses of tasks led by single agencies. Recurring tasks without an entry get a random course.
COURSES = {
    12: Course((35, 50, 65)),
    13: Course((10, UNCHANGED, 30)),
    14: Course((0, 20, 40)),
    16: Course((60, 85, DONE), day(8, 25)),
    18: Course((DONE, DONE, 80), day(6, 28)),  # reopened by the agency in September
    19: Course((40, UNCHANGED, UNCHANGED)),  # suspended
    20: Course((70, 85, DONE), day(8, 29)),  # late, after a delay warning
    21: Course((DONE, UNCHANGED, UNCHANGED), day(6, 29)),
    22: Course((DONE, OMITTED, OMITTED), day(6, 30)),  # not maintained
    23: Course((80, DONE, UNCHANGED), day(8, 2)),  # suspended and resumed
    24: Course((DONE, 70, DONE), day(6, 30)),  # returned, and claimed again
    25: Course((60, DONE, UNCHANGED), day(7, 20)),
    26: Course((ONGOING, ONGOING, UNCHANGED)),
    28: Course((15, 35, 50)),  # transferred to another agency in August
    29: Course((DONE, DONE, DONE), day(6, 27)),
    30: Course((55, 70, 80)),
    31: Course((DONE, UNCHANGED, OMITTED), day(6, 29)),
    32: Course((80, 90, 95)),
    33: Course((75, 90, DONE), day(9, 8)),
    34: Course((70, 70, 75)),
    35: Course((ONGOING, ONGOING, OMITTED)),  # not reported in September
    37: Course((DONE, DONE, DONE), day(6, 13)),
    39: Course((60, 75, 90)),
    41: Course((40, 55, 70)),
    44: Course((70, DONE, DONE), day(8, 8)),
    45: Course((0, 30, 60)),
    46: Course((75, 90, DONE), day(8, 30)),
    48: Course((ONGOING, OMITTED, OMITTED)),
    49: Course((DONE, UNCHANGED, UNCHANGED), day(7, 5)),
    50: Course((ONGOING, OMITTED, ONGOING)),
    53: Course((0, 10, UNCHANGED)),
    54: Course((0, 60, DONE), day(9, 11)),
    55: Course((OMITTED, 15, OMITTED)),
    56: Course((OMITTED, 0, OMITTED)),
}
DONE_AGAIN = {24: day(8, 30)}
"""The dates of completion that the September reports state for tasks whose claims had been returned."""

# The courses of single agencies in tasks of groups.
COURSES_OF = {
    (59, "so-khdt"): Course((DONE, DONE, 90), day(6, 27)),
    (59, "ubnd-h-bu-dop"): Course((DONE, 70, 85), day(6, 29)),
    (60, "ubnd-h-phu-rieng"): Course((ONGOING, ONGOING, UNCHANGED)),
    (61, "so-ngoai-vu"): Course((20, OMITTED, OMITTED)),
    (61, "ubnd-h-bu-gia-map"): Course((65, 80, DONE), day(8, 21)),
    (61, "ubnd-h-loc-ninh"): Course((50, 60, UNCHANGED)),
    (62, "vp-ubnd-tinh"): Course((DONE, UNCHANGED, UNCHANGED), day(6, 29)),
    (66, "ubnd-h-bu-gia-map"): Course((ONGOING, ONGOING, ONGOING)),
    (67, "so-cong-thuong"): Course((ONGOING, ONGOING, ONGOING)),
    (67, "ubnd-h-loc-ninh"): Course((ONGOING, ONGOING, OMITTED)),
}
NEW_LEADS = {(28, "vp-ubnd-tinh"): AUGUST}
"""Tasks transferred to a new lead agency, with the month of the transfer; the old agency no longer reports them."""

JUNE_REPORTS: dict[str, dict[int, Mark]] = {
    "cong-an-tinh": {1: ONGOING, 3: ONGOING, 10: ONGOING},
    "so-tu-phap": {20: 45, 21: 60},
    "so-gddt": {37: DONE, 38: ONGOING},
    "so-tttt": {39: 50, 46: 60},
    "ubnd-tp-dong-xoai": {59: 20, 61: 15},
}
"""The updates of the voluntary June reports, by agency and task; the first required report is that of July."""

MISSING_REPORTS = frozenset({("bql-khu-kinh-te", month) for month in MONTHS}) | {
    ("so-ngoai-vu", SEPTEMBER),
    ("hoi-ccb-tinh", AUGUST),
    ("ban-dan-toc", JULY),
    ("nhnn-tinh", JULY),
    ("nhnn-tinh", AUGUST),
    ("ubnd-h-hon-quan", SEPTEMBER),
    ("toa-an-tinh", JULY),
    ("toa-an-tinh", SEPTEMBER),
}
"""The agencies and months without a report."""

REPORTED_ON = {
    ("so-vhttdl", JULY): day(7, 19),
    ("so-nnptnt", JULY): day(7, 17),
    ("so-xay-dung", JULY): day(8, 18),  # after the August report
    ("so-xay-dung", AUGUST): day(8, 11),
    ("ldld-tinh", AUGUST): day(8, 21),
    ("so-cong-thuong", SEPTEMBER): day(9, 18),
    ("thanh-tra-tinh", AUGUST): day(8, 16),
    ("ubnd-h-bu-dang", JULY): day(7, 25),
    ("ubnd-h-bu-dang", AUGUST): day(8, 17),
    ("ubnd-tx-phuoc-long", SEPTEMBER): day(9, 15),
}
"""The dates of the late or otherwise special reports; the other reports are on one of the WORKDAYS."""

ISSUING_DOCUMENTS = frozenset({"cong-an-tinh", "so-y-te", "so-tttt", "thanh-tra-tinh", "ubnd-h-loc-ninh", "tinh-doan"})
"""Agencies that issue their report as a document."""

WORKDAYS = {JUNE: (13, 14), JULY: (10, 11, 12, 13, 14), AUGUST: (9, 10, 11, 14), SEPTEMBER: (11, 12, 13, 14)}
"""The days of each month on which a report may be submitted on time."""

# `value` and `of` of the indicators of tasks that one agency leads, by month; the last month is September.
VALUES: dict[str, tuple[tuple[int, int | None], ...]] = {
    "cap-cccd-gan-chip": ((738_000, 760_000), (744_500, 760_200), (749_100, 760_500), (753_300, 760_900)),
    "cap-tai-khoan-dinh-danh": ((515_000, 760_000), (548_000, 760_200), (577_400, 760_500), (604_800, 760_900)),
    "co-so-luu-tru-dung-vneid": ((612, 980), (744, 984), (871, 991)),
    "mot-loai-giay-to": ((2, None), (1, None), (1, None)),
    "nhap-ho-tich-ba-cap": ((0, None), (1, None), (2, None), (3, None)),
    "co-so-kham-benh-dung-cccd-vneid": ((104, 126), (115, 126), (121, 126)),
    "trang-bi-dau-doc-the": ((88, 126), (109, 126), (120, 126)),
    "mot-loai-giay-to-khi-kham-benh": ((2, None), (2, None), (1, None)),
    "co-so-kham-benh-thu-phi-khong-tien-mat": ((96, 126), (119, 126), (126, 126)),
    "co-so-kham-benh-huong-dan-luu-tru": ((98, 126), (97, 126), (98, 126)),
    "cong-dan-khai-bao-luu-tru-truc-tuyen": ((8_120, 10_410), (8_065, 10_520), (8_190, 10_460)),
    "co-so-giao-duc-thu-phi-khong-tien-mat": ((410, 410), (410, 410), (411, 411), (411, 411)),
    "tai-khoan-dinh-danh-muc-1-2": ((29_800, 48_000), (34_100, 48_000), (38_900, 48_200), (44_600, 48_500)),
    "ho-so-dung-han": ((45_210, 45_902), (47_030, 48_011), (51_420, 51_877)),
}
FEWER_FIELDS = "cat-giam-thong-tin-khai-bao"
"""The indicator of form fields that are no longer required."""
ESSENTIAL_SERVICES = "dich-vu-cong-thiet-yeu-tai-cau-truc"
ESSENTIAL_SERVICES_OF = {
    "cong-an-tinh": 11,
    "so-tu-phap": 7,
    "so-ldtbxh": 5,
    "bhxh-tinh": 8,
    "so-gddt": 3,
    "so-tnmt": 4,
    "so-gtvt": 2,
}
"""How many of the 53 essential services each agency provides; other agencies do not report this indicator."""
STAFF_INDICATOR = "can-bo-dung-dich-vu-cong-truc-tuyen"
"""The indicator that belongs to no task."""
REPORTING_STAFF = ("cong-an-tinh", "so-noi-vu", "so-y-te", "so-tnmt", "ubnd-tp-dong-xoai", "ubnd-h-dong-phu")
WITHOUT_CASES = frozenset({"so-ngoai-vu", "thanh-tra-tinh"})
"""Agencies without a single rating of their online services."""

SHARED_EVIDENCE = {("so-noi-vu", 26, AUGUST): 25}
"""The task whose evidence an entry repeats, by agency, task and month of the entry."""
EVIDENCE_TWICE = frozenset({("ubnd-h-loc-ninh", 67, AUGUST)})
"""The agency, task and month of an entry that lists the same document twice."""

COORDINATOR = "cong-an-tinh"
ACCEPTED_ON = (day(7, 25), day(8, 24), day(9, 18))
NOT_ACCEPTED = frozenset({(49, "so-khdt"), (54, "so-gtvt"), (59, "so-khdt"), (59, "ubnd-h-bu-dop")})
"""The tasks and agencies of claims that were returned, reopened by the agency, or not accepted so far."""
RETURNED_TASK = 24
"""A task whose first claim was returned; the second one is accepted in September."""


def read_texts() -> dict[str, list[list[str]]]:
    """Return the rows of `story.txt` by section, each split into its cells."""
    texts: dict[str, list[list[str]]] = {}
    section = ""
    for line in (HERE / "story.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            cells = line.split(" | ") if " | " in line else line.split(" ", 1)
            texts.setdefault(section, []).append(cells)
    return texts


class Quarter:
    """The generator of the reports and acceptances.

    `agencies`, `order`: the agencies that exist in the quarter, and the position of each. `led`: the tasks of each lead
    agency. `claims`: the claims not accepted yet (date of the report, task, agency). `claimed`: the dates of completion
    that claims state. `proofs`: the evidence of claims. `turns`: the index of the next sentence. `numbers`: agency,
    kind and number of each document. The last three mappings are by task and agency.
    """

    def __init__(self) -> None:
        files = read_files(DiskTree(DATA, "data"))
        self.register = build_register("data", load(files).values, files)
        quarter_end = day(SEPTEMBER, 30)
        self.agencies = [entry.value for entry in self.register.agencies if entry.value.exists_on(quarter_end)]
        self.order = {agency.id: position for position, agency in enumerate(self.agencies)}
        self.rng = random.Random(SEED)  # noqa: S311 - reproducible fiction, no secret
        self.texts = read_texts()
        self.led: dict[str, list[Task]] = {}
        for obligation in obligations_of(self.register):
            for owing in obligation.agencies:
                self.led.setdefault(owing.id, []).append(obligation.task)
        for number, agency in NEW_LEADS:
            self.led[agency].append(self.register.tasks_by_id[str(number)])
        self.courses: dict[tuple[int, str], Course] = {}
        self.claims: list[tuple[date, int, str]] = []
        self.claimed: dict[tuple[int, str], date] = {}
        self.proofs: dict[tuple[int, str], Evidence] = {}
        self.turns: dict[tuple[int, str], int] = {}
        self.numbers: set[tuple[str, str, int]] = set()

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.rng.random() < probability

    def workday(self, first: date, last: date) -> date:
        """Return a random date from `first` through `last`; a weekend is moved to Friday, but not before `first`."""
        on = first + timedelta(days=self.rng.randrange((last - first).days + 1))
        return max(first, on - timedelta(days=max(0, on.weekday() - 4)))

    # Documents

    def document(self, agency: str, kind: str, on: date, title: str) -> IssuedDocument:
        """Return a fictional document, with an unused number that grows with the date."""
        number = (on - date(2023, 1, 1)).days // 3 + self.order[agency]
        while (agency, kind, number) in self.numbers:
            number += 1
        self.numbers.add((agency, kind, number))
        return IssuedDocument(number=f"{number}/{kind}-HUCAU", date=on, title=title + FICTION)

    def new_evidence(self, agency: str, kind: str, on: date, title: str) -> Evidence:
        """Return a new document as evidence."""
        document = self.document(agency, kind, on, title)
        return Evidence(title=document.title or "", number=document.number, date=on)

    def new_proof(self, task: int, agency: str, on: date) -> Evidence | None:
        """Return and record the document that proves this task; None if `story.txt` has none for it."""
        titles = self.sentences("proof", str(task))
        if not titles:
            return None
        kind, words = titles[0].split(" ", 1)
        self.proofs[task, agency] = self.new_evidence(agency, kind, on, words)
        return self.proofs[task, agency]

    # Courses

    def course(self, task: Task, agency: str) -> Course:
        """Return the course of an obligation, from the tables or random."""
        key = (int(task.id), agency)
        if key not in self.courses:
            self.courses[key] = COURSES_OF.get(key) or COURSES.get(int(task.id)) or self.random_course(task)
        return self.courses[key]

    def random_course(self, task: Task) -> Course:
        """Return a random course for a recurring task or a task of a group."""
        draw = self.rng.choices
        after_done = draw((DONE, UNCHANGED, OMITTED), (6, 2, 2), k=2)
        if isinstance(task.deadline.rule, Recurring):
            first, second, third = draw((ONGOING, UNCHANGED, OMITTED), (84, 6, 10), k=3)
            return Course((first, second, third))
        if int(task.id) == SCHEDULED_TASK:
            return Course((self.rng.choice((0, OMITTED)), ONGOING, self.mark_or_omitted(ONGOING, 0.8)))
        if int(task.id) == JOINT_TASK:
            return Course((80, self.mark_or_omitted(UNCHANGED, 0.6), self.mark_or_omitted(UNCHANGED, 0.5)))
        if int(task.id) == SEPTEMBER_TASK:
            if self.chance(0.08):
                return Course((70, DONE, after_done[0]), self.workday(day(7, 17), day(8, 8)))
            if self.chance(0.38):
                return Course((40, 65, DONE), self.workday(day(8, 15), day(9, 8)))
            return Course((self.rng.choice((0, 15, 30)), 45, 60))
        if self.chance(0.56):
            return Course((DONE, after_done[0], after_done[1]), self.workday(day(6, 19), day(6, 30)))
        if self.chance(0.55):
            return Course((65, DONE, after_done[0]), self.workday(day(7, 17), day(8, 8)))
        return Course((40, self.rng.choice((55, UNCHANGED)), 75))

    def mark_or_omitted(self, mark: Mark, probability: float) -> Mark:
        """Return the mark with this probability, otherwise OMITTED."""
        return mark if self.chance(probability) else OMITTED

    # Texts

    def rows(self, section: str, agency: str, task: int, month: int) -> list[list[str]]:
        """Return the rows of a section for an agency, task and month, without these first three cells."""
        wanted = [agency, str(task)]
        return [row[3:] for row in self.texts[section] if row[:2] == wanted and str(month) in row[2].split()]

    def sentences(self, section: str, number: str) -> list[str]:
        """Return the sentences of a section for a task number, or for `*`, which means any other task."""
        return [text for first, text in self.texts[section] if first == number]

    def summary(self, section: str, agency: str, task: int, month: int) -> str:
        """Return the summary that `story.txt` has for this report, otherwise the next sentence of the section."""
        summaries = self.rows("summaries", agency, task, month)
        return summaries[0][0] if summaries else self.sentence(section, task, agency)

    def sentence(self, section: str, task: int, agency: str) -> str:
        """Return the next sentence on the task, with random numbers. Agencies of a group begin with different ones."""
        sentences = self.sentences(section, str(task)) or self.sentences(section, "*")
        first = self.order[agency] if task in GROUP_TASKS else 0
        turn = self.turns.get((task, agency), first)
        self.turns[task, agency] = turn + 1
        small = f"{self.rng.randint(3, 19):02d}"
        large = f"{self.rng.randint(1, 9)}.{self.rng.randint(0, 99):02d}0"
        if section == "kept":
            turn += task  # so that the tasks of an agency have different sentences
        return sentences[turn % len(sentences)].format(n=small, k=large)

    def obstacles(self, agency: str, task: int, month: int) -> Iterator[Obstacle]:
        """Yield the obstacles of a task in a month."""
        for name, authority, description, *proposals in self.rows("obstacles", agency, task, month):
            category, *ids = name.split()
            yield Obstacle(
                id=next(iter(ids), None),
                category=cast("Category", category),
                beyond_authority=authority == "vượt",
                description=description,
                proposal=next(iter(proposals), None),
            )

    def at_risk(self, agency: str, task: int, month: int) -> AtRisk | None:
        """Return the delay warning on a task in a month, if there is one."""
        warnings = self.rows("risks", agency, task, month)
        if not warnings:
            return None
        reason, expected_on = warnings[0]
        return AtRisk(reason=reason, expected_on=date.fromisoformat(expected_on))

    def contributions(self, agency: str, month: int, reported_on: date) -> Iterator[Contribution]:
        """Yield the agency's contributions to tasks that others lead."""
        for contributor, task, period, words, *kinds in self.texts["contributions"]:
            if (contributor, period) != (agency, str(month)):
                continue
            title = f"Văn bản phối hợp thực hiện nhiệm vụ {task} của Kế hoạch 190/KH-UBND"
            evidence = tuple(self.new_evidence(agency, kind, reported_on, title) for kind in kinds)
            yield Contribution(task=task, contribution=words, evidence=evidence)

    # Indicators

    def indicator_values(self, task: Task, agency: str, month: int, *, done: bool) -> Iterator[Measured]:
        """Yield the values of the task's indicators."""
        for indicator in self.register.plan.indicators:
            owed = indicator.id != ESSENTIAL_SERVICES or agency in ESSENTIAL_SERVICES_OF
            if task.id in indicator.tasks and owed:
                value, of = self.indicator_value(indicator.id, task, agency, month, done=done)
                yield measured(indicator.id, value, of)

    def indicator_value(self, name: str, task: Task, agency: str, month: int, *, done: bool) -> tuple[int, int | None]:
        """Return `value` and `of` of an indicator."""
        order, months = self.order[agency], month - JULY
        total = 60 + (order * 37 + int(task.id) * 11) % 180
        if name in VALUES:
            return VALUES[name][month - SEPTEMBER - 1]
        if name == FEWER_FIELDS:
            percent = 20 + order % 12 if done else 8 + order % 3 + 4 * months
            return share_of(total, percent), total
        if name == ESSENTIAL_SERVICES:
            services = ESSENTIAL_SERVICES_OF[agency]
            return services if done else services // 2 + months, None
        if agency in WITHOUT_CASES:
            return 0, 0
        total += 30 * months
        percent = 91 + order % 7 if done else 78 + order % 6 + 3 * months
        return share_of(total, percent), total

    def staff_values(self, agency: str, month: int) -> tuple[Measured, ...]:
        """Return the value of the indicator that belongs to no task."""
        if agency not in REPORTING_STAFF or month == JUNE:
            return ()
        total = 80 + 9 * self.order[agency] + self.rng.randrange(20)
        online = total if agency == "so-noi-vu" else share_of(total, 86 + 4 * (month - JULY))
        return (measured(STAFF_INDICATOR, online, total),)

    # Reports

    def update(self, task: Task, agency: str, month: int, reported_on: date) -> Update | None:
        """Return the entry on a task, None if the report has none.

        If the earlier report with the claim is missing, this report contains the claim.
        """
        number, mark = int(task.id), self.mark(task, agency, month)
        done_on = self.course(task, agency).done_on
        if month == SEPTEMBER:
            done_on = DONE_AGAIN.get(number, done_on)
        unclaimed = done_on is not None and done_on <= reported_on and (number, agency) not in self.claimed
        if done_on is not None and (mark == DONE or (unclaimed and mark in {UNCHANGED, OMITTED})):
            return self.done_update(task, agency, month, reported_on, done_on)
        if mark == OMITTED:
            return None
        if mark == UNCHANGED:
            return Update(task=task.id, state="unchanged")
        obstacles = tuple(self.obstacles(agency, number, month))
        at_risk = self.at_risk(agency, number, month)
        if mark == 0:
            summary = self.summary("not started", agency, number, month)
            return Update(task=task.id, state="not_started", summary=summary, obstacles=obstacles, at_risk=at_risk)
        update = Update(
            task=task.id,
            state="in_progress",
            summary=self.summary("going", agency, number, month),
            indicators=tuple(self.indicator_values(task, agency, month, done=False)),
            obstacles=obstacles,
            at_risk=at_risk,
        )
        if mark == ONGOING:
            return replace(update, evidence=self.evidence(number, agency, month, reported_on))
        return replace(update, progress=int(mark))

    def done_update(self, task: Task, agency: str, month: int, reported_on: date, done_on: date) -> Update:
        """Return the entry that states that a task is done; the first such entry is recorded as a claim."""
        key, is_document = (int(task.id), agency), task.product.type == "document"
        first = self.claimed.get(key) != done_on
        if first:
            self.claimed[key] = done_on
            self.claims.append((reported_on, *key))
            if is_document or int(task.id) not in GROUP_TASKS or self.chance(0.6):
                self.new_proof(*key, done_on)
        proven = (first or is_document) and key in self.proofs
        return Update(
            task=task.id,
            state="done",
            progress=100,
            done_on=done_on,
            summary=self.sentence("done" if first else "kept", int(task.id), agency),
            indicators=tuple(self.indicator_values(task, agency, month, done=True)),
            evidence=(self.proofs[key],) if proven else (),
        )

    def evidence(self, task: int, agency: str, month: int, reported_on: date) -> tuple[Evidence, ...]:
        """Return the evidence of ongoing work: a link for PRESS_TASKS, otherwise, at random, a document or none."""
        key = (agency, task, month)
        if task in PRESS_TASKS:
            link = f"https://vi-du.example/{agency}/2023-{month:02d}"
            return (Evidence(title="Chuyên mục tuyên truyền về Đề án 06/CP" + FICTION, link=link),)
        if key in SHARED_EVIDENCE:
            return (self.proofs[SHARED_EVIDENCE[key], agency],)
        if not self.chance(0.3 if task in GROUP_TASKS else 0.6) and key not in EVIDENCE_TWICE:
            return ()
        proof = self.new_proof(task, agency, self.workday(reported_on - timedelta(days=20), reported_on))
        if proof is None:
            return ()
        return (proof, proof) if key in EVIDENCE_TWICE else (proof,)

    def mark(self, task: Task, agency: str, month: int) -> Mark:
        """Return what the agency's report of the month states about a task."""
        since = NEW_LEADS.get((int(task.id), agency), JUNE)
        transferred = any(int(task.id) == number and agency != new_lead for number, new_lead in NEW_LEADS)
        if month < since or (transferred and month >= min(NEW_LEADS.values())):
            return OMITTED
        if month == JUNE:
            return JUNE_REPORTS[agency].get(int(task.id), OMITTED)
        return self.course(task, agency).marks[month - JULY]

    def report(self, agency: str, month: int) -> MonthlyReport:
        """Return an agency's report of a month."""
        reported_on = REPORTED_ON.get((agency, month)) or day(month, self.rng.choice(WORKDAYS[month]))
        tasks = sorted(self.led.get(agency, ()), key=lambda task: int(task.id))
        updates = [self.update(task, agency, month, reported_on) for task in tasks]
        title = f"Báo cáo kết quả thực hiện Đề án 06/CP tháng {month} năm 2023"
        return MonthlyReport(
            agency=agency,
            period=Period(Month(2023, month)),
            reported_on=reported_on,
            document=self.document(agency, "BC", reported_on, title) if agency in ISSUING_DOCUMENTS else None,
            updates=tuple(filter(None, updates)),
            contributions=tuple(self.contributions(agency, month, reported_on)),
            indicators=self.staff_values(agency, month),
        )

    def reports(self) -> list[MonthlyReport]:
        """Return all reports, month by month, in the plan's order of agencies."""
        reporting = [agency.id for agency in self.agencies if agency.monthly_report != "none"]
        reports = [self.report(agency, JUNE) for agency in reporting if agency in JUNE_REPORTS]
        for month in MONTHS:
            reports += [self.report(agency, month) for agency in reporting if (agency, month) not in MISSING_REPORTS]
        return reports

    # Decisions

    def acceptances(self, on: date) -> Iterator[Accept]:
        """Yield the acceptances of a date, and remove the accepted claims from `claims`.

        There is one for all tasks of single agencies and the joint task, and one for each other task of groups.
        """
        ready = {
            (task, agency) for reported_on, task, agency in self.claims if self.accepts(task, agency, reported_on, on)
        }
        self.claims = [claim for claim in self.claims if claim[1:] not in ready]
        agencies_of: dict[int, list[str]] = {}
        for task, agency in sorted(ready, key=lambda claim: (claim[0], self.order[claim[1]])):
            agencies_of.setdefault(task, []).append(agency)
        month = f"2023-{on.month:02d}"
        single = tuple(task for task in agencies_of if task not in GROUP_TASKS or task == JOINT_TASK)
        if single:
            yield Accept(id=f"chap-nhan-{month}", date=on, by=COORDINATOR, tasks=tuple(map(str, single)))
        for task, agencies in agencies_of.items():
            if task not in single:
                name = f"chap-nhan-nv{task}-{month}"
                yield Accept(id=name, date=on, by=COORDINATOR, tasks=(str(task),), agencies=tuple(agencies))

    def accepts(self, task: int, agency: str, reported_on: date, on: date) -> bool:
        """Return whether a claim is accepted on a date. The coordinator does not accept its own claims."""
        if reported_on > on or agency == COORDINATOR or (task, agency) in NOT_ACCEPTED:
            return False
        if task == RETURNED_TASK and on.month != SEPTEMBER:
            return False
        return task not in GROUP_TASKS or task == JOINT_TASK or self.chance(0.8)


def measured(id_: str, value: int, of: int | None) -> Measured:
    """Return a value of an indicator."""
    return Measured(id=id_, value=Decimal(value), of=Decimal(of) if of is not None else None)


def share_of(total: int, percent: int) -> int:
    """Return the least whole number that is at least this percentage of the total."""
    return -(-total * percent // 100)


# YAML


class Dumper(yaml.SafeDumper):
    """YAML in a form that a clerk would write: indented lists, long texts as blocks, short lists on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        """Indent lists under their key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Repeat equal values instead of writing aliases."""
        return True


LONG = 70
"""Texts with more characters than this are written as YAML block scalars."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > LONG else None)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    flow = not any(isinstance(item, dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


def _mapping(dumper: yaml.SafeDumper, entry: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", entry.items(), flow_style="value" in entry)


Dumper.add_representer(str, _text)
Dumper.add_representer(list, _list)
Dumper.add_representer(dict, _mapping)

FIRST_KEYS = {"kind": 0, "id": 1}
"""The keys that come first in an entry, with their positions."""


def to_plain(value: object) -> Any:  # noqa: ANN401 - the types of YAML
    """Return a value of the model as plain data: `kind` and `id` first, then the model's order, without defaults."""
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Month | Period):
        return str(value)
    if isinstance(value, Decimal):
        return int(value)
    if not dataclasses.is_dataclass(value):
        return value
    content = {}
    for field in sorted(dataclasses.fields(value), key=lambda field: FIRST_KEYS.get(field.name, len(FIRST_KEYS))):
        item = getattr(value, field.name)
        if field.name == "kind" or item != field.default:
            content[field.name] = to_plain(item)
    if "task" in content:
        content["task"] = int(content["task"])
    if "tasks" in content:
        content["tasks"] = list(map(int, content["tasks"]))
    return content


def to_yaml(content: object) -> str:
    """Return plain data as YAML."""
    text: str = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text


def report_text(report: MonthlyReport) -> str:
    """Return the text of a report file, with empty lines between its parts and entries."""
    text = to_yaml(to_plain(report))
    text = re.sub(r"^(updates|contributions|indicators|  - task):", r"\n\1:", text, flags=re.MULTILINE)
    return SCHEMA.format(up="../../../..", name="update") + COMMENT + text.replace(":\n\n", ":\n")


def decisions_text(acceptances: list[Accept]) -> str:
    """Return the text of the decisions file: the entries of `decided.yaml` and the acceptances, by date."""
    _, written = (HERE / "decided.yaml").read_text("utf-8").split("decisions:\n")
    entries = written.rstrip().split("\n\n")
    for accept in acceptances:
        text = to_yaml({"decisions": [to_plain(accept)]})
        entries.append(text.removeprefix("decisions:\n").rstrip())
    entries.sort(key=lambda entry: re.findall(r"^    date: (.*)$", entry, re.MULTILINE)[0])
    return SCHEMA.format(up="../..", name="decisions") + COMMENT + "decisions:\n" + "\n\n".join(entries) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file with the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def copy_plan(folder: Path) -> None:
    """Copy the files of the plan, and mark `plan.yaml` with `fiction: true`."""
    for name in ("agencies.yaml", "tasks.yaml", "documents.yaml", "letterheads.yaml"):
        (folder / name).write_bytes(_with_schema_path((DATA / name).read_bytes()))
    (folder / "source").mkdir()
    for text in sorted((DATA / "source").glob("*.txt")):
        shutil.copyfile(text, folder / "source" / text.name)
    (folder / "updates").mkdir()
    guide = (DATA / "updates" / "README.md").read_text("utf-8")
    write(folder / "updates" / "README.md", f"{guide}\nHƯ CẤU (fiction): {FICTION_GUIDE}\n")
    lines = _with_schema_path((DATA / "plan.yaml").read_bytes()).split(b"\n")
    at = lines.index(b"  cautions:")
    while lines[at - 1].startswith(b"  #"):
        at -= 1
    (folder / "plan.yaml").write_bytes(b"\n".join([*lines[:at], b"  fiction: true", *lines[at:]]))


def _with_schema_path(data: bytes) -> bytes:
    """Return the bytes of a file of `data/`, with the path of its schema changed for a folder one level deeper."""
    return data.replace(b"$schema=../", b"$schema=../../", 1)


def empty(folder: Path) -> None:
    """Create the folder, or empty it; SystemExit if it has content that is not marked as fiction."""
    if folder.exists():
        plan = folder / "plan.yaml"
        if any(folder.iterdir()) and not (plan.is_file() and b"\n  fiction: true\n" in plan.read_bytes()):
            raise SystemExit(f"{folder} is not empty and not marked as fiction; nothing was written")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def main(folder: Path) -> None:
    """Write the whole data folder."""
    quarter = Quarter()
    reports = quarter.reports()
    acceptances = list(chain.from_iterable(map(quarter.acceptances, ACCEPTED_ON)))
    empty(folder)
    copy_plan(folder)
    write(folder / "decisions.yaml", decisions_text(acceptances))
    for report in reports:
        write(folder / "updates" / report.agency / f"{report.period}.yaml", report_text(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "q3-2023")
