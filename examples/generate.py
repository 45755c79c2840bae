"""Writes a data folder with a fictional quarter of reports and decisions, to try plan190 on: the same bytes each time.

    python examples/generate.py [FOLDER]

The plan's own files are copied from `data/`, and `fiction: true` is put into `plan.yaml`. The sentences, obstacles and
contributions stand in `story.txt`, the decisions but for the acceptances in `decided.yaml`; what happens to which task
stands in the tables below; the rest is drawn with a fixed seed.
"""

from __future__ import annotations

import dataclasses
import random
import re
import shutil
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.model.deadline import Recurring
from plan190.model.decision import Accept
from plan190.model.month import Month
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
    from plan190.model.report import Category
    from plan190.model.task import Task

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
SCHEMA = "# yaml-language-server: $schema={up}/schemas/{name}.schema.json\n"
"""The first line of a file: where an editor finds what it may hold, as seen from a folder beside this file."""
COMMENT = "# HƯ CẤU: số liệu ví dụ để dùng thử, không phải báo cáo thật.\n"
FICTION = " (hư cấu)"
SEED = 190
JUNE, JULY, AUGUST, SEPTEMBER = 6, 7, 8, 9
MONTHS = (JULY, AUGUST, SEPTEMBER)

OF_GROUPS = frozenset({57, *range(59, 68)})
"""The tasks that are laid on groups."""
JOINT, ON_766, LATER = 62, 65, 63
"""The one product of all, the task on an outside schedule, and the one that is due at the end of September."""
OF_THE_PRESS = frozenset({50, 51})

Mark = int | str
GOING, SAME, DONE, LEFT = "going", "same", "done", "left"
"""What a report says of a task: going on, "unchanged", done, or nothing. A number is a progress; 0 is "not started"."""


@dataclass(frozen=True)
class Course:
    """What is reported of an obligation in July, August and September, and the day it was done."""

    marks: tuple[Mark, Mark, Mark]
    done_on: date | None = None


def day(month: int, number: int) -> date:
    """Give a day of 2023."""
    return date(2023, month, number)


# What happens to the tasks that one agency leads. Those that recur are drawn, but for the few named here.
COURSES = {
    12: Course((35, 50, 65)),
    13: Course((10, SAME, 30)),
    14: Course((0, 20, 40)),
    16: Course((60, 85, DONE), day(8, 25)),
    18: Course((DONE, DONE, 80), day(6, 28)),  # taken back in September
    19: Course((40, SAME, SAME)),  # suspended
    20: Course((70, 85, DONE), day(8, 29)),  # late, as it was warned
    21: Course((DONE, SAME, SAME), day(6, 29)),
    22: Course((DONE, LEFT, LEFT), day(6, 30)),  # not kept up
    23: Course((80, DONE, SAME), day(8, 2)),  # suspended and resumed
    24: Course((DONE, 70, DONE), day(6, 30)),  # sent back, and renewed
    25: Course((60, DONE, SAME), day(7, 20)),
    26: Course((GOING, GOING, SAME)),
    28: Course((15, 35, 50)),  # passes to another agency in August
    29: Course((DONE, DONE, DONE), day(6, 27)),
    30: Course((55, 70, 80)),
    31: Course((DONE, SAME, LEFT), day(6, 29)),
    32: Course((80, 90, 95)),
    33: Course((75, 90, DONE), day(9, 8)),
    34: Course((70, 70, 75)),
    35: Course((GOING, GOING, LEFT)),  # gone stale
    37: Course((DONE, DONE, DONE), day(6, 13)),
    39: Course((60, 75, 90)),
    41: Course((40, 55, 70)),
    44: Course((70, DONE, DONE), day(8, 8)),
    45: Course((0, 30, 60)),
    46: Course((75, 90, DONE), day(8, 30)),
    48: Course((GOING, LEFT, LEFT)),
    49: Course((DONE, SAME, SAME), day(7, 5)),
    50: Course((GOING, LEFT, GOING)),
    53: Course((0, 10, SAME)),
    54: Course((0, 60, DONE), day(9, 11)),
    55: Course((LEFT, 15, LEFT)),
    56: Course((LEFT, 0, LEFT)),
}
DONE_AGAIN = {24: day(8, 30)}
"""The new day of what was sent back and claimed again in September."""

