"""The YAML of new data, in a form that this program, other YAML readers and the schemas read in the same way."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan190.load.text_reader import stacked_marks
from plan190.load.yaml_mistakes import quoted
from plan190.load.yaml_reader import is_key_in_text, is_typed
from plan190.model.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Data = None | str | int | float | date | list["Data"] | dict[str, "Data"]
"""Data to write. A text stays a text for every reader, also if it looks like a number."""

_STEP = "  "
_PLAIN = re.compile(r"\w([\w ().,/+–-]*[\w).])?")
_WORD = re.compile(r"\w[\w./-]*")
"""A plain text that needs no quotes inside brackets either."""

_TASK_IDS = frozenset({"TaskId", "TaskIds", "SomeTaskIds"})
"""The types of the fields whose texts the files write as numbers."""


def data_of(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """Return a value of the model as data, in the order of its fields, without those that have their default."""
    match value:
        case Value():
            kind = getattr(value, "kind", None)
            data = {} if kind is None else {"kind": kind}
            return data | {field.name: _field_data(value, field) for field in fields(value) if _is_given(value, field)}  # type: ignore[arg-type]
        case tuple():
            return [data_of(item) for item in value]
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case bool() | int() | date() | None:
            return value
    return str(value)


def _is_given(value: Any, field: Any) -> bool:  # noqa: ANN401
    return field.name != "kind" and bool(getattr(value, field.name) != field.default)


def _field_data(value: Any, field: Any) -> Any:  # noqa: ANN401
    data = data_of(getattr(value, field.name))
    if field.type not in _TASK_IDS:
        return data
    return list(map(_number, data)) if isinstance(data, list) else _number(data)


def _number(id_: str) -> int | str:
    return int(id_) if id_.isdecimal() else id_


def yaml_of(data: Mapping[str, Data]) -> str:
    """Return the text of a file with these data."""
    return "".join(f"{line}\n" for line in mapping_lines(data, ""))


def mapping_lines(data: Mapping[str, Data], indentation: str) -> Iterator[str]:
    """Yield the lines of a mapping, one or more for each key."""
    for key, value in data.items():
        yield from _lines(f"{indentation}{key}:", value, indentation)


def item_lines(item: Data, indentation: str) -> Iterator[str]:
    """Yield the lines of an item of a list; `indentation`: that of its hyphen."""
    if not isinstance(item, dict) or (indentation != _STEP and _is_short(item)):
        yield from _lines(f"{indentation}-", item, indentation)
        return
    lines = mapping_lines(item, indentation + _STEP)
    yield f"{indentation}- {next(lines).lstrip()}"
    yield from lines


def _lines(start: str, value: Data, indentation: str) -> Iterator[str]:
    """Yield the lines of a value; `start`: what stands before it, a key or a hyphen."""
    if isinstance(value, list) and not all(map(_is_word, value)):
        yield start
        for item in value:
            yield from item_lines(item, indentation + _STEP)
    elif isinstance(value, dict) and not _is_short(value):
        yield start
        yield from mapping_lines(value, indentation + _STEP)
    elif isinstance(value, str) and "\n" in _cleaned(value):
        yield from _text_lines(start, _cleaned(value).split("\n"), indentation + _STEP)
    else:
        yield f"{start} {scalar_text(value)}"


def _text_lines(start: str, lines: list[str], indentation: str) -> Iterator[str]:
    """Yield the lines of a text with several lines.

    Inside quotes, a line that looks like a key cannot be taken for one that is indented too far.
    """
    if any(map(is_key_in_text, lines)) or any(map(_has_controls, lines)):
        escaped = list(map(_escaped, lines))
        first, *others = f'{start} "{escaped[0]}', *(f"{indentation}\\n{line}" for line in escaped[1:])
        yield from (f"{line}\\" for line in (first, *others[:-1]))
        yield f'{others[-1]}"'
        return
    yield f"{start} |-"
    yield from (f"{indentation}{line}" if line else "" for line in lines)


def scalar_text(value: Data) -> str:
    """Return a value as it stands on one line after its key."""
    match value:
        case list():
            return f"[{', '.join(map(scalar_text, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {scalar_text(item)}' for key, item in value.items())}}}"
        case str():
            text = _cleaned(value)
            if _has_controls(text):
                return f'"{_escaped(text)}"'
            return text if _PLAIN.fullmatch(text) and not is_typed(text) else quoted(text)
        case bool():
            return str(value).lower()
        case None:
            return "null"
    return str(value)


def _has_controls(text: str) -> bool:
    """Return whether the text has a character that no file may contain, which the reader reports if it is escaped."""
    return not text.isprintable() and any(map(_is_control, text))


def _is_control(character: str) -> bool:
    return unicodedata.category(character).startswith("C")


def _escaped(line: str) -> str:
    """Return a line as it stands between double quotes."""
    text = json.dumps(line, ensure_ascii=False)[1:-1]
    return "".join(f"\\U{ord(character):08X}" if _is_control(character) else character for character in text)


def as_read(data: Data) -> Data:
    """Return the data as the reader returns them: every value as a text."""
    match data:
        case list():
            return list(map(as_read, data))
        case dict():
            return {key: as_read(value) for key, value in data.items()}
        case bool():
            return str(data).lower()
        case None:
            return None
    return _cleaned(str(data))


def _is_short(value: Mapping[str, Data]) -> bool:
    """Return whether the mapping is written in braces on one line."""
    return all(map(_is_word, value.values()))


def _is_word(value: Data) -> bool:
    if isinstance(value, str):
        return _WORD.fullmatch(value) is not None and not is_typed(value)
    return not isinstance(value, (list, dict))


def _cleaned(text: str) -> str:
    """Return the text as the files store it: in Unicode form NFC, without white space around it."""
    text = text.replace("\r\n", "\n").strip()
    return text if stacked_marks(text) is not None else unicodedata.normalize("NFC", text)
