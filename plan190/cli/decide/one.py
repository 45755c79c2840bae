"""The commands that record one decision, made from the model of its kind."""

from __future__ import annotations

import inspect
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, get_args

from plan190.cli.decide import FORMATS
from plan190.cli.decide.options import YesOption, options_of, single_values
from plan190.cli.options import DryRunOption
from plan190.model.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.cli.request import Result
    from plan190.cli.session import Session

MODELS: Mapping[str, type[Decision]] = {model.kind: model for model in get_args(Decision)}

BY_COORDINATOR = frozenset({"accept", "return", "withdraw"})
"""The decisions of the coordinator, who keeps the file; the body of any other must be named."""


def one_decision(kind: str) -> SimpleNamespace:
    """Return the command that records a decision of this kind."""
    model = MODELS[kind]

    def run(session: Session, *, yes: bool, dry_run: bool, **typed: Any) -> Result:  # noqa: ANN401
        from plan190.cli.decide.entry import decision_of
        from plan190.cli.decide.record import demand_answer, demand_own_data, proposed, recorded

        def build(current: Session) -> tuple[Decision, ...]:
            return (decision_of(current, model, values),)

        values = single_values(typed)
        demand_own_data(session)
        demand_answer(yes=yes, dry_run=dry_run)
        return recorded(proposed(session, build(session)), build, yes=yes, dry_run=dry_run)

    optional = {"id", "date"} | ({"by"} if kind in BY_COORDINATOR else set())
    keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
    flags = {"yes": YesOption, "dry_run": DryRunOption}
    parameters = [inspect.Parameter("session", keyword), *options_of(model, optional)]
    parameters += [inspect.Parameter(name, keyword, default=False, annotation=flag) for name, flag in flags.items()]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return SimpleNamespace(run=run, FORMATS=FORMATS)
