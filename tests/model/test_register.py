"""Parts of the entries of the register, with their addresses."""

from __future__ import annotations

from tests.conftest import real_register


def test_parts_of_a_list_are_its_items() -> None:
    """The address of each item ends with its index."""
    task = real_register().tasks[0]
    bodies = list(task.parts("lead", "bodies"))

    assert tuple(body.value for body in bodies) == task.value.lead.bodies
    assert [body.key_path for body in bodies] == [(*task.key_path, "lead", "bodies", n) for n in range(len(bodies))]
    assert {body.file for body in bodies} == {task.file}


def test_a_part_that_is_not_a_list_is_one_entry() -> None:
    """The part has its address; an absent value and an unknown key give no part."""
    plan = real_register().plan_entry
    [title] = plan.parts("title")

    assert (title.value, title.key_path) == (plan.value.title, (*plan.key_path, "title"))
    assert [list(plan.parts(*keys)) for keys in (("nothing",), ("title", "nothing"))] == [[], []]
