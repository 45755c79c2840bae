"""A seal stands while nobody has changed a byte that counts, and nothing in a stranger's file breaks the reader."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from plan190.document.checksum import LARGEST, SEAL, is_sealed, sealed

TEXT = f"# Báo cáo\n\n12\n\n<!-- {SEAL} -->\n".encode()


def package(parts: list[tuple[str, bytes]], packing: int = zipfile.ZIP_STORED) -> bytes:
    """Give a zip file of the parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as book:
        for name, part in parts:
            book.writestr(name, part)
    return out.getvalue()


PARTS = [("a.xml", b"<a>12</a>"), ("core.xml", SEAL.encode())]


@pytest.mark.parametrize("data", [TEXT, package(PARTS)])
def test_what_was_sealed_is_known_and_gives_the_same_bytes(data: bytes) -> None:
    """The same input gives the same seal; without one nothing is ours."""
    assert is_sealed(sealed(data))
    assert sealed(data) == sealed(data)
    assert not is_sealed(data)


@pytest.mark.parametrize("place", [0, 3, 14, -8])
def test_a_changed_byte_breaks_it(place: int) -> None:
    """Wherever it is."""
    data = bytearray(sealed(TEXT))
    data[place] ^= 1

    assert not is_sealed(bytes(data))
    assert not is_sealed(sealed(TEXT) + b"\n")


def test_a_changed_part_breaks_it() -> None:
    """Its words, its name, one more and one less."""
    with zipfile.ZipFile(BytesIO(sealed(package(PARTS)))) as book:
        parts = [(one, book.read(one)) for one in book.namelist()]
    (first, text), core = parts

    assert is_sealed(package(parts))
    assert not is_sealed(package([(first, text.replace(b"12", b"13")), core]))
    assert not is_sealed(package([("b.xml", text), core]))
    assert not is_sealed(package([(first + text[:1].decode(), text[1:]), core]))
    assert not is_sealed(package([*parts, ("c.xml", b"")]))
    assert not is_sealed(package([core]))


def test_of_two_parts_of_one_name_none_is_ours() -> None:
    """A program may show the first, another the last."""
    with zipfile.ZipFile(BytesIO(sealed(package(PARTS)))) as book:
        parts = [(one, book.read(one)) for one in book.namelist()]
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = package([("a.xml", b"<a>13</a>"), *parts])

    assert not is_sealed(twice)


def test_a_seal_in_somebodys_words_leaves_the_file_unsealed_and_whole() -> None:
    """The words stay as they were written, and the file is not overwritten without being asked for."""
    for said in (SEAL, "plan190-seal:" + "a" * 40):
        text = TEXT.replace(b"12", said.encode())
        parts = [("a.xml", f"<a>{said}</a>".encode()), PARTS[1]]
        with zipfile.ZipFile(BytesIO(sealed(package(parts)))) as book:
            assert said.encode() in book.read("a.xml")
        assert said.encode() in sealed(text)
        assert not is_sealed(sealed(text))
        assert not is_sealed(sealed(package(parts)))


def test_two_seals_are_none() -> None:
    """A second one could be of anything."""
    data = sealed(TEXT)

    assert not is_sealed(data + data[data.index(b"<!--") :])


def test_a_bomb_is_not_unpacked() -> None:
    """What is packed is not ours, nor what says that it is larger than any report, nor a package of rubbish."""
    assert not is_sealed(package([("a.xml", bytes(LARGEST + 1))], zipfile.ZIP_DEFLATED))
    whole = sealed(package(PARTS))
    packed = package([("a.xml", bytes(range(256)) * 9)], zipfile.ZIP_DEFLATED)
    assert not is_sealed(packed[:40] + b"\xff" * 20 + packed[60:])
    assert not is_sealed(package(PARTS, zipfile.ZIP_DEFLATED))
    for number in range(0, len(whole), 7):
        broken = whole[:number] + b"\xff\xff\xff" + whole[number + 3 :]
        is_sealed(broken)  # says something, whatever it is
        is_sealed(whole[:number])


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"PK\x03\x04", b"\xff" * 100])
def test_rubbish_is_not_ours(data: bytes) -> None:
    """An empty file, an empty package, half of one."""
    assert not is_sealed(data)
