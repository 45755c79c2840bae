"""A checksum is valid until the content changes, and no hostile file crashes the check."""

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
def test_a_checksum_is_valid_and_reproducible(data: bytes) -> None:
    """The same input gives the same checksum; a file without one is not valid."""
    assert has_valid_checksum(with_checksum(data))
    assert with_checksum(data) == with_checksum(data)
    assert not has_valid_checksum(data)


@pytest.mark.parametrize("place", [0, 3, 14, -8])
def test_a_changed_byte_makes_it_invalid(place: int) -> None:
    """A change at any place, or an added byte, is noticed."""
    data = bytearray(with_checksum(TEXT))
    data[place] ^= 1

    assert not has_valid_checksum(bytes(data))
    assert not has_valid_checksum(with_checksum(TEXT) + b"\n")


def test_a_changed_part_makes_it_invalid() -> None:
    """Another content, another name, an added and a removed part are noticed."""
    with zipfile.ZipFile(BytesIO(with_checksum(package(PARTS)))) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    (first, text), core = parts

    assert has_valid_checksum(package(parts))
    assert not has_valid_checksum(package([(first, text.replace(b"12", b"13")), core]))
    assert not has_valid_checksum(package([("b.xml", text), core]))
    assert not has_valid_checksum(package([(first + text[:1].decode(), text[1:]), core]))
    assert not has_valid_checksum(package([*parts, ("c.xml", b"")]))
    assert not has_valid_checksum(package([core]))


def test_two_parts_with_one_name_are_invalid() -> None:
    """Some programs show the first, others the last of them."""
    with zipfile.ZipFile(BytesIO(with_checksum(package(PARTS)))) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = package([("a.xml", b"<a>13</a>"), *parts])

    assert not has_valid_checksum(twice)


def test_a_checksum_in_a_text_is_not_replaced() -> None:
    """The text is unchanged, and the file has no valid checksum, so that it is not overwritten by default."""
    for forged in (CHECKSUM_PLACEHOLDER, "plan190-seal:" + "a" * 40):
        text = TEXT.replace(b"12", forged.encode())
        parts = [("a.xml", f"<a>{forged}</a>".encode()), PARTS[1]]
        with zipfile.ZipFile(BytesIO(with_checksum(package(parts)))) as book:
            assert forged.encode() in book.read("a.xml")
        assert forged.encode() in with_checksum(text)
        assert not has_valid_checksum(with_checksum(text))
        assert not has_valid_checksum(with_checksum(package(parts)))


def test_two_checksums_are_invalid() -> None:
    """A second checksum could belong to anything."""
    data = with_checksum(TEXT)

    assert not has_valid_checksum(data + data[data.index(b"<!--") :])


def test_a_hostile_package_is_not_unpacked() -> None:
    """Compressed, oversized and damaged packages are invalid."""
    assert not has_valid_checksum(package([("a.xml", bytes(LARGEST + 1))], zipfile.ZIP_DEFLATED))
    valid = with_checksum(package(PARTS))
    packed = package([("a.xml", bytes(range(256)) * 9)], zipfile.ZIP_DEFLATED)
    assert not has_valid_checksum(packed[:40] + b"\xff" * 20 + packed[60:])
    assert not has_valid_checksum(package(PARTS, zipfile.ZIP_DEFLATED))
    for number in range(0, len(valid), 7):
        broken = valid[:number] + b"\xff\xff\xff" + valid[number + 3 :]
        has_valid_checksum(broken)  # it must not raise
        has_valid_checksum(valid[:number])


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"PK\x03\x04", b"\xff" * 100])
def test_other_bytes_are_invalid(data: bytes) -> None:
    """An empty file, an empty package and half a package have no checksum."""
    assert not has_valid_checksum(data)
