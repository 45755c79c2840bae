"""What the files say, as frozen values: no reading, no clock, no judgement."""

from plan190.model import agency, citation, deadline, decision, month, plan, reading, report, task

ROOMS = (agency, citation, deadline, decision, month, plan, reading, report, task)
"""The modules whose types the files are made of."""
