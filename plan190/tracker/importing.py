"""Make the data of a tracker from an issued document, with an account of every row.

Nothing is guessed silently: what the document does not state is an assumption in `plan.yaml`, a deadline that cannot be
read has the rule `unread`, and a body whose name is not exactly a known one is listed for review.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from plan190.edit.yaml_text import data_of, yaml_of
from plan190.errors import Plan190Error
from plan190.load.deadline_phrases import parse_deadline
from plan190.load.issued_lines import clean, decoded, read_lines
from plan190.load.issued_rows import split_label
from plan190.load.issued_text import read_issued
from plan190.load.loader import ISSUED_PACKAGES
from plan190.model.deadline import AfterEvent, Deadline, OutsideSchedule, Reading, Relative, Split, Unread
from plan190.model.plan import Awaited, CalendarExceptions, Plan, Policy, Recipient
from plan190.model.reading import Assumed, EnglishAssumed
from plan190.model.task import Bodies, OtherCell, Product, Task, task_number
from plan190.tracker.bodies import NameMatch, PlanBodies
from plan190.tracker.names import kind_and_level, slug_of
from plan190.tracker.reporting import periodic_sentences, read_reporting
from plan190.words import words_in
from plan190.words.text import clip, fold, is_english, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from plan190.load.issued_lines import IssuedLine
    from plan190.load.issued_text import IssuedHead, IssuedText, Row
    from plan190.model.register import Body
    from plan190.model.task import ProductType
    from plan190.tracker.reporting import Asked
    from plan190.words import Language

_DOCUMENTS = re.compile(
    "(?:bao cao|ke hoach|quyet dinh|cong van|van ban|to trinh|nghi quyet|bien ban|quy che|quy dinh"
    "|de an|chuong trinh|chi thi|danh sach|danh muc|ho so|hop dong|phuong an|du thao"
    "|report|plan|decision|letter|document|minutes|list|policy|guideline|contract|proposal|memo|regulation)s?( |$)"
)
"""The kinds of documents with which the words of a product begin, without accents."""

LONGEST_TITLE = 300
"""The most characters of the first words of a document that serve as its title."""

AwaitedKind = Literal["event", "schedule"]

ZONES = {"vi": "Asia/Ho_Chi_Minh", "en": "Etc/UTC"}
"""The time zone of a plan, by its language."""

MOST_SEEN, LONGEST_SEEN = 30, 100
"""The most lines of a document without tasks that its error shows, and the most characters of each."""

SOON = 7
"""How many days before its due date a task of a new plan is due soon."""

_COUNTRIES = {"vi": "VN", "en": "GB"}
"""The country of the public holidays, by the language of the plan."""


class Account(NamedTuple):
    """What became of a document, for the person who reviews it.

    `rows`, `headings`, `accounted`: how many lines of its appendix are tasks, headings, and other lines (heads of
    tables, page breaks, the rest of a row). `tasks`: how many tasks were written. `lines`: the lines that could not be
    read, with those of tables outside the appendix and hidden sheets. `deadlines`: the id of each task with an unread
    deadline, and the words. `columns`: the headings of the columns for which a task has no field. `periodic`: the
    sentences that may ask for periodic reports, if they are not interpreted.
    """

    rows: int
    headings: int
    accounted: int
    tasks: int
    lines: Sequence[IssuedLine]
    deadlines: Sequence[tuple[str, str]]
    columns: Sequence[str]
    matches: Sequence[NameMatch]
    assumed: Sequence[Assumed]
    periodic: Sequence[str]


class Imported(NamedTuple):
    """The files of a data folder by path, the language of the plan, and the account."""

    files: Mapping[str, bytes]
    plan: Plan
    account: Account


class _Texts:
    """The messages of the plan's language, and the assumptions in both."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = words_in(language)
        self.assumed: list[Assumed] = []

    def assumption(self, key: str, day: date | None = None) -> Assumed:
        """Return the assumption with the texts of this key."""
        id_, own = f"import-{key.replace('_', '-')}", self._of(self.language, key, day)
        english = self._of("en", key, day) if self.language != "en" else None
        return Assumed(id=id_, what=own.what, why=own.why, who=own.who, english=english)

    def assume_missing(self, head: IssuedHead, issued_on: date) -> None:
        """Add an assumption for each part of the head that the document lacks, and for how dates are read."""
        for key, value in (("number", head.number), ("issuer", head.issuer), ("title", head.title)):
            if value is None:
                self.assumed.append(self.assumption(key))
        if head.issued_on is None:
            self.assumed.append(self.assumption("date", issued_on))
        if self.language != "vi":
            self.assumed.append(self.assumption("country"))
        self.assumed.append(self.assumption("policy"))

    def _of(self, language: Language, key: str, day: date | None) -> EnglishAssumed:
        words = words_in(language)
        what = words(f"import.assumed.{key}", day=words.day(day) if day else "", soon=SOON)
        why = words(f"import.assumed.{key}.why", zone=ZONES[self.language])
        return EnglishAssumed(what=what, why=why, who=words("import.assumed.who"))


