"""The data folder of another plan: an English one of a fictional company, with only what a plan must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
plan:
  kind: Plan
  title: Using less energy at Harrow Tools
  issued_on: 2025-01-06
  issuer: board
  language: en
  source: source/plan.txt
  tasks: 5
  provisions:
    - ref: I.1
      words: Units report to the managing director before day 5 of each month.
  reporting:
    provision: I.1
    who: [facilities, production, it]
    to: director
    through: []
    before_day: 5
    cut_off: 20
    first_period: 2025-02
    assumed:
      id: cut-off
      what: A report covers the month up to the 20th.
      why: The plan does not say which days a report covers.
      who: Board of directors
  indicators:
    - id: green-power
      words: power from renewable sources 62.5% in 2025 and 80% in 2026
      counted: power from renewable sources in MWh
      over: power used in MWh
      comparator: at_least
      steps:
        - {year: 2025, target: 62.5}
        - {year: 2026, target: 80}
      unit: percent
      tasks: [2]
    - id: place-in-ranking
      words: a place among the best 10 of the industry
      counted: place in the ranking of the industry association
      comparator: at_most
      target: 10
      unit: rank
      tasks: [4]
  policy: {before: exclusive, day_off: civil-code, soon: 7, timezone: Europe/London}
  calendar: {country: GB-SCT}
  fiction: true
"""

AGENCIES = """\
agencies:
  - id: facilities
    name: Facilities
    kind: unit
    level: company
    relation: assigned
    monthly_report: required
    found_as: [FACILITIES]
  - id: production
    name: Production
    kind: unit
    level: company
    relation: assigned
    monthly_report: required
    found_as: [PRODUCTION, Production]
  - id: it
    name: Information Technology
    short: IT
    kind: unit
    level: company
    relation: assigned
    monthly_report: required
    found_as: [INFORMATION TECHNOLOGY]
  - id: board
    name: Board of Directors
    kind: company
    level: company
    relation: mentioned
    monthly_report: none
  - id: director
    name: Managing Director
    kind: person
    level: company
    relation: mentioned
    monthly_report: none
groups:
  - id: other-sites
    name: All other sites
    roster: open
    found_as: [ALL OTHER SITES]
"""

TASKS = """\
tasks:
  - number: 1
    lead: {words: FACILITIES, bodies: [facilities]}
    content: Replace the lamps in all halls
    cooperating: {words: Production, bodies: [production]}
    deadline:
      words: Before 15 March 2025
      rule: {kind: before, date: 2025-03-15}
    product: {words: Lamps replaced, type: state}
  - number: 2
    lead: {words: FACILITIES, bodies: [facilities]}
    content: Buy power from renewable sources
    deadline:
      words: By the end of 2026
      rule: {kind: year, year: 2026}
    product: {words: Share of green power, type: metric}
  - number: 3
    lead: {words: PRODUCTION, bodies: [production]}
    content: Switch off machines outside working hours
    deadline:
      words: Ongoing
      rule: {kind: recurring}
  - number: 4
    lead: {words: INFORMATION TECHNOLOGY, bodies: [it]}
    content: Measure the power that each machine uses
    deadline:
      words: June 2025
      rule: {kind: month, month: 2025-06}
  - number: 5
    lead: {words: ALL OTHER SITES, bodies: [other-sites]}
    content: Name a person in charge
    deadline:
      words: February 2025
      rule: {kind: month, month: 2025-02}
"""

SOURCE = """\
Plan
Using less energy at Harrow Tools
6 January 2025

I. Targets
power from renewable sources 62.5% in 2025 and 80% in 2026
a place among the best 10 of the industry
1. Units report to the managing director before day 5 of each month.
No.\tTask\tSupport\tDeadline\tProduct\tNotes
FACILITIES\t\t\t\t\t
1\tReplace the lamps in all halls\tProduction\tBefore 15 March 2025\tLamps replaced\t
2\tBuy power from renewable sources\t\tBy the end of 2026\tShare of green power\t
PRODUCTION\t\t\t\t\t
3\tSwitch off machines outside working hours\t\tOngoing\t\t
INFORMATION TECHNOLOGY\t\t\t\t\t
4\tMeasure the power that each machine uses\t\tJune 2025\t\t
ALL OTHER SITES\t\t\t\t\t
5\tName a person in charge\t\tFebruary 2025\t\t
"""

REPORT = """\
agency: facilities
period: 2025-02
reported_on: 2025-03-03
updates:
  - task: 1
    state: in_progress
    progress: 40
    summary: Lamps were replaced in two of five halls.
    obstacles:
      - category: kinh-phi
        description: The price of lamps has risen.
        beyond_authority: true
        proposal: Approve the higher price.
  - task: 2
    state: in_progress
    summary: The contract with the supplier was signed.
    indicators:
      - {id: green-power, value: 41.5, of: 83.25}
"""

LAMPS_DONE = """\
agency: facilities
period: 2025-03
reported_on: 2025-04-02
updates:
  - task: 1
    state: done
    done_on: 2025-03-28
    summary: Lamps were replaced in all halls.
  - task: 2
    state: unchanged
"""

RANKED = """\
agency: it
period: 2025-02
reported_on: 2025-03-04
updates:
  - task: 4
    state: in_progress
    summary: Meters were ordered.
    indicators:
      - {id: place-in-ranking, value: 14}
"""

DECISIONS = """\
decisions:
  - kind: extend
    id: meters-later
    date: 2025-06-20
    by: board
    tasks: [4]
    until: 2025-09-30
    document: {number: 7/BD, date: 2025-06-20}
    why: The meters are delivered late.
"""


def write_other_plan(folder: Path) -> Path:
    """Write the data folder, with reports and a decision, and return its path."""
    files = {
        "plan.yaml": PLAN,
        "agencies.yaml": AGENCIES,
        "tasks.yaml": TASKS,
        "documents.yaml": "documents: []\n",
        "decisions.yaml": DECISIONS,
        "source/plan.txt": SOURCE,
        "updates/facilities/2025-02.yaml": REPORT,
        "updates/facilities/2025-03.yaml": LAMPS_DONE,
        "updates/it/2025-02.yaml": RANKED,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
