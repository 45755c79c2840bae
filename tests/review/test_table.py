"""Changes of a real repository, each with the codes of the errors that the review must report."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from plan190.review import rules
from tests.conftest import real_register
from tests.review.conftest import charged
from tests.review.repository import AUGUST, DECISIONS, FRESH, JULY, OWNERS, Repo

if TYPE_CHECKING:
    from collections.abc import Callable

YTE, TWO, DEPUTY, EARLY, COORDINATOR = (f"github:{number}" for number in (101, 102, 103, 104, 1))
OWN, OWN_OLD = "data/updates/so-y-te/2023-08.yaml", "data/updates/so-y-te/2023-07.yaml"
OTHERS = "data/updates/so-noi-vu/2023-08.yaml"


class Case(NamedTuple):
    """A change, its actor, and the codes of its errors."""

    change: Callable[[Repo], object]
    actor: str | None
    codes: list[str]


def added(path: str, text: str) -> Callable[[Repo], object]:
    """Return the change that adds or replaces a file."""
    return lambda repo: (repo.write(path, text), repo.commit())


def edited(path: str, old: str, new: str) -> Callable[[Repo], object]:
    """Return the change that replaces a text in a file."""
    return lambda repo: (repo.replace(path, old, new), repo.commit())


def entry(path: str, mode: str, content: str = AUGUST) -> Callable[[Repo], object]:
    """Return the change that adds an entry of that mode."""
    return lambda repo: (repo.at(path, mode, content.encode()), repo.commit_index())


def removed(*paths: str) -> Callable[[Repo], object]:
    """Return the change that deletes files."""
    return lambda repo: (repo.git("rm", "--quiet", *paths), repo.commit())


def both_sides(main: Callable[[Repo], object], change: Callable[[Repo], object]) -> Callable[[Repo], object]:
    """Return the change of both branches after their common commit."""

    def apply(repo: Repo) -> None:
        repo.git("checkout", "--quiet", "main")
        main(repo)
        repo.git("checkout", "--quiet", "change")
        change(repo)

    return apply


def with_report(change: Callable[[Repo], object]) -> Callable[[Repo], object]:
    """Return the change with a valid report of so-y-te; a change without data would not be reviewed."""
    return lambda repo: (
        change(repo),
        repo.write(OWN, FRESH),
        repo.git("add", OWN),
        repo.git("commit", "--quiet", "-m", "x"),
    )


def moved_from_another(repo: Repo) -> None:
    """Move the report of another agency into the folder of the actor's agency."""
    repo.git("mv", OTHERS, OWN)
    repo.commit()


def moved_and_renamed_agency(repo: Repo) -> None:
    """Move the report of another agency into the folder of the actor's agency and change its agency."""
    moved_from_another(repo)
    repo.replace(OWN, "so-noi-vu", "so-y-te")
    repo.commit()


def all_at_once(repo: Repo) -> None:
    """Add a report of each other agency that leads task 66."""
    ids = [agency.id for agency in real_register().members(real_register().tasks_by_id["66"].lead.bodies)]
    for id_ in set(ids) - {"so-y-te", "so-noi-vu"}:
        repo.write(
            f"data/updates/{id_}/2023-08.yaml",
            f"agency: {id_}\nperiod: 2023-08\nreported_on: 2023-08-09\nupdates:\n  - task: 66\n    state: unchanged\n",
        )
    repo.commit()


def twice_after_the_merge(repo: Repo) -> None:
    """Add the same key on both sides, far apart: git merges the text, and the key appears twice."""
    filler = "".join(f"# dòng {number}\n" for number in range(20))
    repo.git("checkout", "--quiet", "main")
    repo.write(OWN, FRESH + filler)
    base = repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", base)
    repo.write(OWN, FRESH + filler + "contributions:\n  - task: 5\n    contribution: hư cấu\n")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write(OWN, "contributions:\n  - task: 5\n    contribution: hư cấu\n" + FRESH + filler)
    repo.commit()
    repo.git("checkout", "--quiet", "change")


def phone_number_removed(repo: Repo) -> None:
    """Add a telephone number in one commit and remove it in the next."""
    repo.write(OWN, FRESH.replace("7 huyện", "0912 345 678"))
    repo.commit()
    repo.write(OWN, FRESH)
    repo.commit()


def phone_number_in_executable(repo: Repo) -> None:
    """Add a telephone number in an executable file, which the next commit replaces by a plain file without it."""
    entry(OWN, "100755", FRESH.replace("7 huyện", "0912 345 678"))(repo)
    entry(OWN, "100644", FRESH)(repo)


def phone_number_in_merge(repo: Repo) -> None:
    """Add a telephone number in the merge commit itself and remove it in the next one."""
    repo.git("checkout", "--quiet", "main")
    edited("README.md", "hư", "Hư")(repo)
    repo.git("checkout", "--quiet", "change")
    added(OWN, FRESH)(repo)
    repo.git("merge", "--quiet", "--no-commit", "main")
    added(OWN, FRESH.replace("7 huyện", "0912 345 678"))(repo)
    added(OWN, FRESH)(repo)


def named_like_git_output(repo: Repo) -> None:
    """Add a file in an earlier commit whose name begins like a line of git's output."""
    repo.write(":a", "x")
    repo.write(OWN, FRESH)
    repo.commit()
    repo.git("rm", "--quiet", "--", ":(literal):a")
    repo.commit()


