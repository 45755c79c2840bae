"""`plan190 decide claims`: step through the claims awaiting acceptance, then record all decisions together."""

from __future__ import annotations

from collections import Counter
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from plan190.cli.choices import members_of, task_id
from plan190.cli.decide import FORMATS as FORMATS  # noqa: PLC0414 - the formats of this command too
from plan190.cli.decide.combine import combined
from plan190.cli.decide.dialogue import BACK, NEXT, Dialogue
from plan190.cli.decide.entry import waiting_pair
from plan190.cli.decide.options import YesOption
from plan190.cli.decide.record import demand_own_data, proposed, recorded, shown_claim, undecided
from plan190.cli.options import AgencyOption, DryRunOption, TaskOption
from plan190.cli.output import print_note
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.decision import Accept, Return
from plan190.model.task import task_order
from plan190.status.grouping import group_by
from plan190.views import waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.cli.decide.record import Proposal
    from plan190.model.decision import Decision
    from plan190.status.verdicts import OpenClaim

ACTIONS = ("accept", "return", "skip", "back", "quit")


class Choice(NamedTuple):
    """What was decided on a claim. `why`: the reason of a return, "" for an acceptance."""

    claim: OpenClaim
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The task and the agency by which a decision names the claim."""
        return waiting_pair(self.claim)


def run(
    session: Session,
    agency: AgencyOption = None,
    task: TaskOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> Result:
    """Ask about each claim, and return the effect of all decisions."""
    demand_own_data(session)
    claims = _waiting(session, agency, task)
    choices = _Steps(session, claims).choices()
    if not choices:
        return undecided(session, "decide.nothing" if claims else "claims.none")
    build = partial(_decisions, choices)
    proposal = proposed(session, build(session))
    _demand_exact(proposal, choices)
    return recorded(proposal, build, typed=len(choices), yes=yes, dry_run=dry_run)


def _waiting(session: Session, agency: str | None, task: str | None) -> list[OpenClaim]:
    """Return the waiting claims of the agency and on the task, by task."""
    ids = members_of(session, agency)
    number = task_id(session, task) if task is not None else None
    claims = [item for item in session.assessment.claims if item.concerns(ids)]
    chosen = [item for item in claims if number in {None, item.verdict.task.id}]
    return sorted(chosen, key=lambda item: item.verdict.task.number)


class _Steps:
    """The dialogue about these claims, one after another."""

    def __init__(self, session: Session, claims: Sequence[OpenClaim]) -> None:
        self.session, self.claims = session, claims
        self.dialogue = Dialogue(session)
        self.chosen: dict[int, Choice] = {}
        self.problems = group_by(session.problems, lambda problem: (problem.place.path, problem.task))
        self.reason = ""

    def choices(self) -> list[Choice]:
        """Return what the user decided; claims that were skipped, or not reached before quitting, are left out."""
        self.dialogue.step_through(len(self.claims), self._ask)
        returned = sum(bool(choice.why) for choice in self.chosen.values())
        counts = {"accepted": len(self.chosen) - returned, "returned": returned}
        self.dialogue.say("decide.claims.count", **counts, skipped=len(self.claims) - len(self.chosen))
        return [choice for _, choice in sorted(self.chosen.items(), key=itemgetter(0))]

    def _ask(self, position: int) -> int:
        """Ask about the claim at the position, and return the step to the next one; 0 repeats the question."""
        claim, place = self.claims[position], f"{position + 1}/{len(self.claims)}"
        problems = self.problems.get((claim.claim.update.file, claim.verdict.task.id), ())
        self.dialogue.show(waiting.claim_view(claim, place, problems, self.session.view_context))
        if position in self.chosen:
            self.dialogue.say(
                "decide.claims.chosen.return" if self.chosen[position].why else "decide.claims.chosen.accept"
            )
        match self.dialogue.choose("decide.claims", ACTIONS):
            case "accept":
                self.chosen[position] = Choice(claim)
            case "return":
                return self._return(position)
            case "skip":
                self.chosen.pop(position, None)
            case "back":
                return BACK
            case _:
                return len(self.claims)
        return NEXT

    def _return(self, position: int) -> int:
        """Ask for the reason of a return; one that could not be recorded is refused at once."""
        question = "decide.reason.again" if self.reason else "decide.reason"
        choice = Choice(self.claims[position], self.dialogue.ask(question, reason=self.reason) or self.reason)
        if not choice.why:
            return 0
        task, agency = choice.pair
        tried = _decision(self.session, choice.why, (task,), (agency,))
        if self.dialogue.refuses(lambda: proposed(self.session, (tried,))):
            return 0
        self.reason, self.chosen[position] = choice.why, choice
        return NEXT


def _content(item: OpenClaim) -> tuple[object, ...]:
    """Return what is shown of a claim, as in `Proposal.contents`."""
    return shown_claim(item.verdict.obligation, item.claim)


def _decisions(choices: Sequence[Choice], session: Session) -> tuple[Decision, ...]:
    """Return few decisions on exactly these claims; Plan190Error if none of them is left."""
    kept = _separable(choices, session.assessment.claims)
    for task, agency in sorted({choice.pair for choice in choices} - {choice.pair for choice in kept}):
        print_note(session.words("decide.left_out", task=task, agency=agency))
    if not kept:
        raise Plan190Error("error.decide_nothing")
    owed = [(verdict.task.id, agency.id) for verdict in session.assessment.verdicts for agency in verdict.agencies]
    owed += map(waiting_pair, session.assessment.claims)
    decisions: list[Decision] = []
    for why, of_reason in group_by(kept, lambda choice: choice.why).items():
        scopes = combined((choice.pair for choice in of_reason), owed)
        decisions += (_decision(session, why, scope.tasks, scope.agencies) for scope in scopes)
    return tuple(decisions)


def _separable(choices: Sequence[Choice], claims: Sequence[OpenClaim]) -> list[Choice]:
    """Return the choices on claims that wait now, as they were shown.

    One of two claims of an agency that owes a task twice, after a transfer, is left out, because a decision cannot tell
    them apart; both are decided if the choice is the same.
    """
    contents, numbers = set(map(_content, claims)), Counter(map(waiting_pair, claims))
    current = [choice for choice in choices if _content(choice.claim) in contents]
    equal = Counter((choice.pair, choice.why) for choice in current)
    return [choice for choice in current if equal[choice.pair, choice.why] == numbers[choice.pair]]


def _decision(session: Session, why: str, tasks: Iterable[str], agencies: Iterable[str]) -> Decision:
    """Return the acceptance of the claims of these agencies on these tasks; with a reason, their return."""
    order = session.register.order
    subject: dict[str, Any] = {
        "id": "",
        "date": session.as_of,
        "by": session.coordinator,
        "tasks": tuple(sorted(tasks, key=task_order)),
        "agencies": tuple(sorted(agencies, key=order.__getitem__)),
    }
    return Return(why=why, **subject) if why else Accept(**subject)


def _demand_exact(proposal: Proposal, choices: Sequence[Choice]) -> None:
    """Raise Plan190Error if the decisions decide another claim than these."""
    chosen = {_content(choice.claim) for choice in choices}
    if not chosen.issuperset(proposal.contents):
        raise Plan190Error("error.decide_changed")
