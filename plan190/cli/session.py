"""The session of a command: its data, date, language and figures, each computed when it is first needed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.checks.faulty_data import FaultyDataError
from plan190.cli.clock import as_of_date, date_in
from plan190.cli.data_folder import DataFolder, find_data_folder
from plan190.cli.request import DEFAULT_LANGUAGE, Request, chosen_language, language_named
from plan190.errors import Plan190Error
from plan190.load import cache
from plan190.load.loader import build_register, load
from plan190.model.register import KnownAt
from plan190.status.assess import assess
from plan190.status.succession import acting_body
from plan190.words import Language, Words, words_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from plan190.checks.checked_data import CheckedData
    from plan190.diagnostics import Diagnostic
    from plan190.load.git import Commit, GitTree
    from plan190.model.register import Register
    from plan190.parts.context import ViewContext
    from plan190.status.verdicts import Assessment


@dataclass(frozen=True)
class Session:
    """A request with all that a command needs; `committed` and `changed`: as in `DataFolder`.

    `commit`: the commit of `committed` if the user asked for it. `others`: the sessions of the further data folders.
    """

    request: Request
    committed: GitTree | None = None
    changed: Mapping[str, bytes] = field(default_factory=dict)
    commit: Commit | None = None
    others: tuple[Session, ...] = ()

    @cached_property
    def data(self) -> DataFolder:
        """The data folder."""
        folder = find_data_folder(self.request.data, may_be_absent=self.committed is not None)
        commit = self.commit.id if self.commit is not None else ""
        return replace(folder, committed=self.committed, commit=commit, changed=self.changed)

    def with_changes(self, changed: Mapping[str, bytes]) -> Session:
        """Return the session as it will be after these files of the data folder, by path, are written."""
        return Session(self.request, changed=changed)

    @cached_property
    def language(self) -> Language:
        """The language of the screen: from the option or the environment, else that of the plan, else the default."""
        language = chosen_language(self.request.lang)
        if language is not None:
            return language
        with contextlib.suppress(Plan190Error):
            return self.register.plan.language
        return DEFAULT_LANGUAGE

    @property
    def words(self) -> Words:
        """The messages in the language of the screen; once the plan is loaded, for the periods of its reports."""
        words = words_in(self.language)
        return words.for_periods(self.register.plan.reporting.units) if "register" in vars(self) else words

    @cached_property
    def report_words(self) -> Words:
        """The messages of reports: in the language of `--lang`, else in that of the plan, whoever makes them."""
        option = self.request.lang
        plan = self.register.plan
        words = words_in(plan.language if option is None else language_named(option, "--lang"))
        return words.for_periods(plan.reporting.units)

    @cached_property
    def register(self) -> Register:
        """The register without the reports that have errors, with the names valid on the as-of date.

        Plan190Error if there is an error anywhere else.
        """
        register = self._register
        names_as_of = as_of_date(self.request.as_of, register.plan)
        known_at = None
        if self.commit is not None:
            known_at = KnownAt(self.commit.id, date_in(self.commit.at, register.plan.policy.timezone))
        return replace(register, names_as_of=names_as_of, known_at=known_at)

    @property
    def _register(self) -> Register:
        files = self.data.files
        folder, cached = self.data.cache_folder, self.data.cached
        today = as_of_date(None, cached.plan)
        if not files.diagnostics and cache.is_error_free(folder, files, cached, today):
            return build_register(self.data.shown, load(files, cached).values, files, self.data.option)
        from plan190.checks.left_out import without_faulty_reports

        everything = self.data.check(only_errors=True)
        checked = without_faulty_reports(everything)
        self._demand_no_errors(checked, everything)
        everything.keep(folder, is_error_free=not checked.register.left_out)
        return checked.register

    @cached_property
    def today(self) -> dt.date:
        """Today in the plan's time zone."""
        return as_of_date(None, self.register.plan)

    @cached_property
    def as_of(self) -> dt.date:
        """The as-of date: that of `--as-of`, else today."""
        return self.request.as_of or self.today

    @property
    def coordinator(self) -> str:
        """The id of the body that oversees the plan as of the date."""
        return acting_body(self.register, self.register.plan.coordinator, self.as_of).id

    @property
    def is_future(self) -> bool:
        """Whether the as-of date has not come yet."""
        return self.as_of > self.today

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment as of the date, under the policy of the plan."""
        return assess(self.register, self.as_of, self.register.plan.policy)

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All problems of the data; a date in them after the as-of date is one."""
        return self.data.check(self.request.as_of).diagnostics

    @cached_property
    def view_context(self) -> ViewContext:
        """The context of the command's views."""
        from plan190.parts.context import view_context

        context = view_context(self.register, self.assessment, self.words, is_future=self.is_future)
        return context._replace(is_date_given=self.request.as_of is not None)

    def _demand_no_errors(self, checked: CheckedData, everything: CheckedData) -> None:
        """Raise FaultyDataError if an error prevents figures: one that is not waived and not inside a report.

        `everything`: the data with the reports that `checked` leaves out, whose errors are also in the exception.
        """
        from plan190.checks.findings import in_a_line, result_of
        from plan190.checks.left_out import counted_errors, preventing_figures

        errors = counted_errors(checked)
        preventing = preventing_figures(errors, checked.register)
        if not preventing:
            return
        words = words_in(chosen_language(self.request.lang) or DEFAULT_LANGUAGE)
        values: dict[str, object] = {
            "path": self.data.shown,
            "errors": len(errors),
            "first": in_a_line(self.data.shown, preventing[0], words),
            "option": self.data.option,
        }
        found = (*counted_errors(everything), *errors)
        result = result_of(found, everything, self.data.shown, self.data.path)
        left_out, as_of = checked.register.left_out, self.request.as_of or checked.as_of
        if left_out:
            values["reports"] = "; ".join(map(str, left_out))
            raise FaultyDataError("error.data_invalid_without", result, as_of, **values)
        raise FaultyDataError("error.data_invalid", result, as_of, **values)