def attributes_removed(repo: Repo) -> None:
    """Delete the .gitattributes of the base in the change."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/.gitattributes", "*.yaml merge=union\n")
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.git("rm", "--quiet", "data/.gitattributes")
    repo.commit()


def decisions_swapped(repo: Repo) -> None:
    """Swap two decisions of one day: nothing is edited, but now the other one would apply."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/decisions.yaml", DECISIONS + SECOND)
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.write("data/decisions.yaml", DECISIONS.replace("decisions:\n", f"decisions:\n{SECOND}"))
    repo.commit()


def decision_repaired(repo: Repo) -> None:
    """Repair a decision that cannot be read in the base and stands before a readable one."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/decisions.yaml", (DECISIONS + SECOND).replace("2023-09-30", "30/9/2023"))
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.write("data/decisions.yaml", DECISIONS + SECOND)
    repo.commit()


def phone_number_in_decisions(repo: Repo) -> None:
    """Add a telephone number to decisions.yaml in one commit and remove it in the next."""
    text = repo.read("data/decisions.yaml")
    repo.write("data/decisions.yaml", text + "# 0912 345 678\n")
    repo.commit()
    repo.write("data/decisions.yaml", text)
    repo.commit()


CODE_OWNERS = """\
# plan190 owners --format github
# data/owners.yaml là gốc; không sửa tệp này bằng tay.
* @cat
/data/updates/so-y-te/ @yte @cat
"""


def stale_code_owners(repo: Repo) -> None:
    """Change an owner's login without generating the code owners file again."""
    repo.git("checkout", "--quiet", "main")
    repo.write(".github/CODEOWNERS", CODE_OWNERS)
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change")
    repo.replace("data/owners.yaml", "login: yte", "login: yte2")
    repo.commit()


def renewed_code_owners(repo: Repo) -> None:
    """Change an owner's login and generate the code owners file again."""
    stale_code_owners(repo)
    repo.replace(".github/CODEOWNERS", "@yte", "@yte2")
    repo.commit()


CLAIMED = (
    FRESH
    + """\
  - task: 62
    state: done
    done_on: 2023-08-05
    summary: Đã phê duyệt (hư cấu).
    evidence:
      - {title: Quyết định, number: 47/QĐ-HUCAU, date: 2023-08-05}
"""
)


def on_main(path: str, text: str, *more: tuple[str, str]) -> Callable[[Repo], None]:
    """Return the change that adds files to the base and starts from there."""

    def apply(repo: Repo) -> None:
        repo.git("checkout", "--quiet", "main")
        for name, content in ((path, text), *more):
            repo.write(name, content)
        repo.git("checkout", "--quiet", "-B", "change", repo.commit())

    return apply


def after_a_decision(old: str, new: str) -> Callable[[Repo], object]:
    """Return the change of a claim that is accepted in the base."""
    accepted = DECISIONS + DECIDED.replace("[35]", "[62]").replace("2023-08-09", "2023-08-10")
    base = on_main(OWN, CLAIMED, ("data/decisions.yaml", accepted))
    return lambda repo: (base(repo), edited(OWN, old, new)(repo))


OWN_JULY, OWN_AUGUST = "data/updates/so-noi-vu/2023-07.yaml", OTHERS
CLAIM_24 = """\
  - task: 24
    state: done
    done_on: 2023-07-05
    summary: Đã trình (hư cấu).
    evidence: [{title: Tờ trình, number: 9/TTr-HUCAU, date: 2023-07-05}]
"""
CORRECTED_24 = CLAIM_24 + "    corrects: 2023-07\n    why: Kỳ trước ghi thiếu.\n"
TRANSFERRED_24 = """\
  - kind: transfer
    id: chuyen-24
    date: 2023-08-05
    by: chu-tich-ubnd-tinh
    tasks: [24]
    agency: so-noi-vu
    to: so-khcn
    document: {number: 306/CV-HUCAU, date: 2023-08-05}
"""
ACCEPTED_24 = "  - {kind: accept, id: nhan-24, date: 2023-08-06, by: cong-an-tinh, tasks: [24]}\n"
ACCEPTED_BEFORE = ACCEPTED_24.replace("2023-08-06", "2023-07-20")
RETURNED_AGAIN = (
    "  - {kind: return, id: tra-24, date: 2023-08-10, by: cong-an-tinh, tasks: [24], why: Ghi nhầm ngày.}\n"
)
ACCEPTED_59 = "  - {kind: accept, id: nhan-59, date: 2023-08-08, by: cong-an-tinh, tasks: [59]}\n"
DONE_59 = "  - {task: 59, state: done, done_on: 2023-08-01}\n"


def july_of(updates: str) -> str:
    """Return a report of so-noi-vu for July with these updates."""
    return f"agency: so-noi-vu\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n{updates}"


def august_of(updates: str, corrections: str = "") -> str:
    """Return a report of so-noi-vu for August with these updates and corrections."""
    corrections = f"corrections:\n{corrections}" if corrections else ""
    return f"agency: so-noi-vu\nperiod: 2023-08\nreported_on: 2023-08-04\nupdates:\n{updates}{corrections}"


def decided(decisions: str, files: dict[str, str], *changes: Callable[[Repo], object]) -> Callable[[Repo], object]:
    """Return the changes of a base that has these files and decisions."""
    base = on_main("data/decisions.yaml", DECISIONS + decisions, *files.items())
    return lambda repo: (base(repo), *(change(repo) for change in changes))