def import_plan(name: str, content: bytes, issued_in: Callable[[str], date], known: Sequence[Body] = ()) -> Imported:
    """Return the data of a document.

    `issued_in`: returns the date of issue of a document without one, from the time zone of its plan. `known`: the
    bodies of another tracker.
    """
    source = read_issued(name, content)
    if not source.rows:
        raise Plan190Error("error.import_no_tasks", path=printable(name), seen=_seen(source, read_lines(name, content)))
    language = _language_of(source)
    texts = _Texts(language)
    issued_by = source.head.issuer or texts.words("import.issuer")
    _, usual = kind_and_level(issued_by, "province" if language == "vi" else "company")
    bodies = PlanBodies(known, source.words, usual)
    issuer = bodies.issuer_of(issued_by)
    leads = [row.lead for row in source.rows]
    cells = list(filter(None, [*leads, *(row.cell("cooperating") for row in source.rows)]))
    bodies.learn(row.names(name) for row in source.rows for name in ("lead", "cooperating"))
    file = f"source/{_file_name(name)}"
    issued_on = source.head.issued_on or issued_in(ZONES[language])
    who = tuple(dict.fromkeys(id_ for lead in leads for id_ in bodies.in_cell(lead)))
    asked = read_reporting(source, who, issuer, issued_on, texts.assumption("first_period"))
    read = partial(parse_deadline, issued_on=issued_on, units=asked.reporting.units, language=language)
    tasks, awaited = _with_awaited([_task(row, bodies, read) for row in source.rows])
    texts.assume_missing(source.head, issued_on)
    plan = _plan(source, texts, file, issued_on, issuer, asked, awaited)
    data = {
        "plan.yaml": {"plan": data_of(plan)},
        "agencies.yaml": {
            "agencies": _entries(bodies.agencies(who if plan.reporting.every else ())),
            "groups": _entries(bodies.groups()),
        },
        "tasks.yaml": {"tasks": data_of(tuple(tasks))},
        "documents.yaml": {"documents": []},
    }
    files = {path: f"{texts.words(f'import.head.{path}')}\n\n{yaml_of(value)}".encode() for path, value in data.items()}
    matches = [*bodies.matches, *bodies.beside_names(cells)]
    return Imported({**files, file: _stored(name, content)}, plan, _account(source, plan, tasks, matches))


def _seen(source: IssuedText, lines: Sequence[IssuedLine]) -> str:
    """Return the first rows and numbered paragraphs of a document without tasks, which a person may mean."""
    numbered = [line for line in lines if not line.block and split_label(line.words)[0]]
    seen = [*source.unread, *source.ignored, *numbered]
    shown = (f"\n{line.where.short}: {printable(clip(line.words, LONGEST_SEEN))}" for line in seen[:MOST_SEEN])
    return "".join(shown) or " —"


def _account(source: IssuedText, plan: Plan, tasks: Sequence[Task], matches: Sequence[NameMatch]) -> Account:
    return Account(
        rows=len(source.rows),
        headings=len(source.headings),
        accounted=source.accounted,
        tasks=len(tasks),
        lines=(*source.unread, *source.ignored),
        deadlines=[(task.id, task.deadline.words) for task in tasks if isinstance(task.deadline.rule, Unread)],
        columns=list(dict.fromkeys(heading for row in source.rows for heading, _ in row.other)),
        matches=matches,
        assumed=list(filter(None, (*plan.assumed, plan.reporting.assumed))),
        periodic=[] if plan.reporting.every else list(periodic_sentences(source)),
    )


def _entries(bodies: Sequence[Body]) -> list[dict[str, Any]]:
    """Return the bodies as data, each with its id first."""
    return [{"id": body.id, **data_of(body)} for body in bodies]


def _language_of(source: IssuedText) -> Language:
    return "en" if is_english(source.words) else "vi"