# The same for single agencies in the tasks that are laid on groups.
COURSES_OF = {
    (59, "so-khdt"): Course((DONE, DONE, 90), day(6, 27)),
    (59, "ubnd-h-bu-dop"): Course((DONE, 70, 85), day(6, 29)),
    (60, "ubnd-h-phu-rieng"): Course((GOING, GOING, SAME)),
    (61, "so-ngoai-vu"): Course((20, LEFT, LEFT)),
    (61, "ubnd-h-bu-gia-map"): Course((65, 80, DONE), day(8, 21)),
    (61, "ubnd-h-loc-ninh"): Course((50, 60, SAME)),
    (62, "vp-ubnd-tinh"): Course((DONE, SAME, SAME), day(6, 29)),
    (66, "ubnd-h-bu-gia-map"): Course((GOING, GOING, GOING)),
    (67, "so-cong-thuong"): Course((GOING, GOING, GOING)),
    (67, "ubnd-h-loc-ninh"): Course((GOING, GOING, LEFT)),
}
NEW_LEADS = {(28, "vp-ubnd-tinh"): AUGUST}
"""Who leads what only since then; the one before reports it no longer."""

JUNE_REPORTS: dict[str, dict[int, Mark]] = {
    "cong-an-tinh": {1: GOING, 3: GOING, 10: GOING},
    "so-tu-phap": {20: 45, 21: 60},
    "so-gddt": {37: DONE, 38: GOING},
    "so-tttt": {39: 50, 46: 60},
    "ubnd-tp-dong-xoai": {59: 20, 61: 15},
}
"""Reports handed in two days after the plan, though the first one owed is July's."""

SILENT = frozenset({("bql-khu-kinh-te", month) for month in MONTHS}) | {
    ("so-ngoai-vu", SEPTEMBER),
    ("hoi-ccb-tinh", AUGUST),
    ("ban-dan-toc", JULY),
    ("nhnn-tinh", JULY),
    ("nhnn-tinh", AUGUST),
    ("ubnd-h-hon-quan", SEPTEMBER),
    ("toa-an-tinh", JULY),
    ("toa-an-tinh", SEPTEMBER),
}
REPORTED_LATE = {
    ("so-vhttdl", JULY): day(7, 19),
    ("so-nnptnt", JULY): day(7, 17),
    ("so-xay-dung", JULY): day(8, 18),  # after its August report
    ("so-xay-dung", AUGUST): day(8, 11),
    ("ldld-tinh", AUGUST): day(8, 21),
    ("so-cong-thuong", SEPTEMBER): day(9, 18),
    ("thanh-tra-tinh", AUGUST): day(8, 16),
    ("ubnd-h-bu-dang", JULY): day(7, 25),
    ("ubnd-h-bu-dang", AUGUST): day(8, 17),
    ("ubnd-tx-phuoc-long", SEPTEMBER): day(9, 15),
}
EMBEDDED = frozenset({"cong-an-tinh", "so-y-te", "so-tttt", "thanh-tra-tinh", "ubnd-h-loc-ninh", "tinh-doan"})
"""Agencies whose report is a part of a document of theirs."""

WORKDAYS = {
    JUNE: (13, 14),
    JULY: (10, 11, 12, 13, 14),
    AUGUST: (9, 10, 11, 14),
    SEPTEMBER: (11, 12, 13, 14),
}