CLAIMED_IN_AUGUST = {OWN_AUGUST: august_of(CLAIM_24)}
CLAIMED_IN_JULY = {OWN_JULY: july_of(CLAIM_24), OWN_AUGUST: august_of("  - {task: 24, state: unchanged}\n")}
CLAIMED_BY_CORRECTION = {
    OWN_JULY: july_of("  - {task: 24, state: in_progress}\n"),
    OWN_AUGUST: august_of("  - {task: 24, state: unchanged}\n", CORRECTED_24),
}
WITHDRAWN_NOW = "withdrawn: {date: 2023-08-10, why: Gửi nhầm.}\n"
WITH_ERROR = JULY.replace("task: 66", "task: 99")
"""A closed report with an update on a task that the plan does not have."""


def repaired(old: str, new: str, report: str = JULY) -> Callable[[Repo], object]:
    """Return the change that repairs a closed report of the base; `report` without the error, `old` becomes `new`."""
    head = report.replace("task: 66", "task: 99").replace(old, new)
    return lambda repo: (on_main(OWN_OLD, WITH_ERROR)(repo), added(OWN_OLD, head)(repo))


def accepted_claim_repaired(repo: Repo) -> None:
    """Repair a claim of a closed report that was accepted, and that now has an error."""
    claimed = JULY.replace("in_progress\n    progress: 40", "done\n    done_on: 2023-08-01")
    accepted = DECISIONS + DECIDED.replace("2023-08-09", "2023-08-10")
    on_main(OWN_OLD, claimed, ("data/decisions.yaml", accepted))(repo)
    added(OWN_OLD, claimed.replace("2023-08-01", "2023-07-10"))(repo)


def waived_entry_changed(repo: Repo) -> None:
    """Change an entry of a closed report whose only error is waived."""
    claimed = JULY.replace("task: 66\n    state: not_started", "task: 64\n    state: done\n    done_on: 2023-07-10")
    waiver = (
        "waivers:\n  - {code: P326, agency: so-y-te, period: 2023-07, reason: x, by: cong-an-tinh, until: 2023-12-31}\n"
    )
    on_main(OWN_OLD, claimed, ("data/waivers.yaml", waiver))(repo)
    added(OWN_OLD, claimed.replace("2023-07-10", "2023-07-11"))(repo)


PHONE = FRESH.replace("7 huyện", "0912 345 678")


def replaced_later(path: str, mode: str, content: bytes) -> Callable[[Repo], object]:
    """Return the change that adds an entry in one commit and replaces it by a valid report in the next."""

    def apply(repo: Repo) -> None:
        repo.at(path, mode, content)
        repo.commit_index()
        repo.git("update-index", "--force-remove", path)
        repo.at(OWN, "100644", FRESH.encode())
        repo.commit_index()

    return apply


def phone_number_among_many(repo: Repo) -> None:
    """Add a telephone number after many other files, and remove all of them."""
    for number in range(501):
        repo.at(f"data/updates/a/{number}", "100644", str(number).encode())
    replaced_later(OWN, "100644", PHONE.encode())(repo)
    repo.git("rm", "--quiet", "--cached", "-r", "data/updates/a")
    repo.commit_index()


def unreadable_before(text: str) -> Callable[[Repo], object]:
    """Return the change of a report with an entry that can be read neither before nor after."""
    unreadable = "  - task: 62\n    state: dang lam\n"

    def on_main(repo: Repo) -> None:
        repo.write(OWN, FRESH + unreadable)
        repo.git("checkout", "--quiet", "-B", "change", repo.commit())

    return lambda repo: (
        repo.git("checkout", "--quiet", "main"),
        on_main(repo),
        repo.write(OWN, text + unreadable),
        repo.commit(),
    )


CORRECTION = (
    FRESH
    + """\
corrections:
  - task: 35
    corrects: 2023-07
    why: Tháng trước tính trùng một huyện.
    state: in_progress
    progress: 30
"""
)
DECIDED = """\
  - kind: accept
    id: nhan-x
    date: 2023-08-09
    by: cong-an-tinh
    tasks: [35]
"""
WITHDRAWN = "withdrawn: {date: 2023-08-10, why: Gửi nhầm.}\n"


def marked_again(mark: str) -> Callable[[Repo], object]:
    """Return the change of the withdrawal of a closed report: a different one, or none."""

    def apply(repo: Repo) -> None:
        repo.git("checkout", "--quiet", "main")
        repo.write(OWN_OLD, JULY + WITHDRAWN)
        repo.commit()
        repo.git("checkout", "--quiet", "-B", "change", "main")
        repo.write(OWN_OLD, JULY + mark)
        repo.commit()

    return apply


def correction_removed(repo: Repo) -> None:
    """Remove a correction from the report of the open period."""
    repo.git("checkout", "--quiet", "main")
    repo.write(OWN, CORRECTION)
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.write(OWN, FRESH)
    repo.commit()


SECOND = """\
  - kind: extend
    id: gia-han-nv62
    date: 2023-07-05
    by: chu-tich-ubnd-tinh
    tasks: [62]
    until: 2023-12-31
    document: {number: 305/CV-HUCAU, date: 2023-07-05}
"""
SETTLED = """\
  - kind: settle
    id: tra-loi-truoc-ngay
    date: 2023-08-09
    by: chu-tich-ubnd-tinh
    assumption: truoc-ngay
    answer: Tính cả ngày ấy.
"""


