"""Run a command: read its data, compute its result, print it or write it to files."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan190.checks.faulty_data import FaultyDataError
from plan190.cli.options import FINDING_FORMATS, LISTS, NEW_FOLDER, REPORTS, SEVERAL_PLANS
from plan190.cli.output import demand_one_table, exit_code, format_of, reports_of
from plan190.cli.print_result import print_result, write_file_set
from plan190.cli.request import DEFAULT_LANGUAGE, FileSet, Request, Result, chosen_language
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def run_command(
    command: Any,  # noqa: ANN401 - a module, or what is like one
    name: str,
    formats: Sequence[str],
    request: Request,
    options: Mapping[str, Any],
) -> int:
    """Run the command with its own options and return its exit code; `formats`: those of its result."""
    reports = list(reports_of(request.report or (), name, formats))
    file = None if name in NEW_FOLDER else request.output  # the name of a folder does not say the format
    format_ = format_of(request.format, file, name, formats)
    demand_one_table(request.table, format_)
    is_findings = formats == FINDING_FORMATS
    if request.other_data and name not in SEVERAL_PLANS:
        raise Plan190Error("error.one_data", command=name, lists=", ".join(SEVERAL_PLANS))
    with _session_of(request) as session:
        if name in REPORTS:
            from plan190.cli.report_files import demand_draft

            demand_draft(session)
        try:
            result = _result_of(command, name, session, options)
        except FaultyDataError as error:
            if is_findings and (reports or request.output):  # the files show the errors in CI
                print_result(session, _errors(error, request), format_, reports, is_findings=True)
            raise
        if isinstance(result, FileSet):
            write_file_set(session, result, format_)
            return exit_code(fails=bool(session.register.left_out))
        print_result(session, result, format_, reports, is_findings=is_findings)
        if result.finish is not None:
            return result.finish()
        return result.code or exit_code(fails=bool(result.view.facts.get("left_out")))


def _result_of(command: Any, name: str, session: Session, options: Mapping[str, Any]) -> Result | FileSet:  # noqa: ANN401
    """Return the result of the command, of a list for all data folders together."""
    if session.others and name in LISTS:
        from plan190.cli.several_plans import joined_result

        return joined_result(command, session, options)
    result: Result | FileSet = command.run(session, **options)
    return result


@contextlib.contextmanager
def _session_of(request: Request) -> Iterator[Session]:
    """Yield the session of the request, with those of the further data folders."""
    with contextlib.ExitStack() as opened:
        session = opened.enter_context(_session_on_folder(request))
        if request.other_data:
            from plan190.cli.several_plans import other_requests

            others = [opened.enter_context(_session_on_folder(other)) for other in other_requests(session)]
            session = replace(session, others=tuple(others))
        yield session


@contextlib.contextmanager
def _session_on_folder(request: Request) -> Iterator[Session]:
    """Yield the session of the request, on the data folder or on the commit of `--known-at`."""
    if request.known_at is None:
        yield Session(request)
        return
    from plan190.cli.known import session_on_commit

    with session_on_commit(request) as session:
        yield session


def _errors(error: FaultyDataError, request: Request) -> Result:
    """Return the errors in the data as the result of the command."""
    from plan190.views import findings

    words = words_in(chosen_language(request.lang) or DEFAULT_LANGUAGE)
    return Result(findings.build(error.check, error.as_of, words), from_data=False, words=words)