def _file_name(name: str) -> str:
    """Return the name of the copy of the issued file: nothing of the name but letters and digits reaches a path."""
    stem, _, suffix = name.rpartition(".")
    return f"{slug_of(stem, ())}.{slug_of(suffix, ())}"


def _first_words(source: IssuedText) -> str:
    """Return the first words of the document, as the title of one without a title."""
    words = source.sections[0].words if source.sections else source.rows[0].cell("content")
    return words[:LONGEST_TITLE].strip()


def _stored(name: str, content: bytes) -> bytes:
    """Return the copy of the issued file; a text has only the line ends and characters that data files may have."""
    if name.lower().endswith(ISSUED_PACKAGES):
        return content
    return clean(decoded(content).replace("\r\n", "\n")).encode()


def _task(row: Row, bodies: PlanBodies, read: Callable[[str], Reading | None]) -> Task:
    deadline = _deadline(row.cell("deadline"), bodies, read)
    return Task(
        number=task_number(row.number),
        section=row.section or None,
        lead=Bodies(words=row.lead, bodies=bodies.in_cell(row.lead)),
        content=row.cell("content"),
        cooperating=Bodies(words=row.cell("cooperating"), bodies=bodies.in_cell(row.cell("cooperating"))),
        deadline=deadline,
        product=Product(words=row.cell("product"), type=_product_type(row.cell("product"))),
        note=row.cell("note") or None,
        other=tuple(OtherCell(column=column, words=words) for column, words in row.other if words),
    )


def _deadline(words: str, bodies: PlanBodies, read: Callable[[str], Reading | None]) -> Deadline:
    """Return the deadline with these words; it is unread if the task would wait for more than one event."""
    rule, condition = read(words) or Reading(Unread())
    if isinstance(rule, Split):
        rule = Split(parts=tuple(replace(part, bodies=bodies.in_cell(part.words)) for part in rule.parts))
    deadline = Deadline(words=words, rule=rule, condition=condition or None)
    return deadline if len(_awaited_by(deadline)) <= 1 else Deadline(words=words, rule=Unread())


def _product_type(words: str) -> ProductType:
    if not words:
        return "not_stated"
    return "document" if _DOCUMENTS.match(fold(words)) else "state"


def _with_awaited(tasks: Sequence[Task]) -> tuple[list[Task], list[Awaited]]:
    """Return the tasks, each waiting one with the id of what it waits for, and the events and schedules."""
    ids: dict[tuple[AwaitedKind, str], str] = {}
    waiting: dict[tuple[AwaitedKind, str], list[str]] = defaultdict(list)
    linked = []
    for task in tasks:
        deadline = task.deadline
        for subject in _awaited_by(deadline):  # at most one, see `_deadline`
            if subject not in ids:
                ids[subject] = slug_of(subject[1], ids.values())
            waiting[subject].append(task.id)
            deadline = replace(deadline, waits_for=ids[subject])
        linked.append(replace(task, deadline=deadline))
    awaited = [Awaited(id=ids[key], kind=key[0], what=key[1], tasks=tuple(names)) for key, names in waiting.items()]
    return linked, awaited


def _awaited_by(deadline: Deadline) -> Sequence[tuple[AwaitedKind, str]]:
    """Return the kind and the words of each event or schedule for which a task waits."""
    found: dict[tuple[AwaitedKind, str], None] = {}
    for rule in deadline.rules:
        match rule:
            case OutsideSchedule(schedule=words):
                found["schedule", words] = None
            case AfterEvent(event=words) | Relative(event=words, from_issue=False):
                found["event", words] = None
    return tuple(found)


def _plan(
    source: IssuedText, texts: _Texts, file: str, issued_on: date, issuer: str, asked: Asked, awaited: Sequence[Awaited]
) -> Plan:
    head = source.head
    return Plan(
        number=head.number,
        symbol=head.symbol,
        kind=head.kind or texts.words("import.kind"),
        title=head.title or _first_words(source),
        issued_on=issued_on,
        place=head.place,
        issuer=issuer,
        language=texts.language,
        source=file,
        tasks=len(source.rows),
        provisions=asked.quotes,
        recipients=tuple(Recipient(words=line) for line in head.recipients),
        reporting=asked.reporting,
        awaited=tuple(awaited),
        policy=Policy(before="exclusive", day_off="keep", soon=SOON, timezone=ZONES[texts.language]),
        calendar=CalendarExceptions(country=_COUNTRIES[texts.language]),
        assumed=tuple(texts.assumed),
    )
