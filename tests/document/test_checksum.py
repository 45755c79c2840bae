"""A checksum holds while nobody has changed a byte that counts, and nothing in a stranger's file breaks the reader."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from plan190.document.checksum import CHECKSUM_PLACEHOLDER, LARGEST, has_valid_checksum, with_checksum

TEXT = f"# Báo cáo\n\n12\n\n<!-- {CHECKSUM_PLACEHOLDER} -->\n".encode()


def package(parts: list[tuple[str, bytes]], packing: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip file of the parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as book:
        for name, part in parts:
            book.writestr(name, part)
    return out.getvalue()


PARTS = [("a.xml", b"<a>12</a>"), ("core.xml", CHECKSUM_PLACEHOLDER.encode())]


@pytest.mark.parametrize("data", [TEXT, package(PARTS)])
def test_a_checksum_is_known_again_and_gives_the_same_bytes(data: bytes) -> None:
    """The same input gives the same checksum; without one nothing is ours."""
    assert has_valid_checksum(with_checksum(data))
    assert with_checksum(data) == with_checksum(data)
    assert not has_valid_checksum(data)


@pytest.mark.parametrize("place", [0, 3, 14, -8])
def test_a_changed_byte_breaks_it(place: int) -> None:
    """Wherever it is."""
    data = bytearray(with_checksum(TEXT))
    data[place] ^= 1

    assert not has_valid_checksum(bytes(data))
    assert not has_valid_checksum(with_checksum(TEXT) + b"\n")


def test_a_changed_part_breaks_it() -> None:
    """Its words, its name, one more and one less."""
    with zipfile.ZipFile(BytesIO(with_checksum(package(PARTS)))) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    (first, text), core = parts

    assert has_valid_checksum(package(parts))
    assert not has_valid_checksum(package([(first, text.replace(b"12", b"13")), core]))
    assert not has_valid_checksum(package([("b.xml", text), core]))
    assert not has_valid_checksum(package([(first + text[:1].decode(), text[1:]), core]))
    assert not has_valid_checksum(package([*parts, ("c.xml", b"")]))
    assert not has_valid_checksum(package([core]))


def test_of_two_parts_of_one_name_none_is_ours() -> None:
    """A program may show the first, another the last."""
    with zipfile.ZipFile(BytesIO(with_checksum(package(PARTS)))) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = package([("a.xml", b"<a>13</a>"), *parts])

    assert not has_valid_checksum(twice)


def test_a_checksum_in_somebodys_words_leaves_the_file_whole_and_without_one() -> None:
    """The words stay as they were written, and the file is not overwritten without being asked for."""
    for forged in (CHECKSUM_PLACEHOLDER, "plan190-seal:" + "a" * 40):
        text = TEXT.replace(b"12", forged.encode())
        parts = [("a.xml", f"<a>{forged}</a>".encode()), PARTS[1]]
        with zipfile.ZipFile(BytesIO(with_checksum(package(parts)))) as book:
            assert forged.encode() in book.read("a.xml")
        assert forged.encode() in with_checksum(text)
        assert not has_valid_checksum(with_checksum(text))
        assert not has_valid_checksum(with_checksum(package(parts)))


def test_two_checksums_are_none() -> None:
    """A second one could be of anything."""
    data = with_checksum(TEXT)

    assert not has_valid_checksum(data + data[data.index(b"<!--") :])


def test_a_bomb_is_not_unpacked() -> None:
    """What is packed is not ours, nor what says that it is larger than any report, nor a package of rubbish."""
    assert not has_valid_checksum(package([("a.xml", bytes(LARGEST + 1))], zipfile.ZIP_DEFLATED))
    whole = with_checksum(package(PARTS))
    packed = package([("a.xml", bytes(range(256)) * 9)], zipfile.ZIP_DEFLATED)
    assert not has_valid_checksum(packed[:40] + b"\xff" * 20 + packed[60:])
    assert not has_valid_checksum(package(PARTS, zipfile.ZIP_DEFLATED))
    for number in range(0, len(whole), 7):
        broken = whole[:number] + b"\xff\xff\xff" + whole[number + 3 :]
        has_valid_checksum(broken)  # says something, whatever it is
        has_valid_checksum(whole[:number])


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"PK\x03\x04", b"\xff" * 100])
def test_rubbish_is_not_ours(data: bytes) -> None:
    """An empty file, an empty package, half of one."""
    assert not has_valid_checksum(data)
