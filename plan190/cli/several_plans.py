"""A list of several plans, each in its data folder: `--data` more than once."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan190.checks.faulty_data import FaultyDataError
from plan190.cli.output import exit_code
from plan190.cli.request import Result
from plan190.errors import Plan190Error
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plan190.cli.request import Request
    from plan190.cli.session import Session


def demand_different(folders: Sequence[str]) -> None:
    """Raise Plan190Error if two names are those of the same folder."""
    first_names: dict[str, str] = {}
    for folder in folders:
        path = os.path.realpath(folder)
        if path in first_names:
            raise Plan190Error("error.rollup_twice", folder=printable(folder), first=printable(first_names[path]))
        first_names[path] = folder


def other_requests(first: Session) -> list[Request]:
    """Return the request of each further data folder, in the language of the first session."""
    request = first.request
    demand_different([request.data or "", *request.other_data])
    return [replace(request, data=folder, other_data=(), lang=first.language) for folder in request.other_data]


def joined_result(command: Any, session: Session, options: Mapping[str, Any]) -> Result:  # noqa: ANN401 - a module
    """Return the results of the command for the folder of the session and for each other folder as one result."""
    from plan190.parts.plan_view import left_out_text
    from plan190.views.several_plans import PlanView, build, plan_names

    sessions = [session, *session.others]
    views = [_result_of(command, item, options).view for item in sessions]
    names = plan_names([(printable(item.register.plan.document_number), item.data.shown) for item in sessions])
    plans = [PlanView(name, item.data.shown, view) for name, item, view in zip(names, sessions, views, strict=True)]
    left_out = tuple(left_out_text(item.register, session.words) for item in sessions if item.register.left_out)
    view, code = build(plans, session.words), exit_code(fails=bool(left_out))
    return Result(view, code, from_data=False, words=session.words, left_out=left_out)


def _result_of(command: Any, session: Session, options: Mapping[str, Any]) -> Result:  # noqa: ANN401
    """Return the result for one folder; the Plan190Error of a folder names it."""
    try:
        result: Result = command.run(session, **options)
    except FaultyDataError:
        raise
    except Plan190Error as error:
        text = session.words(error.key, **error.values)
        raise Plan190Error("error.in_folder", folder=printable(session.request.data or ""), error=text) from error
    return result
