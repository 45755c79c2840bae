"""The content of the data files as frozen values, without I/O and without the clock."""

from plan190.model import (
    agency,
    citation,
    deadline,
    decision,
    letterhead,
    month,
    owner,
    period,
    plan,
    reading,
    report,
    task,
    waiver,
)

MODULES = (agency, citation, deadline, decision, letterhead, month, owner, period, plan, reading, report, task, waiver)
"""The modules with the types of the files."""