# Values of the indicators of tasks that one agency leads: the last ones are September's.
SERIES: dict[str, tuple[tuple[int, int | None], ...]] = {
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
CUT, ESSENTIAL_DONE = "cat-giam-thong-tin-khai-bao", "dich-vu-cong-thiet-yeu-tai-cau-truc"
OWN_PEOPLE = "can-bo-dung-dich-vu-cong-truc-tuyen"
"""The indicator that belongs to no task."""
MEASURING_OWN_PEOPLE = ("cong-an-tinh", "so-noi-vu", "so-y-te", "so-tnmt", "ubnd-tp-dong-xoai", "ubnd-h-dong-phu")
ESSENTIAL = {
    "cong-an-tinh": 11,
    "so-tu-phap": 7,
    "so-ldtbxh": 5,
    "bhxh-tinh": 8,
    "so-gddt": 3,
    "so-tnmt": 4,
    "so-gtvt": 2,
}
"""How many of the 53 essential services are the agency's."""
NOTHING_ARISES = frozenset({"so-ngoai-vu", "thanh-tra-tinh"})
"""Agencies without a single rating of their online services."""

SAME_PROOF = {("so-noi-vu", 26, AUGUST): 25}
"""An entry that is proved by the document of another task."""
PROOF_TWICE = frozenset({("ubnd-h-loc-ninh", 67, AUGUST)})

COORDINATOR = "cong-an-tinh"
ACCEPTED_ON = (day(7, 25), day(8, 24), day(9, 18))
NOT_ACCEPTED = frozenset({(49, "so-khdt"), (54, "so-gtvt"), (59, "so-khdt"), (59, "ubnd-h-bu-dop")})
"""Claims that nobody has accepted so far, or that were sent back or taken back."""
SENT_BACK = 24
"""The task whose first claim was sent back: it is accepted in September."""


def story() -> dict[str, list[list[str]]]:
    """Give the rows of `story.txt` by section, each parted into its cells."""
    found: dict[str, list[list[str]]] = {}
    section = ""
    for line in (HERE / "story.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, []).append(line.split(" | ") if " | " in line else line.split(" ", 1))
    return found


class Quarter:
    """Makes the reports month by month, and remembers what was claimed, said and numbered."""

    def __init__(self) -> None:
        files = read_files(DiskTree(DATA, "data"))
        self.register = build_register("data", load(files).values, files)
        self.rng = random.Random(SEED)  # noqa: S311 - a story that is the same each time, no secret
        self.story = story()
        self.led: dict[str, list[Task]] = {}
        for one in obligations_of(self.register):
            self.led.setdefault(one.agency.id, []).append(one.task)
        for number, agency in NEW_LEADS:
            self.led[agency].append(self.register.task_of[number])
        self.courses: dict[tuple[int, str], Course] = {}
        self.claims: list[tuple[date, int, str]] = []
        self.claimed: dict[tuple[int, str], date] = {}
        self.proofs: dict[tuple[int, str], Evidence] = {}
        self.spoken: dict[tuple[int, str], int] = {}
        self.numbers: set[tuple[str, str, int]] = set()

    def happens(self, share: float) -> bool:
        """Draw whether something happens that does so in that share of all cases."""
        return self.rng.random() < share

    def workday(self, first: date, last: date) -> date:
        """Draw a day from the first through the last, moved back from a weekend."""
        on = first + timedelta(days=self.rng.randrange((last - first).days + 1))
        return max(first, on - timedelta(days=max(0, on.weekday() - 4)))

    # Documents

    def document(self, agency: str, kind: str, on: date, title: str) -> IssuedDocument:
        """Give a document that cannot be real, under a number that grows with the day and that no other one has."""
        number = (on - date(2023, 1, 1)).days // 3 + self.register.order[agency]
        while (agency, kind, number) in self.numbers:
            number += 1
        self.numbers.add((agency, kind, number))
        return IssuedDocument(number=f"{number}/{kind}-HUCAU", date=on, title=title + FICTION)

    def proof(self, agency: str, kind: str, on: date, title: str) -> Evidence:
        """Give a document as what proves an entry."""
        document = self.document(agency, kind, on, title)
        return Evidence(title=document.title or "", number=document.number, date=on)

    def proof_of(self, task: int, agency: str, on: date) -> Evidence | None:
        """Give the document that proves a task of that number, and remember it; None where the story has none."""
        title = next((text for number, text in self.story["proof"] if number == str(task)), None)
        if title is None:
            return None
        kind, words = title.split(" ", 1)
        self.proofs[task, agency] = self.proof(agency, kind, on, words)
        return self.proofs[task, agency]

    # What happens

    def course(self, task: Task, agency: str) -> Course:
        """Give what happens to an obligation: as the tables say, or drawn."""
        key = (task.number, agency)
        if key not in self.courses:
            self.courses[key] = COURSES_OF.get(key) or COURSES.get(task.number) or self.drawn(task)
        return self.courses[key]

    def drawn(self, task: Task) -> Course:
        """Draw what happens to a task that is laid on a group, or recurs."""
        draw = self.rng.choices
        kept = draw((DONE, SAME, LEFT), (6, 2, 2), k=2)
        if isinstance(task.deadline.rule, Recurring):
            first, second, third = draw((GOING, SAME, LEFT), (84, 6, 10), k=3)
            return Course((first, second, third))
        if task.number == ON_766:
            return Course((self.rng.choice((0, LEFT)), GOING, GOING if self.happens(0.8) else LEFT))
        if task.number == JOINT:
            return Course((80, SAME if self.happens(0.6) else LEFT, SAME if self.happens(0.5) else LEFT))
        if task.number == LATER:
            if self.happens(0.08):
                return Course((70, DONE, kept[0]), self.workday(day(7, 17), day(8, 8)))
            if self.happens(0.38):
                return Course((40, 65, DONE), self.workday(day(8, 15), day(9, 8)))
            return Course((self.rng.choice((0, 15, 30)), 45, 60))
        if self.happens(0.56):
            return Course((DONE, kept[0], kept[1]), self.workday(day(6, 19), day(6, 30)))
        if self.happens(0.55):
            return Course((65, DONE, kept[0]), self.workday(day(7, 17), day(8, 8)))
        return Course((40, self.rng.choice((55, SAME)), 75))

    # What is said

    def rows(self, section: str, agency: str, task: int, month: int) -> list[list[str]]:
        """Give the rows of a section that are about the task of the agency in that month, from the fourth cell on."""
        wanted = [agency, str(task)]
        return [row[3:] for row in self.story[section] if row[:2] == wanted and str(month) in row[2].split()]

    def sentence(self, section: str, task: int, agency: str) -> str:
        """Give the next sentence on the task, its numbers drawn; agencies of a group begin at different ones."""
        rows = self.story[section]
        several = [text for number, text in rows if number == str(task)] or [
            text for number, text in rows if number == "*"
        ]
        turn = self.spoken.get((task, agency), self.register.order[agency] if task in OF_GROUPS else 0)
        self.spoken[task, agency] = turn + 1
        small, large = f"{self.rng.randint(3, 19):02d}", f"{self.rng.randint(1, 9)}.{self.rng.randint(0, 99):02d}0"
        return several[(turn + (task if section == "kept" else 0)) % len(several)].format(n=small, k=large)

    def obstacles(self, agency: str, task: int, month: int) -> tuple[Obstacle, ...]:
        """Give what is in the way of a task."""
        return tuple(
            Obstacle(
                id=next(iter(kind.split()[1:]), None),
                category=cast("Category", kind.split()[0]),
                beyond_authority=where == "vượt",
                description=words,
                proposal=next(iter(more), None),
            )
            for kind, where, words, *more in self.rows("obstacles", agency, task, month)
        )

    def at_risk(self, agency: str, task: int, month: int) -> AtRisk | None:
        """Give the warning of delay, if one is given."""
        found = self.rows("risks", agency, task, month)
        return next((AtRisk(reason=words, expected_on=date.fromisoformat(on)) for words, on in found), None)

    def contributions(self, agency: str, month: int, told: date) -> tuple[Contribution, ...]:
        """Give what the agency did for tasks that others lead."""
        title = "Văn bản phối hợp thực hiện nhiệm vụ {} của Kế hoạch 190/KH-UBND"
        return tuple(
            Contribution(
                task=int(task),
                contribution=words,
                evidence=tuple(self.proof(agency, kind, told, title.format(task)) for kind in kinds),
            )
            for one, task, when, words, *kinds in self.story["contributions"]
            if (one, when) == (agency, str(month))
        )

    # What is measured

    def measured(self, task: Task, agency: str, month: int, *, done: bool) -> tuple[Measured, ...]:
        """Give the values of the task's indicators."""
        order, later = self.register.order[agency], month - JULY
        whole = 60 + (order * 37 + task.number * 11) % 180
        found = []
        for one in self.register.plan.indicators:
            if task.number not in one.tasks:
                continue
            of: int | None = whole + 30 * later
            if one.id in SERIES:
                value, of = SERIES[one.id][month - SEPTEMBER - 1]
            elif one.id == CUT:
                value, of = share_of(whole, 20 + order % 12 if done else 8 + order % 3 + 4 * later), whole
            elif one.id == ESSENTIAL_DONE:
                if agency not in ESSENTIAL:
                    continue
                value, of = ESSENTIAL[agency] if done else ESSENTIAL[agency] // 2 + later, None
            elif agency in NOTHING_ARISES:
                value, of = 0, 0
            else:
                value = share_of(whole + 30 * later, 91 + order % 7 if done else 78 + order % 6 + 3 * later)
            found.append(Measured(id=one.id, value=value, of=of))
        return tuple(found)

    def own_people(self, agency: str, month: int) -> tuple[Measured, ...]:
        """Give the value of the indicator that belongs to no task."""
        if agency not in MEASURING_OWN_PEOPLE or month == JUNE:
            return ()
        asked = 80 + 9 * self.register.order[agency] + self.rng.randrange(20)
        online = asked if agency == "so-noi-vu" else share_of(asked, 86 + 4 * (month - JULY))
        return (Measured(id=OWN_PEOPLE, value=online, of=asked),)

    # Reports

    def update(self, task: Task, agency: str, month: int, told: date, mark: Mark) -> Update | None:
        """Give the entry on a task; what was done and never claimed in a report is claimed now."""
        number, done_on = task.number, self.course(task, agency).done_on
        if month == SEPTEMBER:
            done_on = DONE_AGAIN.get(number, done_on)
        if done_on is not None and done_on <= told and mark in {SAME, LEFT} and (number, agency) not in self.claimed:
            mark = DONE
        if mark == LEFT:
            return None
        if mark == SAME:
            return Update(task=number, state="unchanged")
        if mark == DONE and done_on is not None:
            return self.done(task, agency, month, told, done_on)
        given = [words for (words,) in self.rows("summaries", agency, number, month)]
        return Update(
            task=number,
            state="in_progress" if mark else "not_started",
            progress=int(mark) if mark and mark != GOING else None,
            summary=given[0] if given else self.sentence("going" if mark else "not started", number, agency),
            indicators=self.measured(task, agency, month, done=False) if mark else (),
            evidence=self.evidence(number, agency, month, told) if mark == GOING else (),
            obstacles=self.obstacles(agency, number, month),
            at_risk=self.at_risk(agency, number, month),
        )

    def done(self, task: Task, agency: str, month: int, told: date, done_on: date) -> Update:
        """Give the entry that claims a task done, or says that it still is."""
        key, extracted = (task.number, agency), task.product.type == "document"
        first = self.claimed.get(key) != done_on
        if first:
            self.claimed[key] = done_on
            self.claims.append((told, *key))
            if extracted or task.number not in OF_GROUPS or self.happens(0.6):
                self.proof_of(*key, done_on)
        return Update(
            task=task.number,
            state="done",
            progress=100,
            done_on=done_on,
            summary=self.sentence("done" if first else "kept", task.number, agency),
            indicators=self.measured(task, agency, month, done=True),
            evidence=(self.proofs[key],) if (first or extracted) and key in self.proofs else (),
        )

    def evidence(self, task: int, agency: str, month: int, told: date) -> tuple[Evidence, ...]:
        """Give what proves work that never ends: of some entries a document, of the press its pages."""
        key = (agency, task, month)
        if task in OF_THE_PRESS:
            link = f"https://vi-du.example/{agency}/2023-{month:02d}"
            return (Evidence(title="Chuyên mục tuyên truyền về Đề án 06/CP" + FICTION, link=link),)
        if key in SAME_PROOF:
            return (self.proofs[SAME_PROOF[key], agency],)
        if not self.happens(0.3 if task in OF_GROUPS else 0.6) and key not in PROOF_TWICE:
            return ()
        found = self.proof_of(task, agency, self.workday(told - timedelta(days=20), told))
        return (found,) * (2 if key in PROOF_TWICE else 1) if found else ()

    def mark(self, task: Task, agency: str, month: int) -> Mark:
        """Give what the agency's report of the month says of a task."""
        since = NEW_LEADS.get((task.number, agency), JUNE)
        passed_on = any(task.number == number and agency != to for number, to in NEW_LEADS)
        if month < since or (passed_on and month >= min(NEW_LEADS.values())):
            return LEFT
        if month == JUNE:
            return JUNE_REPORTS[agency].get(task.number, LEFT)
        return self.course(task, agency).marks[month - JULY]

    def report(self, agency: str, month: int) -> MonthlyReport:
        """Give an agency's report of a month."""
        told = REPORTED_LATE.get((agency, month)) or day(month, self.rng.choice(WORKDAYS[month]))
        tasks = sorted(self.led.get(agency, ()), key=lambda task: task.number)
        updates = [self.update(task, agency, month, told, self.mark(task, agency, month)) for task in tasks]
        title = f"Báo cáo kết quả thực hiện Đề án 06/CP tháng {month} năm 2023"
        return MonthlyReport(
            agency=agency,
            period=Month(2023, month),
            reported_on=told,
            document=self.document(agency, "BC", told, title) if agency in EMBEDDED else None,
            updates=tuple(one for one in updates if one is not None),
            contributions=self.contributions(agency, month, told),
            indicators=self.own_people(agency, month),
        )

    def reports(self) -> list[MonthlyReport]:
        """Give all reports, month by month, in the plan's order of agencies."""
        reporting = [entry.value.id for entry in self.register.agencies if entry.value.monthly_report != "none"]
        found = [self.report(agency, JUNE) for agency in reporting if agency in JUNE_REPORTS]
        for month in MONTHS:
            found += [self.report(agency, month) for agency in reporting if (agency, month) not in SILENT]
        return found

    # Decisions

    def accepted(self, on: date) -> list[Accept]:
        """Give the acceptances of one day: one for what single agencies owe, one for each task of a group.

        The coordinator does not accept what it claims itself.
        """
        order = self.register.order
        ready = sorted(
            {
                (task, agency)
                for told, task, agency in self.claims
                if told <= on
                and agency != COORDINATOR
                and (task, agency) not in NOT_ACCEPTED
                and (task != SENT_BACK or on.month == SEPTEMBER)
                and (task not in OF_GROUPS or task == JOINT or self.happens(0.8))
            },
            key=lambda one: (one[0], order[one[1]]),
        )
        self.claims = [one for one in self.claims if one[1:] not in ready]
        by_task = {task: tuple(agency for one, agency in ready if one == task) for task, _ in ready}
        alone = tuple(task for task in by_task if task not in OF_GROUPS or task == JOINT)
        month = f"2023-{on.month:02d}"
        found = [
            Accept(id=f"chap-nhan-nv{task}-{month}", date=on, by=COORDINATOR, tasks=(task,), agencies=agencies)
            for task, agencies in by_task.items()
            if task not in alone
        ]
        if alone:
            found.insert(0, Accept(id=f"chap-nhan-{month}", date=on, by=COORDINATOR, tasks=alone))
        return found


def share_of(whole: int, percent: int) -> int:
    """Give the least whole number that is at least so many percent of the whole."""
    return -(-whole * percent // 100)


# How it is written


class Dumper(yaml.SafeDumper):
    """YAML as a clerk would write it: lists set in, long texts as blocks, lists of names and values on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        """Set lists in under their key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write a value out each time."""
        return True


LONG = 70


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > LONG else None)


def _several(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    flow = not any(isinstance(one, dict) for one in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


def _mapping(dumper: yaml.SafeDumper, entry: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", entry.items(), flow_style="value" in entry)


Dumper.add_representer(str, _text)
Dumper.add_representer(list, _several)
Dumper.add_representer(dict, _mapping)


def plain(value: object) -> Any:  # noqa: ANN401 - what YAML is made of
    """Give a value of the model as plain data, its keys in the model's order, what is not said left out."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Month):
        return str(value)
    if not dataclasses.is_dataclass(value):
        return value
    told = {field.name: (getattr(value, field.name), field.default) for field in dataclasses.fields(value)}
    names = sorted(told, key=lambda name: ("kind", "id").index(name) if name in {"kind", "id"} else 2)
    return {name: plain(told[name][0]) for name in names if name == "kind" or told[name][0] != told[name][1]}


def dumped(content: object) -> str:
    """Give the YAML text of plain data."""
    text: str = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text


def report_text(report: MonthlyReport) -> str:
    """Give the file of a report, its parts and entries set apart by empty lines."""
    text = re.sub(r"^(updates|contributions|indicators|  - task):", r"\n\1:", dumped(plain(report)), flags=re.MULTILINE)
    return SCHEMA.format(up="../../../..", name="update") + COMMENT + text.replace(":\n\n", ":\n")


def decisions_text(accepted: list[Accept]) -> str:
    """Give the file of the decisions: those written by hand and the acceptances, by day."""
    _, written = (HERE / "decided.yaml").read_text("utf-8").split("decisions:\n")
    entries = written.rstrip().split("\n\n")
    entries += [dumped({"decisions": [plain(one)]}).split("\n", 1)[1].rstrip() for one in accepted]
    entries.sort(key=lambda entry: re.findall(r"^    date: (.*)$", entry, re.MULTILINE)[0])
    return SCHEMA.format(up="../..", name="decisions") + COMMENT + "decisions:\n" + "\n\n".join(entries) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file anew, with the same bytes on any system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def copy_plan(folder: Path) -> None:
    """Copy the plan's own files, and say in `plan.yaml` that what lies beside it is fiction."""
    for name in ("agencies.yaml", "tasks.yaml", "documents.yaml", "letterheads.yaml"):
        (folder / name).write_bytes(_deeper((DATA / name).read_bytes()))
    (folder / "source").mkdir()
    for text in sorted((DATA / "source").glob("*.txt")):
        shutil.copyfile(text, folder / "source" / text.name)
    lines = _deeper((DATA / "plan.yaml").read_bytes()).split(b"\n")
    at = lines.index(b"  cautions:")
    while lines[at - 1].startswith(b"  #"):
        at -= 1
    (folder / "plan.yaml").write_bytes(b"\n".join([*lines[:at], b"  fiction: true", *lines[at:]]))


def _deeper(data: bytes) -> bytes:
    """Give a file of `data/` with the way to its schema from one folder further down."""
    return data.replace(b"$schema=../", b"$schema=../../", 1)


def clear(folder: Path) -> None:
    """Make the folder empty; SystemExit when it holds something that is not marked as fiction."""
    if folder.exists():
        plan = folder / "plan.yaml"
        if any(folder.iterdir()) and not (plan.is_file() and b"\n  fiction: true\n" in plan.read_bytes()):
            raise SystemExit(f"{folder} holds something else; nothing was written")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def main(folder: Path) -> None:
    """Write the folder anew."""
    quarter = Quarter()
    reports = quarter.reports()
    accepted = [one for on in ACCEPTED_ON for one in quarter.accepted(on)]
    clear(folder)
    copy_plan(folder)
    write(folder / "decisions.yaml", decisions_text(accepted))
    for report in reports:
        write(folder / "updates" / report.agency / f"{report.period}.yaml", report_text(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "q3-2023")
