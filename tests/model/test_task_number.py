"""Tests of the numbers of tasks."""

import re

import pytest

from plan190.model.fields import TASK, TaskId, TaskNumberOf, reader


@pytest.mark.parametrize("text", ["5", "67", "1.2", "2.10", "I.1", "IV.12", "A.3", "4a", "2.1.b", "Đ.1"])
def test_a_number_of_a_task_keeps_its_text(text: str) -> None:
    """Numbers of sections, sub-tasks and letters are kept; a whole number is a number in outputs."""
    number = reader(TaskNumberOf).validate_python(text)  # type: ignore[arg-type]

    assert str(number) == text
    assert isinstance(number, int) is text.isdigit()


@pytest.mark.parametrize("text", ["", "x", "-1", "012", "5-7", "I.", ".1", "I..1", "1.0", "năm", "1 2", "1.2.3.4.5.6"])
def test_other_texts_are_no_number_of_a_task(text: str) -> None:
    """Ranges, signs, leading zeros and words are refused."""
    assert not re.fullmatch(TASK, text)
    with pytest.raises(ValueError, match="not a whole number"):
        reader(TaskId).validate_python(text)  # type: ignore[arg-type]
