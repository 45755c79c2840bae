"""A changed file holds the new data, and every other line stays byte for byte."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.edit.changed_text import changed_text
from plan190.edit.yaml_text import yaml_of
from plan190.errors import Plan190Error
from plan190.load.yaml_reader import read_yaml

DECISIONS = """\
# yaml-language-server: $schema=../schemas/decisions.schema.json
# Quyết định
decisions:
  # first
  - kind: accept   # by mail
    id: 'one'
    why: >-
      Hai
      dòng.

  # second
  - {kind: close, id: two}

# the end
"""
NEW: dict[str, Any] = {"kind": "extend", "id": "three", "tasks": [1], "until": date(2023, 9, 30)}
LINES = "\n  - kind: extend\n    id: three\n    tasks: [1]\n    until: 2023-09-30\n"


def plain(text: str) -> Any:
    """Return the data of a text."""
    parsed, _ = read_yaml("f", text.replace("\r\n", "\n").removeprefix("\ufeff"))
    return parsed.plain if parsed is not None else {}


def with_new(text: str, **more: Any) -> str:
    """Return the text with one more decision."""
    old = plain(text).get("decisions") or []
    return changed_text("decisions.yaml", text, {"decisions": [*old, NEW], **more})


def test_a_new_entry_is_added_after_the_last_one() -> None:
    """Comments, quotes, folded texts and the comment at the end stay; the gap between entries is kept."""
    assert with_new(DECISIONS) == DECISIONS.replace("\n\n# the end", f"\n{LINES}\n# the end")


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_byte_order_mark_stay(change: Any) -> None:
    """The new lines have the line ends of the file."""
    assert with_new(change(DECISIONS)) == change(with_new(DECISIONS))


@pytest.mark.parametrize("start", ["", "# nothing\n", "decisions: []\n", "decisions:\n", "# x\ndecisions: []\n# y\n"])
def test_the_first_entry(start: str) -> None:
    """A file without entries gets its first one; its comments stay."""
    text = with_new(start)
    assert plain(text) == {"decisions": [{"kind": "extend", "id": "three", "tasks": ["1"], "until": "2023-09-30"}]}
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        line for line in start.split("\n") if line.startswith("#")
    ]


def test_without_a_line_end_at_the_end() -> None:
    """A file without a last line end does not get its lines joined."""
    assert with_new("decisions:\n- {kind: close, id: two}").endswith(
        "two}\n- kind: extend\n  id: three\n  tasks: [1]\n  until: 2023-09-30"
    )


def test_a_changed_entry_keeps_its_comment_and_place() -> None:
    """Only the lines of the changed entry and the changed value differ."""
    before = (
        "agency: a  # us\nreported_on: 2023-08-01 # today\n"
        "updates:\n  # one\n  - task: 1\n    state: x\n  # two\n  - task: 2\n"
    )
    data = {
        "agency": "a",
        "reported_on": date(2023, 8, 2),
        "updates": [{"task": 1, "state": "new", "progress": 5}, {"task": 2}],
    }
    after = before.replace("08-01 #", "08-02 #").replace("state: x\n", "state: new\n    progress: 5\n")
    assert changed_text("f", before, data) == after


def test_a_removed_key_and_entry() -> None:
    """They are removed with the comment of the entry; the rest stays."""
    before = "a: 1\nlist:\n  # one\n  - id: 1\n  # two\n  - id: 2\nb: 3\n# end\n"
    assert changed_text("f", before, {"list": [{"id": 2}], "b": 3}) == "list:\n  # two\n  - id: 2\nb: 3\n# end\n"


@pytest.mark.parametrize(
    "text",
    [
        "decisions: [",
        "decisions: [{kind: close, id: two}] # why\n",
        "{decisions: []}\n",
        "decisions:\n  - id: a\n  - {id: a, kind: close}\n",
    ],
)
def test_a_form_that_cannot_be_kept_is_refused(text: str) -> None:
    """A faulty file, a list in brackets with a comment, and two entries with one name are not changed."""
    with pytest.raises(Plan190Error):
        with_new(text)


ENTRY = st.fixed_dictionaries(
    {"task": st.integers(1, 9)},
    optional={"state": st.sampled_from(["done", "no", "#"]), "summary": st.text("a \n#:-", max_size=8)},
)
REPORT = st.fixed_dictionaries(
    {"agency": st.just("a"), "updates": st.lists(ENTRY, min_size=1, max_size=4, unique_by=lambda entry: entry["task"])},
    optional={"document": st.fixed_dictionaries({"number": st.just("1/CV"), "title": st.just("Một")})},
)


def by_task(data: Any) -> Any:
    """Return the data with the entries by their task."""
    return {**data, "updates": {entry["task"]: entry for entry in data["updates"]}}


@given(REPORT, REPORT, st.booleans())
def test_any_change_holds_the_new_data(before: Any, after: Any, has_comments: bool) -> None:  # noqa: FBT001
    """The data are those asked for, and lines of comments of entries that stay are kept."""
    text = yaml_of(before)
    if has_comments:
        text = re.sub("^  - ", "  # note\n  - ", text, flags=re.MULTILINE) + "# end\n"
    changed = changed_text("f", text, after)
    assert by_task(plain(changed)) == by_task(plain(yaml_of(after)))
    stay = {entry["task"] for entry in before["updates"]} & {entry["task"] for entry in after["updates"]}
    assert changed.count("# note") == len(stay) * has_comments
    assert changed_text("f", changed, after) == changed
