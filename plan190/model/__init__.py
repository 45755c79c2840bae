"""What the files say, as frozen values: no reading, no clock, no judgement."""

from plan190.model import (
    agency,
    citation,
    deadline,
    decision,
    letterhead,
    month,
    owner,
    plan,
    reading,
    report,
    task,
    waiver,
)

ROOMS = (agency, citation, deadline, decision, letterhead, month, owner, plan, reading, report, task, waiver)
"""The modules whose types the files are made of."""
