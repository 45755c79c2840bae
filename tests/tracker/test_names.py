"""Names of bodies in cells: where one ends and the next begins, which are alike, and what kind of body they name."""

from __future__ import annotations

import pytest

from plan190.tracker.names import is_same_name, kind_and_level, parts_of, slug_of


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Văn hoá, Thể thao và Du lịch; Sở Y tế", ["Sở Văn hoá, Thể thao và Du lịch", "Sở Y tế"]),
        ("Công an tỉnh, Sở Thông tin và Truyền thông", ["Công an tỉnh", "Sở Thông tin và Truyền thông"]),
        ("Sở Nông nghiệp và Môi trường và Sở Tài chính", ["Sở Nông nghiệp và Môi trường", "Sở Tài chính"]),
        ("Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Văn phòng HĐND và UBND xã, Công an xã", ["Văn phòng HĐND và UBND xã", "Công an xã"]),
        ("- Sở Y tế - UBND xã Tân Phú.", ["Sở Y tế", "UBND xã Tân Phú"]),
        ("Sở Y tế/Sở Tài chính (phối hợp)", ["Sở Y tế", "Sở Tài chính"]),
        ("Các sở, ban, ngành; UBND cấp xã", ["Các sở, ban, ngành*", "UBND cấp xã*"]),
        ("Sở Y tế, các cơ quan, đơn vị liên quan", ["Sở Y tế", "các cơ quan, đơn vị liên quan*"]),
        ("UBND xã, phường", ["UBND xã, phường*"]),
        ("Các đơn vị thuộc: Bộ Công an, Bộ Tài chính", ["Các đơn vị thuộc: Bộ Công an, Bộ Tài chính*"]),
        ("Finance Department and Legal Team", ["Finance Department", "Legal Team"]),
        ("Required for all agencies", ["Required for all agencies*"]),
        ("Legal Team as well as other bodies", ["Legal Team", "other bodies*"]),
        ("Agencies concerned; everyone", ["Agencies concerned*", "everyone*"]),
        ("Sở Y tế, cùng với các cơ quan, đơn vị khác", ["Sở Y tế", "các cơ quan, đơn vị khác*"]),
        ("Giám đốc các sở, ban, ngành; mọi đơn vị", ["Giám đốc các sở, ban, ngành*", "mọi đơn vị*"]),
        ("Môi trường; Chủ tịch UBND tỉnh", ["Môi trường", "Chủ tịch UBND tỉnh"]),
        ("Khu Quản lý đường bộ I, II, III", ["Khu Quản lý đường bộ I, II, III"]),
        ("Phòng Quản lý, bảo trì đường bộ; Vụ Kế hoạch", ["Phòng Quản lý, bảo trì đường bộ", "Vụ Kế hoạch"]),
        ("Bộ Chỉ huy Quân sự tỉnh, VNPT Nam Sơn", ["Bộ Chỉ huy Quân sự tỉnh", "VNPT Nam Sơn"]),
        ("Sở Nội vụ, EVN, công an tỉnh, Viettel", ["Sở Nội vụ", "EVN", "công an tỉnh", "Viettel"]),
        ("Các trường tiểu học, THCS", ["Các trường tiểu học, THCS*"]),
        ("Sở Khoa học\nvà Công nghệ\nSở Y tế", ["Sở Khoa học và Công nghệ", "Sở Y tế"]),
        ("Chủ trì: Sở A\nSở B", ["Sở A", "Sở B"]),
        ("Sở Y tế chủ trì, ", ["Sở Y tế"]),
        ("phối hợp với Sở Nội vụ, Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        ("Sở Nội\nvụ\nSở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        ("IT / Finance", ["IT", "Finance"]),
        ("Văn phòng\nUBND tỉnh\n- VNPT", ["Văn phòng UBND tỉnh", "VNPT"]),
        ("IT, Research and Development, all units", ["IT", "Research and Development", "all units*"]),
    ],
)
def test_a_cell_is_split_where_a_name_begins(words: str, names: list[str]) -> None:
    """Names contain commas and conjunctions themselves; * marks a phrase that means several bodies."""
    parts = parts_of(words, lambda _: False)
    assert [f"{part.words}{'*' * part.is_several}" for part in parts] == names


def test_the_longest_known_name_counts_first() -> None:
    """A known name need not look like one."""
    known = {"ban quản lý rừng, biển và đảo", "hr", "it"}
    parts = parts_of("Ban Quản lý rừng, biển và đảo, HR and IT", lambda words: words.casefold() in known)
    assert [part.words for part in parts] == ["Ban Quản lý rừng, biển và đảo", "HR", "IT"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Sở Văn hoá", "Sở Văn hóa", True),
        ("So Van hoa", "Sở Văn hóa", True),
        ("Sở Thông tin và Truyền thôgn", "Sở Thông tin và Truyền thông", True),
        ("Ủy ban nhân dân xã Hòa An", "UBND xã Hoà An", True),
        ("UBND xã Tân Thành", "UBND xã Tân Thạnh", False),
        ("UBND xã Hòa Bình", "UBND xã Hòa Minh", False),
        ("Sở Y tế", "Sở Tư pháp", False),
        ("Finance Departmnt", "Finance Department", True),
        ("Site A", "Site B", False),
        ("Sở TTTT", "Sở Thông tin và Truyền thông", True),
        ("Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH", True),
        ("Sở TT", "Sở Thông tin và Truyền thông", False),
        ("Ban TTTT", "Sở Thông tin và Truyền thông", False),
        ("EPA", "Environmental Protection Agency", True),
        ("IT", "Internal Transport", False),
    ],
)
def test_misspelt_names_are_alike_but_not_places(one: str, other: str, is_same: bool) -> None:  # noqa: FBT001
    """Two communes may differ in one letter or tone."""
    assert is_same_name(one, other) == is_same


@pytest.mark.parametrize(
    ("name", "usual", "expected"),
    [
        ("Sở Y tế", "province", ("department", "province")),
        ("UBND xã Tân Phú", "province", ("committee", "commune")),
        ("Công an xã", "commune", ("police", "commune")),
        ("Bộ Tài chính", "province", ("central", "central")),
        ("Bộ Chỉ huy Quân sự tỉnh", "province", ("military", "province")),
        ("Sở Lao động - Thương binh và Xã hội", "province", ("department", "province")),
        ("Công ty Điện lực", "province", ("company", "company")),
        ("Trưởng ban Kinh tế", "commune", ("person", "commune")),
        ("Trường Chính trị tỉnh", "province", ("school", "province")),
        ("Quality Team", "company", ("unit", "company")),
    ],
)
def test_the_first_words_tell_the_kind(name: str, usual: str, expected: tuple[str, str]) -> None:
    """The level is that of most bodies of the plan unless the name tells another."""
    assert kind_and_level(name, usual) == expected  # type: ignore[arg-type]


def test_ids_are_unique_and_safe() -> None:
    """They have only letters without accents, digits and hyphens."""
    assert slug_of("Sở Y tế/../..", ()) == "so-y-te"
    assert slug_of("Sở Y tế", {"so-y-te", "so-y-te-2"}) == "so-y-te-3"
    assert slug_of("部門", ()) == "body"
