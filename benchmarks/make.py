"""Generate valid data folders of different sizes, to measure plan190 on.

    python benchmarks/make.py SIZE FOLDER

SIZE is S (the plan without reports), M (31 months of reports of its agencies), L or XL (10 or 100 times as many
agencies). The plan is that of `data/`; the reports and decisions are random with a fixed seed, so each run writes the
same bytes. Reports have all states, obstacles, delay warnings, indicators, evidence, corrections and withdrawals;
decisions are of all kinds.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.model.deadline import Recurring, Target
from plan190.model.period import Period
from plan190.status.due import due_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.agency import Agency
    from plan190.model.plan import Indicator
    from plan190.model.register import Register
    from plan190.model.task import Task

DATA = Path(__file__).parents[1] / "data"
MONTHS = 31
FIRST = Period.parse("2023-07")
ADDED = {"S": 0, "M": 0, "L": 298, "XL": 3285}
"""The number of agencies that each size adds to the 33 agencies of the plan that report."""

SEED = 190
STARTS = range(6)
"""The months in which the work on a task can begin."""

ENDS = range(1, 19)
"""The months from the start of the work to its claim."""

OBSTACLE_MONTHS = 4
"""The months in which some tasks have an obstacle."""

NEVER_DONE, RETURNED, UNCHANGED, CORRECTED, CONTRIBUTED, WITHDRAWN, WARNED, ACCEPTED, EXTENDED = (
    0.2, 0.15, 0.25, 0.02, 0.1, 0.002, 0.1, 0.7, 0.3
)  # fmt: skip
"""The shares of the work, updates, reports and claims of which this is so."""

COORDINATOR, CHAIR = "cong-an-tinh", "chu-tich-ubnd-tinh"
CATEGORIES = ("phap-ly", "ha-tang-cong-nghe", "du-lieu", "an-ninh-an-toan", "kinh-phi", "nhan-luc", "khac")
PARTS = ("bộ phận Một cửa", "đơn vị trực thuộc", "xã, phường, thị trấn", "cơ sở trên địa bàn", "tổ công nghệ số")
ACTIONS = (
    "Đã rà soát, chuẩn hóa {number} hồ sơ của {part}.",
    "Tổ chức {number} buổi tuyên truyền, hướng dẫn tại {part}; người dân hưởng ứng tích cực.",
    "Đã kết nối, đồng bộ {number} bản ghi với Cơ sở dữ liệu quốc gia về dân cư qua {part}.",
    "Ban hành văn bản đôn đốc {part}; {number} đơn vị đã báo cáo kết quả, số còn lại đang thực hiện.",
    "Tập huấn cho {number} lượt cán bộ của {part} về quy trình mới và kỹ năng bảo mật thông tin.",
)
TROUBLES = (
    "Đường truyền của {number} {part} chưa bảo đảm, hồ sơ trực tuyến xử lý chậm.",
    "Thiếu {number} thiết bị đọc thẻ tại {part}; kinh phí mua sắm chưa được bố trí.",
    "Dữ liệu của {part} còn sai lệch {number} trường hợp so với Cơ sở dữ liệu quốc gia về dân cư.",
)


class Course(NamedTuple):
    """The course of one agency's work on one task. `done_in`: the number of the month of the claim; None for no claim.

    `returned_in`: the number of the month in which a first claim was returned.
    """

    task: Task
    start: int
    done_in: int | None
    returned_in: int | None = None


@dataclass
class Data:
    """The reports by path and the decisions, as text, and what the decisions refer to."""

    reports: dict[str, str] = field(default_factory=dict)
    decisions: list[tuple[date, str]] = field(default_factory=list)
    number: int = 0

    def decide(self, day: date, kind: str, by: str, *lines: str, document: bool = True) -> str:
        """Add a decision and return its id."""
        self.number += 1
        id_ = f"quyet-dinh-{self.number}"
        head = [f"  - kind: {kind}", f"    id: {id_}", f"    date: {day}", f"    by: {by}"]
        body = [f"    {line}" for line in lines]
        if document:
            body.append(f"    document: {{number: {self.number}/CV-HUCAU, date: {day}}}")
        self.decisions.append((day, "\n".join((*head, *body))))
        return id_


def make(size: str, folder: Path) -> None:
    """Write the data folder."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "updates", ignore_errors=True)
    if size == "S":
        return
    plan = folder / "plan.yaml"
    plan.write_text(
        re.sub("^  language:", "  fiction: true\n  language:", plan.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    agencies = folder / "agencies.yaml"
    agencies.write_text(with_agencies(agencies.read_text("utf-8"), ADDED[size]), "utf-8")
    files = read_files(DiskTree(folder, "data"))
    register = build_register("data", load(files).values, files)
    data = random_data(register, random.Random(SEED))  # noqa: S311 - not for secrets
    for path, text in data.reports.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    data.decisions.sort(key=lambda decision: decision[0])
    texts = [text for _, text in data.decisions]
    (folder / "decisions.yaml").write_text("decisions:\n" + "\n".join(texts) + "\n", "utf-8")


def with_agencies(text: str, number: int) -> str:
    """Return the text of `agencies.yaml` with this number of districts added, as members of the groups of districts."""
    numbers = range(1, number + 1)
    entries = "".join(
        f"  - id: ubnd-h-mau-{number}\n"
        f"    name: Ủy ban nhân dân huyện Mẫu {number}\n"
        f"    short: UBND huyện Mẫu {number}\n"
        f"    english: Mau {number} District People's Committee\n"
        f"    short_english: Mau {number} District\n"
        "    kind: committee\n    level: district\n    relation: assigned\n    monthly_report: required\n\n"
        for number in numbers
    )
    members = "".join(f", ubnd-h-mau-{number}" for number in numbers)
    text = text.replace("ubnd-h-phu-rieng\n      ]", f"ubnd-h-phu-rieng{members}\n      ]")
    return text.replace("groups:\n", f"{entries}groups:\n", 1)


def random_data(register: Register, rng: random.Random) -> Data:
    """Return random reports and decisions for the register."""
    data = Data()
    leads = {entry.value.id: set(register.members(entry.value.lead.bodies)) for entry in register.tasks}
    helps = set(register.members(register.tasks_by_id["1"].cooperating.bodies))
    reporting = register.members(register.plan.reporting.who)
    for agency in (agency for agency in reporting if not agency.outside):
        tasks = [entry.value for entry in register.tasks if agency in leads[entry.value.id]]
        courses = [course_of(task, rng) for task in tasks]
        for month in range(MONTHS):
            add_report(
                register, data, agency, courses, month, rng, is_helper=agency in helps and agency.id != COORDINATOR
            )
        add_decisions(data, agency, courses, rng)
    add_plan_decisions(data)
    return data


def course_of(task: Task, rng: random.Random) -> Course:
    """Return a random course of the work on a task."""
    start = rng.choice(STARTS)
    if isinstance(task.deadline.rule, Recurring | Target) or task.deadline.waits_for or rng.random() < NEVER_DONE:
        return Course(task, start, None)
    done_in = start + rng.choice(ENDS)
    returned_in = done_in - 1 if done_in > start + 2 and rng.random() < RETURNED else None
    return Course(task, start, done_in, returned_in)


def report_day(agency: Agency, month: int) -> date:
    """Return the date of the report of a month; one in eleven is late."""
    first = FIRST.later(month).last_month.first_day
    number = sum(map(ord, agency.id)) + month
    return first + timedelta(days=7 + number % 6 + (9 if number % 11 == 0 else 0))


def add_report(
    register: Register,
    data: Data,
    agency: Agency,
    courses: list[Course],
    month: int,
    rng: random.Random,
    *,
    is_helper: bool,
) -> None:
    """Add the report of one agency for one month; `is_helper`: the agency cooperates in task 1."""
    period, day = FIRST.later(month), report_day(agency, month)
    lines = [f"agency: {agency.id}", f"period: {period}", f"reported_on: {day}"]
    lines += [f"document: {{number: {month + 1}/BC-HUCAU, date: {day}}}", "updates:"]
    for course in courses:
        lines += update_lines(register, course, month, day, rng)
    if not courses:
        lines[-1] += " []"
    before = data.reports.get(f"updates/{agency.id}/{period.later(-1)}.yaml", "")
    if rng.random() < CORRECTED and before and "withdrawn:" not in before:
        lines += correction_lines(courses, period, rng)
    if is_helper and rng.random() < CONTRIBUTED:
        lines += ["contributions:", f"  - {{task: 1, contribution: {sentence(ACTIONS, rng)!r}}}"]
    if rng.random() < WITHDRAWN:
        lines += [f"withdrawn: {{date: {day + timedelta(days=20)}, why: Gửi nhầm bản chưa duyệt.}}"]
    data.reports[f"updates/{agency.id}/{period}.yaml"] = "\n".join(lines) + "\n"


def sentence(sentences: tuple[str, ...], rng: random.Random) -> str:
    """Return a random sentence with random numbers."""
    return rng.choice(sentences).format(number=rng.randrange(2, 900), part=rng.choice(PARTS))


def update_lines(register: Register, course: Course, month: int, day: date, rng: random.Random) -> Iterator[str]:
    """Yield the lines of the update of one task in one month."""
    yield f"  - task: {course.task.number}"
    done_in = course.done_in
    if course.returned_in is not None and month <= course.returned_in:
        done_in = course.returned_in
    if month < course.start:
        yield "    state: not_started"
    elif done_in is not None and month == done_in:
        yield from claim_lines(course.task, day, rng)
    elif (done_in is not None and month > done_in) or rng.random() < UNCHANGED:
        yield "    state: unchanged"
    else:
        yield "    state: in_progress"
        yield f"    progress: {min(95, 3 * (month - course.start + 1))}"
        yield f"    summary: >-\n      {sentence(ACTIONS, rng)}"
        yield from indicator_lines(register, course.task, rng)
        yield from obstacle_lines(course, month, rng)
        yield from warning_lines(register, course.task, day, rng)


def claim_lines(task: Task, day: date, rng: random.Random) -> Iterator[str]:
    """Yield the lines of a claim that the task is done, with its evidence."""
    done_on = day - timedelta(days=rng.randrange(1, 12))
    yield f"    state: done\n    progress: 100\n    done_on: {done_on}"
    yield f"    summary: >-\n      Đã hoàn thành; {sentence(ACTIONS, rng)}"
    yield "    evidence:"
    number = f"{rng.randrange(1, 10**6)}/BC-HUCAU"
    yield f"      - {{title: Báo cáo kết quả nhiệm vụ {task.number}, number: {number}, date: {done_on}}}"


def indicator_lines(register: Register, task: Task, rng: random.Random) -> Iterator[str]:
    """Yield the lines of the indicators of the task."""
    indicators = [indicator for indicator in register.plan.indicators if task.id in indicator.tasks]
    if indicators:
        yield "    indicators:"
    yield from (f"      - {{id: {indicator.id}, {value_of(indicator, rng)}}}" for indicator in indicators)


def value_of(indicator: Indicator, rng: random.Random) -> str:
    """Return a random value of the indicator, and the total for a percentage."""
    value = rng.randrange(1000)
    return f"value: {value}, of: {value + rng.randrange(100)}" if indicator.unit == "percent" else f"value: {value}"


def obstacle_lines(course: Course, month: int, rng: random.Random) -> Iterator[str]:
    """Yield the lines of an obstacle, which some tasks have in their first months."""
    if month - course.start < OBSTACLE_MONTHS and int(course.task.id) % 3 == 0:
        category = CATEGORIES[int(course.task.id) % len(CATEGORIES)]
        yield f"    obstacles:\n      - category: {category}\n        beyond_authority: false"
        yield f"        description: {sentence(TROUBLES, rng)}"


def warning_lines(register: Register, task: Task, day: date, rng: random.Random) -> Iterator[str]:
    """Yield the lines of a delay warning; only dated tasks can have one."""
    rule = register.rule_of(task, ())
    due = due_of(rule, register.plan.policy, register.plan.calendar)
    if due is not None and rng.random() < WARNED:
        expected_on = day + timedelta(days=rng.randrange(20, 90))
        yield f"    at_risk: {{reason: Phụ thuộc tiến độ của đơn vị khác., expected_on: {expected_on}}}"


def correction_lines(courses: list[Course], period: Period, rng: random.Random) -> Iterator[str]:
    """Yield the lines of a correction of the update on a task that was not done in the month before."""
    open_courses = [course for course in courses if course.done_in is None]
    if open_courses:
        course = rng.choice(open_courses)
        yield f"corrections:\n  - task: {course.task.number}\n    corrects: {period.later(-1)}"
        yield f"    why: Ghi nhầm số liệu.\n    state: in_progress\n    summary: {sentence(ACTIONS, rng)}"


def add_decisions(data: Data, agency: Agency, courses: list[Course], rng: random.Random) -> None:
    """Add the decisions about one agency: acceptances, returns, extensions and answers, some of them corrected."""
    about = f"agencies: [{agency.id}]"
    accepted: dict[int, list[int]] = {}
    for course in courses:
        number = int(course.task.id)
        if course.returned_in is not None:
            day = report_day(agency, course.returned_in) + timedelta(days=3)
            data.decide(
                day, "return", COORDINATOR, f"tasks: [{number}]", about, "why: Chưa kèm kết quả.", document=False
            )
        if course.done_in is not None and course.done_in < MONTHS and rng.random() < ACCEPTED:
            accepted.setdefault(course.done_in, []).append(number)
    for month, numbers in accepted.items():
        day = report_day(agency, month) + timedelta(days=4)
        data.decide(day, "accept", COORDINATOR, f"tasks: {numbers}", about, document=False)
    dated = [course.task for course in courses if course.done_in is not None and course.task.owed != "jointly"]
    if dated and rng.random() < EXTENDED:
        day = date(2023, 10, 5) + timedelta(days=rng.randrange(150))
        until = day + timedelta(days=rng.randrange(20, 200))
        data.decide(day, "extend", CHAIR, f"tasks: [{rng.choice(dated).number}]", about, f"until: {until}")


def add_plan_decisions(data: Data) -> None:
    """Add the decisions of the other kinds, once each."""
    day = date(2023, 8, 1)
    decide = data.decide
    decide(day, "event", "bo-tttt", "event: huong-dan-chu-ky-so", "until: 2024-03-31")
    decide(day, "schedule", CHAIR, "schedule: qd-766", "recurring: true", "source: Mục 1 của công văn kèm theo.")
    decide(day, "suspend", CHAIR, "tasks: [23]", "why: Chờ kỳ họp Hội đồng nhân dân tỉnh.")
    decide(date(2023, 9, 5), "resume", CHAIR, "tasks: [23]")
    decide(date(2023, 9, 6), "close", CHAIR, "tasks: [61]", "agencies: [so-ngoai-vu]", "why: Không có dịch vụ công.")
    decide(day, "settle", "so-tttt", "assumption: mau-so-ho-so-dung-han", "answer: Đúng.", document=False)
    extended = decide(date(2023, 10, 2), "extend", CHAIR, "tasks: [30]", "until: 2024-01-31")
    decide(date(2023, 10, 9), "withdraw", COORDINATOR, f"corrects: {extended}", "why: Ghi nhầm.", document=False)


def main() -> None:
    """Write the data of the size to the folder of the command line."""
    size, folder = sys.argv[1:]
    make(size, Path(folder))


if __name__ == "__main__":
    main()
