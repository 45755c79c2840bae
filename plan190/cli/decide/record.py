"""Record decisions: check them as they would be in the file, show their effect, ask, and write them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from plan190.cli.decide.dialogue import Dialogue
from plan190.cli.decide.entry import with_ids
from plan190.cli.output import FINE, PROBLEMS, print_note
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.write_data import difference, locked, write_data
from plan190.diagnostics import fingerprints
from plan190.errors import Plan190Error
from plan190.load.loader import DECISIONS
from plan190.model.decision import Accept, Return
from plan190.model.task import task_order
from plan190.review.decided_claims import DecidedClaims, claim_content
from plan190.status.assess import assess
from plan190.words.text import masked, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from plan190.cli.decide.combine import Pair
    from plan190.diagnostics import Diagnostic
    from plan190.document.blocks import View
    from plan190.model.decision import Decision
    from plan190.review.decided_claims import ObligationClaim
    from plan190.status.obligations import Obligation
    from plan190.status.work_history import Claim
    from plan190.words import Words

    Build = Callable[[Session], tuple[Decision, ...]]
    """Returns the decisions to record, as the data of the session allow them."""


@dataclass(frozen=True)
class Proposal:
    """Decisions with their ids, the session before them and the one after they are written, and their warnings."""

    decisions: tuple[Decision, ...]
    before: Session
    after: Session
    warnings: Sequence[Diagnostic]

    @property
    def as_of(self) -> date:
        """The date for which the effect is shown: the as-of date, or the first one on which all decisions count."""
        return max(self.before.as_of, *(decision.counts_from for decision in self.decisions))

    @cached_property
    def _decided(self) -> DecidedClaims:
        return DecidedClaims(self.after.register, self.as_of)

    @cached_property
    def on_claims(self) -> tuple[Accept | Return, ...]:
        """The decisions that accept or return claims."""
        return tuple(decision for decision in self.decisions if isinstance(decision, Accept | Return))

    @cached_property
    def claims(self) -> tuple[ObligationClaim, ...]:
        """The claims that the decisions accept or return."""
        ids = {decision.id for decision in self.on_claims}
        decided = self._decided.by_key.values() if ids else ()
        return tuple(claim for claim in decided if claim.decision.value.id in ids)

    def claimed(self, decision: Accept | Return) -> set[Pair]:
        """Return task and agency of each claim that the decision accepts or returns."""
        own = (claim for claim in self.claims if claim.decision.value.id == decision.id)
        return {(claim.task, _owner(claim.obligation, claim.claim.agency)) for claim in own}

    def concerned(self, decision: Accept | Return) -> set[Pair]:
        """Return each task and agency that the decision names, of those that owe it."""
        named = self._decided.snapshot.agencies_named(decision)
        concerned: set[Pair] = set()
        for obligation in self._decided.obligations:
            if self._decided.snapshot.concerns(decision, obligation):
                agencies = named.intersection(obligation.held_ever) or obligation.agency_ids
                concerned |= {(obligation.task.id, _owner(obligation, agency)) for agency in agencies}
        return concerned

    @property
    def contents(self) -> list[tuple[object, ...]]:
        """What `shown_claim` returns for each of these claims."""
        return [shown_claim(claim.obligation, claim.claim) for claim in self.claims]


def shown_claim(obligation: Obligation, claim: Claim) -> tuple[object, ...]:
    """Return the obligation and all that is shown of a claim on it."""
    return obligation.key, *claim_content(claim), claim.update.value.summary


def _owner(obligation: Obligation, agency: str) -> str:
    """Return the id of the agency that owes it now; for a joint task, of this one, which makes its own claim."""
    return agency if obligation.is_joint else obligation.body.id


def demand_own_data(session: Session) -> None:
    """Raise Plan190Error if the user has no data of their own, or decides on a date that has not come yet."""
    session.data.demand_own("decide")
    if session.is_future:
        raise Plan190Error("error.decide_future", day=session.words.day(session.as_of))


def demand_answer(*, yes: bool, dry_run: bool) -> None:
    """Raise Plan190Error if the user cannot answer the question before writing."""
    if not (yes or dry_run or (sys.stdin is not None and sys.stdin.isatty())):
        raise Plan190Error("error.decide_no_terminal")


def proposed(session: Session, decisions: tuple[Decision, ...]) -> Proposal:
    """Return the decisions as they would be recorded; Plan190Error if that would be an error in the data."""
    decisions = with_ids(session.register, decisions)
    after = session.with_changes({DECISIONS: _text_with(session, decisions)})
    problems = _new_problems(session, after)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise Plan190Error("error.decision_refused", reasons="; ".join(_texts(session.words, errors)))
    return Proposal(decisions, session, after, problems)


def _text_with(session: Session, decisions: Sequence[Decision]) -> bytes:
    """Return the bytes of the file of decisions with these new ones at its end."""
    from plan190.edit.changed_text import with_entries
    from plan190.edit.yaml_text import data_of, yaml_of

    added = list(map(data_of, decisions))
    if any(printable(line) != line for line in yaml_of({"decisions": added}).split("\n")):
        raise Plan190Error("error.decision_unprintable")
    text = session.data.files.data.get(DECISIONS, b"").decode()
    return with_entries(DECISIONS, text, "decisions", added).encode()


def _new_problems(before: Session, after: Session) -> list[Diagnostic]:
    """Return the problems that the data after the write have and those before it had not."""
    old = set(fingerprints(before.problems))
    named = zip(after.problems, fingerprints(after.problems), strict=True)
    return [problem for problem, name in named if name not in old]


def _texts(words: Words, problems: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the severity, message and advice of each problem."""
    for problem in problems:
        sentence, advice = words.diagnostic_texts(problem)
        values = {"severity": words(f"severity.{problem.severity}"), "sentence": sentence, "advice": advice}
        yield printable(masked(words("decide.problem", code=problem.code, **values)))