def settled(repo: Repo) -> None:
    """Change the reading of all dates, with a decision that settles the assumption."""
    repo.replace("data/plan.yaml", "before: exclusive", "before: inclusive")
    repo.write("data/decisions.yaml", repo.read("data/decisions.yaml") + SETTLED)
    repo.commit()


def read_back(repo: Repo) -> None:
    """Change the reading of dates back, without a decision, after the base has settled it."""
    repo.git("checkout", "--quiet", "main")
    settled(repo)
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.replace("data/plan.yaml", "before: inclusive", "before: exclusive")
    repo.commit()


CASES = {
    "own file added": Case(added(OWN, FRESH), YTE, []),
    "own file added, no actor given": Case(added(OWN, FRESH), None, []),
    "own open file changed": Case(edited(OTHERS, "progress: 10", "progress: 20"), TWO, []),
    "nothing changed": Case(lambda repo: repo.commit(), YTE, []),
    "late report": Case(
        added(
            "data/updates/so-noi-vu/2023-07.yaml", AUGUST.replace("period: 2023-08", "period: 2023-07")
        ),
        TWO,
        [],
    ),
    "another's file changed": Case(edited(OTHERS, "progress: 10", "progress: 20"), YTE, ["P401"]),
    "another's file added": Case(added("data/updates/so-tai-chinh/2023-08.yaml", FRESH.replace("so-y-te", "so-tai-chinh").replace("35", "60")), YTE, ["P401"]),
    "another's file moved into own folder": Case(moved_from_another, YTE, ["P302", "P401", "P403"]),
    "another's file moved and its agency changed": Case(moved_and_renamed_agency, YTE, ["P401", "P403"]),
    "an actor of two agencies": Case(added(OWN, FRESH), TWO, []),
    "an unknown actor": Case(added(OWN, FRESH), "github:999", ["P407"]),
    "a deputy after the last day": Case(edited(OTHERS, "progress: 10", "progress: 20"), DEPUTY, ["P407"]),
    "a deputy after the last day, elsewhere": Case(with_report(edited("README.md", "hư", "Hư")), DEPUTY, ["P407"]),
    "an owner before the first day": Case(edited(OTHERS, "progress: 10", "progress: 20"), EARLY, ["P407"]),
    "the same number at another forge": Case(added(OWN, FRESH), "gitlab:101", ["P407"]),
    "owners changed in the same change": Case(
        lambda repo: (
            repo.write("data/owners.yaml", OWNERS.replace("id: 103}\n    until: 2023-08-05", "id: 103}").replace("id: 101", "id: 999")),
            repo.write(OWN, FRESH),
            repo.commit(),
        ),
        "github:999",
        ["P407"],
    ),
    "owners changed by an agency": Case(edited("data/owners.yaml", "agencies: [so-y-te]", "agencies: [so-y-te, so-noi-vu]"), YTE, ["P401"]),
    "plan changed by an agency": Case(edited("data/tasks.yaml", "# ", "#  "), YTE, ["P401"]),
    "decision recorded by an agency": Case(lambda repo: (repo.write("data/decisions.yaml", repo.read("data/decisions.yaml") + DECIDED.replace("accept", "extend") + "    until: 2023-12-31\n    document: {number: 1/CV-HUCAU, date: 2023-08-09}\n"), repo.commit()), YTE, ["P328", "P401"]),
    "waivers written by an agency": Case(added("data/waivers.yaml", "waivers:\n  - {code: P308, agency: so-y-te, reason: x, by: so-y-te, until: 2023-12-31}\n"), YTE, ["P401"]),
    "CI changed by an agency": Case(with_report(added(".github/workflows/x.yml", "on: push\n")), YTE, ["P401"]),
    "a file of the root changed by an agency": Case(with_report(edited("README.md", "hư", "Hư")), YTE, ["P401"]),
    "CI changed by the coordinator": Case(added(".github/workflows/x.yml", "on: push\n"), COORDINATOR, []),
    "a wrong name in the own folder": Case(added("data/updates/so-y-te/2023-8.yaml", FRESH), YTE, ["P008"]),
    "a hidden file in the own folder": Case(added("data/updates/so-y-te/.an", "x"), YTE, ["P401"]),
    "a report deeper in the own folder": Case(added("data/updates/so-y-te/x/2023-08.yaml", FRESH), YTE, ["P008"]),
    "closed period changed": Case(edited(OWN_OLD, "progress: 40", "progress: 45"), YTE, ["P402"]),
    "closed period changed by the coordinator": Case(edited(OWN_OLD, "progress: 40", "progress: 45"), COORDINATOR, ["P402"]),
    "closed period: only a comment and blanks": Case(edited(OWN_OLD, "updates:\n", "# ghi chú\nupdates:\n"), YTE, []),
    "closed period corrected in the open one": Case(added(OWN, CORRECTION), YTE, []),
    "a correction of an unreported task": Case(added(OWN, CORRECTION.replace("corrections:\n  - task: 35", "corrections:\n  - task: 63")), YTE, ["P333"]),
    "a correction without a reason": Case(added(OWN, CORRECTION.replace("    why: Tháng trước tính trùng một huyện.\n", "")), YTE, ["P201"]),
    "withdrawn": Case(lambda repo: (repo.write(OWN_OLD, JULY + WITHDRAWN), repo.commit()), YTE, []),
    "withdrawn and changed": Case(lambda repo: (repo.write(OWN_OLD, JULY.replace("40", "41") + WITHDRAWN), repo.commit()), YTE, ["P402"]),
    "withdrawal changed": Case(marked_again(WITHDRAWN.replace("Gửi", "Ghi")), YTE, ["P402"]),
    "withdrawal removed": Case(marked_again(""), YTE, ["P402"]),
    "record removed": Case(removed(OWN_OLD), YTE, ["P403"]),
    "entry removed from the open file": Case(edited(OTHERS, "  - task: 60\n    state: in_progress\n", ""), TWO, ["P403"]),
    "contribution removed": Case(edited(OWN_OLD, "contributions:\n  - task: 5\n    contribution: Đã hướng dẫn 12 bệnh viện.\n", ""), YTE, ["P402", "P403"]),
    "correction removed from the open file": Case(correction_removed, YTE, ["P403"]),
    "an entry of the open file that cannot be read now": Case(edited(OTHERS, "progress: 10", "progress: mười"), TWO, ["P203"]),
    "an open report that cannot be read now": Case(edited(OTHERS, "reported_on: 2023-08-09", "reported_on: hôm qua"), TWO, ["P206"]),
    "a closed report that cannot be read now": Case(edited(OWN_OLD, "agency:", "agency"), YTE, ["P101", "P402"]),
    "a closed report padded beyond the limit": Case(added(OWN_OLD, "".join(f"k{number}: 1\n" for number in range(100_000))), YTE, ["P106", "P402"]),
    "decision rewritten": Case(edited("data/decisions.yaml", "until: 2023-09-30", "until: 2023-10-31"), COORDINATOR, ["P404"]),
    "decision removed": Case(added("data/decisions.yaml", "decisions: []\n"), COORDINATOR, ["P403"]),
    "decision inserted before the old ones": Case(edited("data/decisions.yaml", "decisions:\n", "decisions:\n" + DECIDED.replace("accept", "extend").replace("[35]", "[44]") + "    until: 2023-12-31\n    document: {number: 1/CV-HUCAU, date: 2023-08-09}\n"), COORDINATOR, ["P404"]),
    "decisions in another order": Case(decisions_swapped, COORDINATOR, ["P404"]),
    "a decision that could not be read": Case(decision_repaired, COORDINATOR, []),
    "a decision added by the coordinator": Case(lambda repo: (repo.write("data/decisions.yaml", repo.read("data/decisions.yaml") + DECIDED.replace("accept", "extend").replace("[35]", "[44]") + "    until: 2023-12-31\n    document: {number: 1/CV-HUCAU, date: 2023-08-09}\n"), repo.commit()), COORDINATOR, []),
    "reading of dates changed": Case(edited("data/plan.yaml", "before: exclusive", "before: inclusive"), COORDINATOR, ["P408"]),
    "reading of dates changed with a decision": Case(settled, COORDINATOR, []),
    "reading of dates changed back without a decision": Case(read_back, COORDINATOR, ["P408"]),
    "an executable file": Case(entry(OWN, "100755", FRESH), YTE, ["P405"]),
    "a symlink": Case(entry(OWN, "120000", "../../plan.yaml"), YTE, ["P405"]),
    "a symlinked folder": Case(entry("data/updates/so-tai-chinh", "120000", "so-y-te"), COORDINATOR, ["P405"]),
    "a submodule": Case(entry("data/updates/so-tai-chinh", "160000"), COORDINATOR, ["P405"]),
    "a submodule outside": Case(with_report(entry("vendor", "160000")), YTE, ["P401", "P405"]),
    "attributes in the own folder": Case(added("data/updates/so-y-te/.gitattributes", "*.yaml -diff\n"), YTE, ["P401", "P405"]),
    "attributes in the data folder": Case(added("data/.gitattributes", "*.yaml merge=union\n"), COORDINATOR, ["P405"]),
    "attributes in capitals, as Windows would find them": Case(added("data/.GitAttributes", "*.yaml merge=union\n"), COORDINATOR, ["P405"]),
    "a link in the place of the data folder": Case(
        lambda repo: (repo.git("rm", "--quiet", "-r", "data"), repo.at("data", "120000", b"elsewhere"), repo.commit_index()),
        COORDINATOR,
        ["P001", "P403", "P405"],
    ),
    "attributes removed": Case(attributes_removed, COORDINATOR, []),
    "case clash": Case(entry("data/updates/So-Noi-Vu/2023-08.yaml", "100644"), COORDINATOR, ["P008"]),
    "case clash of folders": Case(entry("data/updates/So-Noi-Vu/2023-09.yaml", "100644"), COORDINATOR, ["P008"]),
    "a plan that cannot be read": Case(edited("data/plan.yaml", "issued_on: 2023-06-12", "issued_on: 12/6/2023"), COORDINATOR, ["P206"]),
    "the data folder in capitals": Case(entry("Data/updates/so-y-te/2023-09.yaml", "100644"), COORDINATOR, ["P006"]),
    "the data folder in capitals, by an agency": Case(entry("DATA/updates/so-y-te/2023-08.yaml", "100644"), YTE, ["P006"]),
    "a folder of an agency in capitals": Case(added("data/updates/SO-Y-TE/2023-08.yaml", FRESH), YTE, ["P008"]),
    "a misspelt folder": Case(added("data/updates/so-yte/2023-08.yaml", FRESH), YTE, ["P302"]),
    "a misspelt folder and agency": Case(added("data/updates/so-yte/2023-08.yaml", FRESH.replace("so-y-te", "so-yte")), YTE, ["P301"]),
    "a folder named after the agency": Case(added("data/updates/Sở Y tế/2023-08.yaml", FRESH), YTE, ["P008"]),
    "a report in the root of the repository": Case(added("2023-08.yaml", FRESH), YTE, ["P008"]),
    "a report in the root of the repository, without a sender": Case(added("Báo cáo 8.yaml", FRESH), None, ["P008"]),
    "a report beside the data folder": Case(added("updates/so-y-te/2023-08.yaml", FRESH), YTE, ["P008"]),
    "a report of other data": Case(added("examples/x/updates/so-y-te/2023-08.yaml", FRESH), YTE, []),
    "a report in the data folder": Case(added("data/2023-08.yaml", FRESH), YTE, ["P008"]),
    "the report of another agency in its name": Case(added("data/updates/so-noi-vu/2023-09.yaml", FRESH), YTE, ["P302"]),
    "the report of another agency replaced": Case(added(OTHERS, FRESH), YTE, ["P302", "P401", "P403"]),
    "the data folder in capitals, as a link": Case(entry("Data", "120000", "elsewhere"), COORDINATOR, ["P006"]),
    "attributes of the whole repository": Case(added(".gitattributes", "*.yaml merge=union\n"), YTE, ["P401", "P405"]),
    "code owners by an agency": Case(added(".github/CODEOWNERS", "* @yte\n"), YTE, ["P401"]),
    "Unicode form clash": Case(
        lambda repo: (
            repo.at("data/source/" + unicodedata.normalize("NFC", "kế.txt"), "100644", b"x\n"),
            repo.at("data/source/" + unicodedata.normalize("NFD", "kế.txt"), "100644", b"x\n"),
            repo.commit_index(),
        ),
        COORDINATOR,
        ["P006"],
    ),
    "a reserved name of Windows": Case(entry("data/updates/con/2023-08.yaml", "100644", FRESH.replace("so-y-te", "con")), COORDINATOR, ["P301"]),
    "thirty files at once": Case(all_at_once, COORDINATOR, []),
    "thirty files at once by an agency": Case(all_at_once, YTE, ["P401"]),
    "a key twice after a clean merge": Case(twice_after_the_merge, YTE, ["P102"]),
    "a conflict": Case(
        both_sides(edited(OTHERS, "progress: 10", "progress: 20"), edited(OTHERS, "progress: 10", "progress: 30")),
        TWO,
        ["P406"],
    ),
    "a conflict, and newer changes of the base": Case(
        both_sides(
            lambda repo: (edited(OTHERS, "progress: 10", "progress: 20")(repo), settled(repo), added(OWN, FRESH)(repo)),
            added(OWN, FRESH.replace("55", "56")),
        ),
        YTE,
        ["P406"],
    ),
    "behind the base without a conflict": Case(both_sides(edited("README.md", "hư", "Hư"), added(OWN, FRESH)), YTE, []),
    "an ordinary error": Case(added(OWN, FRESH.replace("in_progress", "dang lam", 1)), YTE, ["P204"]),
    "an error that is already in the base": Case(
        both_sides(added("data/updates/so-tu-phap/2023-08.yaml", AUGUST), added(OWN, FRESH)), YTE, []
    ),
    "a new error and one of the base": Case(
        both_sides(added("data/updates/so-tu-phap/2023-08.yaml", AUGUST), added(OWN, FRESH.replace("task: 35", "task: 99"))),
        YTE,
        ["P303"],
    ),
    "personal data in the file": Case(added(OWN, FRESH.replace("7 huyện", "0912 345 678")), YTE, ["P329"]),
    "personal data in an earlier commit": Case(phone_number_removed, YTE, ["P329"]),
    "personal data in an earlier commit of an executable file": Case(phone_number_in_executable, YTE, ["P329"]),
    "personal data in a merge": Case(phone_number_in_merge, YTE, ["P329"]),
    "a name like a line of git in an earlier commit": Case(named_like_git_output, YTE, []),
    "personal data in an earlier commit of the decisions": Case(phone_number_in_decisions, COORDINATOR, ["P329"]),
    "code owners file not generated again": Case(stale_code_owners, COORDINATOR, ["P332"]),
    "code owners file generated again": Case(renewed_code_owners, COORDINATOR, []),
    "personal data in an executable file of an earlier commit": Case(replaced_later(OWN, "100755", PHONE.encode()), YTE, ["P329"]),
    "personal data in an earlier file elsewhere": Case(replaced_later("notes.txt", "100644", PHONE.encode()), YTE, ["P329"]),
    "personal data in an earlier file in UTF-16": Case(replaced_later(OWN, "100644", PHONE.encode("utf-16")), YTE, ["P329"]),
    "an earlier file too large to search": Case(replaced_later(OWN, "100644", PHONE.encode() + b"#" * 2_100_000), YTE, ["P002"]),
    "personal data after many files": Case(phone_number_among_many, YTE, ["P329"]),
    "an earlier file with a name that begins like a line of git": Case(replaced_later(":x", "100644", b"x"), YTE, []),
    "an entry removed beside an unreadable one": Case(unreadable_before(FRESH.replace("task: 66", "task: 63")), YTE, ["P403"]),
    "an accepted claim changed": Case(after_a_decision("done_on: 2023-08-05", "done_on: 2023-08-04"), YTE, ["P411"]),
    "an accepted claim with other evidence": Case(after_a_decision("47/QĐ-HUCAU", "48/QĐ-HUCAU"), YTE, ["P411"]),
    "an accepted claim of a correction changed": Case(decided(ACCEPTED_24, CLAIMED_BY_CORRECTION, edited(OWN_AUGUST, "done_on: 2023-07-05", "done_on: 2023-06-29")), TWO, ["P411"]),
    "an accepted claim of a correction with another date of the report": Case(decided(ACCEPTED_24, CLAIMED_BY_CORRECTION, edited(OWN_AUGUST, "on: 2023-08-04", "on: 2023-08-05")), TWO, ["P411"]),
    "an accepted claim of the agency before a transfer changed": Case(decided(TRANSFERRED_24 + ACCEPTED_24.replace("[24]}", "[24], agencies: [so-khcn]}"), CLAIMED_IN_AUGUST, edited(OWN_AUGUST, "done_on: 2023-07-05", "done_on: 2023-06-29")), TWO, ["P411"]),
    "a report with an accepted claim dated later": Case(decided(ACCEPTED_24, CLAIMED_IN_AUGUST, edited(OWN_AUGUST, "on: 2023-08-04", "on: 2023-08-05")), TWO, ["P411"]),
    "a report with an accepted claim withdrawn": Case(decided(ACCEPTED_24, CLAIMED_IN_AUGUST, added(OWN_AUGUST, august_of(CLAIM_24) + WITHDRAWN_NOW)), TWO, ["P411"]),
    "a report with an accepted claim of a closed period withdrawn": Case(decided(ACCEPTED_24, CLAIMED_IN_JULY, added(OWN_JULY, july_of(CLAIM_24) + WITHDRAWN_NOW)), TWO, ["P411"]),
    "a claim with another date reported before the decision": Case(decided(ACCEPTED_24, CLAIMED_IN_JULY, added(OWN_AUGUST, august_of(CLAIM_24.replace("done_on: 2023-07-05", "done_on: 2023-06-29")))), TWO, ["P411"]),
    "an accepted claim reopened before the decision": Case(decided(ACCEPTED_24, CLAIMED_IN_JULY, edited(OWN_AUGUST, "state: unchanged", "state: in_progress, summary: Văn bản chưa được ký.")), TWO, ["P411"]),
    "a correction of an accepted claim dated before the decision": Case(decided(ACCEPTED_24, CLAIMED_IN_JULY, added(OWN_AUGUST, august_of("  - {task: 24, state: unchanged}\n", CORRECTED_24.replace("done_on: 2023-07-05", "done_on: 2023-06-29")))), TWO, ["P411"]),
    "a claim that an earlier decision on all agencies would accept": Case(decided(ACCEPTED_59, {OWN: FRESH.replace("10\n", "07\n", 1) + DONE_59}, added(OWN_JULY, july_of(DONE_59).replace("07-13", "08-07"))), TWO, ["P411"]),
    "a claim after an earlier decision on all agencies": Case(decided(ACCEPTED_59, {OWN: FRESH.replace("10\n", "07\n", 1) + DONE_59}, added(OWN_JULY, july_of(DONE_59).replace("07-13", "08-09"))), TWO, []),
    "an accepted claim reopened in the next period": Case(decided(ACCEPTED_BEFORE, CLAIMED_IN_JULY, edited(OWN_AUGUST, "state: unchanged", "state: in_progress, summary: Văn bản chưa được ký.")), TWO, []),
    "an accepted claim corrected in the next period": Case(decided(ACCEPTED_BEFORE, CLAIMED_IN_JULY, added(OWN_AUGUST, august_of("  - {task: 24, state: unchanged}\n", CORRECTED_24).replace("08-04", "08-10"))), TWO, []),
    "a report without the accepted claim withdrawn": Case(decided(ACCEPTED_BEFORE, CLAIMED_IN_JULY, edited(OWN_AUGUST, "state: unchanged}\n", "state: unchanged}\n" + WITHDRAWN_NOW)), TWO, []),
    "an accepted claim changed to progress": Case(decided(ACCEPTED_24, CLAIMED_IN_AUGUST, added(OWN_AUGUST, august_of("  - {task: 24, state: in_progress}\n"))), TWO, ["P411"]),
    "an unreadable report with an accepted claim repaired by the coordinator": Case(decided(ACCEPTED_24, {OWN_JULY: july_of(CLAIM_24.replace("state: done", "state: xong"))}, added(OWN_JULY, july_of(CLAIM_24))), COORDINATOR, []),
    "an unreadable report with an accepted claim repaired by its agency": Case(decided(ACCEPTED_24, {OWN_AUGUST: august_of(CLAIM_24.replace("state: done", "state: xong"))}, added(OWN_AUGUST, august_of(CLAIM_24))), TWO, ["P411"]),
    "an accepted claim changed by the coordinator": Case(decided(ACCEPTED_24, CLAIMED_IN_AUGUST, edited(OWN_AUGUST, "done_on: 2023-07-05", "done_on: 2023-06-29")), COORDINATOR, ["P411"]),
    "an accepted claim changed with a new decision on it": Case(decided(ACCEPTED_24, CLAIMED_IN_AUGUST, edited(OWN_AUGUST, "done_on: 2023-07-05", "done_on: 2023-06-29"), edited("data/decisions.yaml", ACCEPTED_24, ACCEPTED_24 + RETURNED_AGAIN)), COORDINATOR, []),
    "an accepted claim with another summary": Case(after_a_decision("Đã phê duyệt (hư cấu)", "Đã ký (hư cấu)"), YTE, []),
    "another task than the accepted one": Case(after_a_decision("progress: 55", "progress: 56"), YTE, []),
    "backdated withdrawal": Case(lambda repo: (repo.write(OWN_OLD, JULY + "withdrawn: {date: 2023-07-13, why: x}\n"), repo.commit()), YTE, ["P410"]),
    "submission date moved back": Case(edited(OTHERS, "reported_on: 2023-08-09", "reported_on: 2023-08-08"), TWO, ["P410"]),
    "submission date moved forward": Case(edited(OTHERS, "reported_on: 2023-08-09", "reported_on: 2023-08-10"), TWO, []),
    "backdated correction": Case(added(OWN, CORRECTION.replace("2023-08-10", "2023-08-02")), YTE, ["P410"]),
    "a correction of an unreported task beside another's broken report": Case(
        lambda repo: (
            on_main("data/updates/so-tu-phap/2023-08.yaml", AUGUST.replace("so-noi-vu", "so-tu-phap").replace("in_progress", "dang lam", 1))(repo),
            added(OWN, CORRECTION.replace("corrections:\n  - task: 35", "corrections:\n  - task: 63"))(repo),
        ),
        YTE,
        ["P333"],
    ),
    "an unreadable closed report rewritten by its agency": Case(lambda repo: (on_main(OWN_OLD, "updates: [")(repo), added(OWN_OLD, JULY)(repo)), YTE, ["P402"]),
    "an unreadable closed report rewritten by the coordinator": Case(lambda repo: (on_main(OWN_OLD, "updates: [")(repo), added(OWN_OLD, JULY)(repo)), COORDINATOR, []),
    "an unreadable entry of a closed report repaired by the coordinator": Case(lambda repo: (on_main(OWN_OLD, JULY.replace("not_started", "chua lam"))(repo), added(OWN_OLD, JULY)(repo)), COORDINATOR, []),
    "an unreadable entry repaired and another one changed": Case(lambda repo: (on_main(OWN_OLD, JULY.replace("not_started", "chua lam"))(repo), added(OWN_OLD, JULY.replace("40", "41"))(repo)), COORDINATOR, ["P402"]),
    "an entry with an error of a closed report repaired by its agency": Case(repaired("task: 99", "task: 66"), YTE, ["P402", "P403"]),
    "an entry with an error of a closed report repaired by the coordinator": Case(repaired("task: 99", "task: 66"), COORDINATOR, []),
    "an entry with an error repaired and another one changed": Case(repaired("task: 99", "task: 66", JULY.replace("40", "41")), COORDINATOR, ["P402"]),
    "a closed report with an error withdrawn by its agency": Case(repaired("x", "x", JULY + "withdrawn: {date: 2023-08-10, why: Nhầm.}\n"), YTE, []),
    "a comment in a closed report with an error": Case(repaired("x", "x", JULY + "# x\n"), YTE, []),
    "an entry with an error removed by the coordinator": Case(repaired("  - task: 99\n    state: not_started\n", ""), COORDINATOR, []),
    "an accepted claim with an error repaired by the coordinator": Case(accepted_claim_repaired, COORDINATOR, []),
    "an accepted claim with an error repaired by its agency": Case(accepted_claim_repaired, YTE, ["P402", "P411"]),
    "an entry with a waived error changed by the coordinator": Case(waived_entry_changed, COORDINATOR, ["P402"]),
    "a report dated tomorrow": Case(added(OWN, FRESH.replace("2023-08-10", "2023-08-11")), YTE, ["P323"]),
    "a file of control characters": Case(added(OWN, "\x00\x01\x02"), YTE, ["P004"]),
}  # fmt: skip


def test_every_rule_runs() -> None:
    """Each module in the folder of rules is a rule that `check` runs."""
    files = {file.stem for file in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}

    assert files == {rule.__name__.rsplit(".", 1)[1] for rule in rules.RULES}


@pytest.mark.parametrize("name", CASES)
def test_the_errors_of_a_change(name: str, repo: Repo, review: Callable[..., tuple[int, dict[str, Any]]]) -> None:
    """The review reports exactly the codes of the table, and exits with 1 if there are any."""
    case = CASES[name]
    case.change(repo)
    code, facts = review(case.actor)

    assert charged(facts) == sorted(case.codes)
    assert code == (1 if case.codes else 0)
    assert facts["outcome"]["accepted"] is not bool(case.codes)


def test_a_wrong_date_of_submission_is_reported_once(
    repo: Repo, review: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    """A date before the period is an error, and no warning that it is long past is added."""
    added(OWN, FRESH.replace("reported_on: 2023-08-10", "reported_on: 2023-07-01"))(repo)
    _, facts = review(YTE)

    assert [finding["code"] for finding in facts["findings"]] == ["P302"]
