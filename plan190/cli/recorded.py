"""Read the history of the data folder in its git repository."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Any

from plan190.cli.clock import DEFAULT_ZONE, date_in
from plan190.errors import Plan190Error
from plan190.files import blob_hash
from plan190.load.loader import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.checks.checked_data import CheckedData
    from plan190.checks.repository_history import CommittedFolder
    from plan190.cli.data_folder import DataFolder
    from plan190.cli.session import Session
    from plan190.diagnostics import Diagnostic
    from plan190.model.plan import Plan
    from plan190.status.history import RepositoryHistory


@contextlib.contextmanager
def committed_data(data: DataFolder, plan: Plan | None) -> Iterator[CommittedFolder | None]:
    """Yield the data folder on the branch that ends with the commit of `--known-at`, else with HEAD; None without HEAD.

    Plan190Error if the folder is in no repository.
    """
    from plan190.checks.repository_history import CommittedFolder
    from plan190.load.git import open_repository

    date_of = partial(date_in, zone=plan.policy.timezone if plan is not None else DEFAULT_ZONE)
    with open_repository(data.repository_root or data.full_path) as repository:
        try:
            commit = repository.commit(data.commit or "HEAD")
        except Plan190Error:
            yield None
            return
        yield CommittedFolder(repository, data.path, commit, repository.versions(data.path, commit), date_of)


def history_of_task(session: Session, id_: str) -> RepositoryHistory | None:
    """Return what the commits brought of the reports and decisions on a task, and all changes of targets.

    None if the data folder is in no repository.
    """
    from plan190.checks.repository_history import decision_records, file_records, target_history
    from plan190.status.history import RepositoryHistory

    data, register = session.data, session.register
    if data.repository_root is None or data.is_embedded:
        return None
    paths = [report.file for report in register.reports if id_ in report.index.tasks]
    with committed_data(data, register.plan) as folder:
        if folder is None:
            return RepositoryHistory()
        files = file_records(folder, data.files, paths)
        decisions = decision_records(folder, register, data.files)
        return target_history(folder, _known_values(data))._replace(files=files, decisions=decisions)


def problems_of_history(data: DataFolder, checked: CheckedData) -> list[Diagnostic]:
    """Return the changes of targets in the history of the data folder without a decision, and what was not compared.

    Plan190Error if the folder is in no repository.
    """
    from plan190.checks.repository_history import target_history, undecided

    with committed_data(data, checked.plan) as folder:
        return [] if folder is None else list(undecided(checked.register, target_history(folder, _known_values(data))))


def _known_values(data: DataFolder) -> Mapping[str, Any]:
    """Return the cached values of the files of the plan by the hash of their content."""
    by_file = data.cached.by_file
    return {blob_hash(data.files.data[file]): by_file[file] for file in TYPES if file in by_file}


def is_of_history(unused: Diagnostic) -> bool:
    """Return whether a waiver without a problem (P901) is for a problem that only the history has."""
    return unused.code == "P901" and dict(unused.values)["id"] == "P415"