def recorded(proposal: Proposal, build: Build, *, typed: int = 0, yes: bool, dry_run: bool) -> Result:
    """Return the effect of the decisions; they are written after it was printed, if the user agrees.

    `build`: makes them again if the data have changed by then. `typed`: how many were typed in a dialogue, and would be
    lost.
    """
    _demand_claims(proposal)
    finish = partial(_finish, proposal, build, typed=typed, yes=yes, dry_run=dry_run)
    words, today = proposal.before.words, proposal.before.as_of
    notes = list(_texts(words, proposal.warnings))
    first = min(decision.counts_from for decision in proposal.decisions)
    if first < today:
        notes.append(words("decide.earlier", day=words.day(first), today=today))
    effect = _effect(proposal.before, proposal.after, proposal.decisions, proposal.as_of)
    return Result(effect, notes=tuple(notes), finish=finish)


def _demand_claims(proposal: Proposal) -> None:
    """Raise Plan190Error unless each acceptance or return decides a claim on each task of each agency that it names.

    One without agencies may decide the claims of a single agency only.
    """
    for decision in proposal.on_claims:
        claimed, concerned = proposal.claimed(decision), proposal.concerned(decision)
        tasks, agencies = ", ".join(decision.tasks), {agency for _, agency in claimed}
        if not claimed and not decision.agencies:
            raise Plan190Error("error.decide_no_claim", tasks=tasks)
        if len(agencies) > 1 and not decision.agencies:
            ordered = sorted(agencies, key=proposal.before.register.order.__getitem__)
            options = " ".join(f"--agency {agency}" for agency in ordered)
            raise Plan190Error("error.decide_unnamed", tasks=tasks, options=options)
        missing = sorted(concerned - claimed, key=lambda pair: (task_order(pair[0]), pair[1]))
        if missing or not claimed:
            pairs = ", ".join(f"{task} {agency}" for task, agency in missing) or tasks
            raise Plan190Error("error.decide_unclaimed", pairs=pairs)


def undecided(session: Session, reason: str) -> Result:
    """Return the result of a command that has nothing to record; `reason`: the key of the message that says why."""
    return Result(_effect(session, session, (), session.as_of), notes=(session.words(reason),))


def _effect(before: Session, after: Session, decisions: tuple[Decision, ...], as_of: date) -> View:
    """Return what the decisions change as of the date."""
    from plan190.parts.context import view_context
    from plan190.status.figures.what_if import decided_figures
    from plan190.views import what_if as what_if_view

    policy = before.register.plan.policy
    assessment = assess(after.register, as_of, policy)
    figures = decided_figures(assess(before.register, as_of, policy), assessment)
    context = view_context(after.register, assessment, before.words, is_future=as_of > before.today)
    return what_if_view.build_decided(figures, decisions, assessment, context)


def _finish(proposal: Proposal, build: Build, *, typed: int, yes: bool, dry_run: bool) -> int:
    """Write the decisions if the user agrees, and return the exit code; with `dry_run`, print the difference."""
    session = proposal.before
    if dry_run:
        print_note(difference(session.data, proposal.after.changed).removesuffix("\n"))
        print_note(session.words("decide.dry_run"))
        return FINE
    if not (yes or Dialogue(session).confirms_record(typed)):
        print_note(session.words("decide.not_written"))
        return PROBLEMS
    proposal = _written(proposal, build)
    ids = ", ".join(decision.id for decision in proposal.decisions)
    print_note(session.words("decide.written", path=session.data.shown_path(DECISIONS), ids=ids))
    return FINE


def _written(proposal: Proposal, build: Build) -> Proposal:
    """Write the decisions under the lock, and return them as written.

    If the data changed since they were read, the decisions are made again. Plan190Error if they would decide a claim
    that was not shown.
    """
    session = proposal.before
    with locked(session) as current:
        if current.data.files.keys != session.data.files.keys:
            shown = proposal.contents
            proposal = proposed(current, build(current))
            _demand_claims(proposal)
            if any(content not in shown for content in proposal.contents):
                raise Plan190Error("error.decide_changed")
        write_data(proposal.before.data, proposal.after.changed)
    return proposal
