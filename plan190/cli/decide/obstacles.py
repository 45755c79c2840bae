"""`plan190 decide obstacles`: step through the open obstacles without an answer, then record all answers together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from plan190.cli.choices import body, members_of
from plan190.cli.clock import parse_date
from plan190.cli.decide import FORMATS as FORMATS  # noqa: PLC0414 - the formats of this command too
from plan190.cli.decide.dialogue import BACK, NEXT, Dialogue
from plan190.cli.decide.options import YesOption
from plan190.cli.decide.record import demand_own_data, proposed, recorded, undecided
from plan190.cli.options import AgencyOption, DryRunOption
from plan190.cli.output import print_note
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.decision import Reply
from plan190.model.report import IssuedDocument
from plan190.parts.names import document_name, full_name
from plan190.status.figures.obstacles import obstacles_figures
from plan190.views import waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plan190.model.report import Obstacle
    from plan190.status.obstacles import OpenObstacle

    Name = tuple[str, str, str]
    """The ids of the agency and of the task, and the name of an obstacle."""

ACTIONS = ("answer", "skip", "back", "quit")

NOT_YET_NAMED = "1/CV"
"""The number of the document of an answer that is tried before the user has named its own."""


def run(session: Session, agency: AgencyOption = None, yes: YesOption = False, dry_run: DryRunOption = False) -> Result:
    """Ask about each obstacle, and return the effect of all answers."""
    demand_own_data(session)
    ids = members_of(session, agency)
    open_ones = obstacles_figures(session.assessment.obstacles).obstacles
    obstacles = [item for item in open_ones if not item.answers and item.agency.id in ids]
    replies = _Steps(session, obstacles).replies()
    if not replies:
        return undecided(session, "decide.nothing" if obstacles else "decide.obstacles.none")
    build = partial(_still_open, replies, {_name(item): item.obstacle for item in obstacles})
    return recorded(proposed(session, build(session)), build, typed=len(replies), yes=yes, dry_run=dry_run)


class _Steps:
    """The dialogue about these obstacles, one after another."""

    def __init__(self, session: Session, obstacles: Sequence[OpenObstacle]) -> None:
        self.session, self.obstacles = session, obstacles
        self.dialogue = Dialogue(session)
        self.answered: dict[int, Reply] = {}
        self.last: Reply | None = None

    def replies(self) -> list[Reply]:
        """Return the answers."""
        self.dialogue.step_through(len(self.obstacles), self._ask)
        number = len(self.answered)
        self.dialogue.say("decide.obstacles.count", answered=number, skipped=len(self.obstacles) - number)
        return [reply for _, reply in sorted(self.answered.items(), key=itemgetter(0))]

    def _ask(self, position: int) -> int:
        """Ask about the obstacle at the position, and return the step to the next one; 0 repeats the question."""
        place = f"{position + 1}/{len(self.obstacles)}"
        self.dialogue.show(waiting.obstacle_view(self.obstacles[position], place, self.session.view_context))
        if position in self.answered:
            self.dialogue.say("decide.obstacles.chosen", answer=self.answered[position].answer)
        match self.dialogue.choose("decide.obstacles", ACTIONS):
            case "answer":
                return self._answer(position)
            case "skip":
                self.answered.pop(position, None)
            case "back":
                return BACK
            case _:
                return len(self.obstacles)
        return NEXT

    def _answer(self, position: int) -> int:
        """Ask for the answer, its document and its author; each is asked for again until it can be recorded."""
        answer = self.dialogue.ask("decide.answer")
        if not answer:
            return 0
        session, item, plan = self.session, self.obstacles[position], self.session.register.plan
        document = IssuedDocument(number=NOT_YET_NAMED, date=plan.issued_on)
        subject: dict[str, Any] = {"agency": item.agency.id, "task": item.task, "obstacle": item.obstacle.name}
        common: dict[str, Any] = {"id": "", "date": session.as_of, "by": session.coordinator, "document": document}
        reply = Reply(answer=answer, **common, **subject)
        if self.dialogue.refuses(lambda: self._tried(reply)):
            return 0
        self.last = self.answered[position] = self._with_author(self._with_document(reply))
        return NEXT

    def _tried(self, reply: Reply) -> Reply:
        """Return the answer; Plan190Error if it cannot be recorded."""
        proposed(self.session, (reply,))
        return reply

    def _with_document(self, reply: Reply) -> Reply:
        """Ask for the document of the answer, by default that of the last answer."""
        words, last = self.session.words, self.last

        def read_number(number: str) -> Reply:
            if not number and last is not None:
                return replace(reply, document=last.document)
            return self._tried(replace(reply, document=IssuedDocument(number=number, date=reply.document.date)))

        def read_date(text: str) -> Reply:
            return self._tried(replace(numbered, document=replace(numbered.document, date=parse_date(text))))

        before = words("decide.before", text=document_name(last.document, words)) if last is not None else ""
        numbered = self.dialogue.asked("decide.document", read_number, before=before)
        if last is not None and numbered.document is last.document:
            return numbered
        return self.dialogue.asked("decide.document_date", read_date)

    def _with_author(self, reply: Reply) -> Reply:
        """Ask for the body that answers, by default that of the last answer."""
        words, last = self.session.words, self.last
        default = full_name(self.session.register.bodies[last.by], words) if last is not None else ""

        def read(text: str) -> Reply:
            return self._tried(replace(reply, by=body(self.session, text or default).id))

        before = words("decide.before", text=default) if default else ""
        return self.dialogue.asked("decide.by", read, before=before)


def _name(item: OpenObstacle) -> Name:
    return item.agency.id, item.task, item.obstacle.name


def _still_open(replies: Sequence[Reply], shown: Mapping[Name, Obstacle], session: Session) -> tuple[Reply, ...]:
    """Return the answers to obstacles that have no answer yet and are as they were shown; the others are left out."""
    waiting_now = {_name(item): item.obstacle for item in session.assessment.obstacles if not item.answers}
    names = {(reply.agency, reply.task, reply.obstacle): reply for reply in replies}
    kept = tuple(reply for name, reply in names.items() if waiting_now.get(name) == shown[name])
    for reply in replies:
        if reply not in kept:
            print_note(session.words("decide.obstacles.left_out", task=reply.task, agency=reply.agency))
    if not kept:
        raise Plan190Error("error.decide_nothing")
    return kept
