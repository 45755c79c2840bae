"""Indicators against their targets, and obstacles from the report that raises them to the one that drops them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan190.model.decision import Close, Reply, Transfer
from plan190.model.report import Measured, Obstacle
from plan190.status.assess import assess
from plan190.status.indicators import is_met
from plan190.status.obstacles import OpenObstacle, open_obstacles
from plan190.status.percent import percent_of
from tests.builders import assess_on, day, decision, register_with, report, update
from tests.conftest import real_register

YTE = "so-y-te"


@pytest.mark.parametrize(
    ("id_", "value", "of", "met"),
    [
        ("co-so-kham-benh-thu-phi-khong-tien-mat", 130, 130, True),
        ("co-so-kham-benh-thu-phi-khong-tien-mat", 129, 130, False),
        ("co-so-kham-benh-thu-phi-khong-tien-mat", 0, 0, None),
        ("cat-giam-thong-tin-khai-bao", 20, 100, True),
        ("cat-giam-thong-tin-khai-bao", 199, 1000, False),
        ("hai-long-dich-vu-cong-thiet-yeu", 95, 100, True),
        ("nhap-ho-tich-ba-cap", 3, None, True),
        ("nhap-ho-tich-ba-cap", 2, None, False),
        ("dich-vu-cong-thiet-yeu-tai-cau-truc", 53, None, None),
    ],
)
def test_a_value_meets_its_target_or_not(id_: str, value: int, of: int | None, met: object) -> None:
    """A share of nothing meets nothing; 129 of 130 is not all; a target of all together is met by no single body."""
    assert is_met(real_register().indicators[id_], Measured(id=id_, value=value, of=of)) is met


def test_a_share_is_cut_and_never_rounded_up_to_the_whole() -> None:
    """9,999 of 10,000 is 99.9 %, not 100."""
    assert percent_of(9999, 10000) == (99, 9)
    assert percent_of(9994, 10000) == (99, 9)
    assert percent_of(2, 3) == (66, 7)
    assert percent_of(1, 3) == (33, 3)
    assert percent_of(5, 10000) == (0, 1)
    assert percent_of(12, 10) == (120, 0)
    assert percent_of(10000, 10000) == (100, 0)
    assert percent_of(0, 0) is None


def test_values_are_kept_month_by_month() -> None:
    """Each agency's values of an indicator, in order of periods, whatever the order of the reports."""
    id_ = "trang-bi-dau-doc-the"
    reports = [
        report(YTE, month, f"{month}-13", update(32, indicators=(Measured(id=id_, value=value, of=126),)))
        for month, value in ((9, 120), (7, 88), (8, 109))
    ]
    register = replace(register_with(), reports=tuple(reports))  # in this order, whatever the files are called
    (measure,) = assess(register, day("9-20"), register.plan.policy).series

    assert [point.measured.value for point in measure.points] == [88, 109, 120]
    assert (measure.agency.id, measure.met) == (YTE, False)


def obstacle(category: str = "kinh-phi", id_: str | None = None) -> Obstacle:
    """Return an obstacle."""
    return Obstacle(id=id_, category=category, beyond_authority=True, description="thiếu")  # type: ignore[arg-type]


JULY = report(YTE, 7, "7-13", update(32, obstacles=(obstacle(),)))


def open_on(on: str, *reports: object, decisions: tuple[object, ...] = ()) -> tuple[OpenObstacle, ...]:
    """Return what is open on a day."""
    return open_obstacles(assess_on(on, reports, decisions))  # type: ignore[arg-type]


def test_an_obstacle_is_open_until_its_agency_no_longer_names_it() -> None:
    """Raised in July, it is open through "unchanged" and silence, and gone with a report that leaves it out."""
    same = report(YTE, 8, "8-13", update(32, "unchanged"))
    silent = report(YTE, 9, "9-13", update(33))
    gone = report(YTE, 9, "9-13", update(32))

    assert [item.days_since(day("7-20")) for item in open_on("7-20", JULY)] == [7]
    assert len(open_on("9-20", JULY, same, silent)) == 1
    assert open_on("9-20", JULY, same, gone) == ()


def test_an_obstacle_named_again_keeps_its_first_day() -> None:
    """Two reports in a row name it: it was raised by the first. Gone in between, it is raised anew."""
    august, september = (report(YTE, m, f"{m}-13", update(32, obstacles=(obstacle(),))) for m in (8, 9))
    gone = report(YTE, 8, "8-13", update(32))

    assert open_on("9-20", JULY, august)[0].raised.reported_on == day("7-13")
    assert open_on("9-20", JULY, gone, september)[0].raised.reported_on == day("9-13")


def test_two_of_a_category_differ_by_their_ids() -> None:
    """Each is its own, and one can go while the other stays."""
    july = report(YTE, 7, "7-13", update(32, obstacles=(obstacle(id_="a"), obstacle(id_="b"))))
    august = report(YTE, 8, "8-13", update(32, obstacles=(obstacle(id_="b"),)))

    assert [item.obstacle.name for item in open_on("7-20", july)] == ["a", "b"]
    assert [item.obstacle.name for item in open_on("8-20", july, august)] == ["b"]


def test_an_answer_stands_beside_its_obstacle_and_does_not_close_it() -> None:
    """An answer to this obstacle, given since it was raised; one to another obstacle, or of before, is not shown."""

    def reply(on: str, name: str) -> object:
        return decision(Reply, on, agency=YTE, task=32, obstacle=name, answer="sẽ bố trí")

    (answered,) = open_on("8-1", JULY, decisions=(reply("7-20", "kinh-phi"), reply("7-21", "nhan-luc")))
    assert [entry.value.date for entry in answered.answers] == [day("7-20")]
    (same_day,) = open_on("8-1", JULY, decisions=(reply("7-13", "kinh-phi"),))
    assert len(same_day.answers) == 1
    (unanswered,) = open_on("8-1", JULY, decisions=(reply("7-12", "kinh-phi"),))
    assert unanswered.answers == ()


def test_an_obstacle_goes_over_with_its_task_and_ends_with_it() -> None:
    """The agency that takes the task over has the obstacle too, and can drop it; of a closed task it is gone."""
    july = report("so-tttt", 7, "7-9", update(46, obstacles=(obstacle(),)))
    over = decision(Transfer, "7-20", tasks=(46,), agency="so-tttt", to="so-khcn")
    dropped = report("so-khcn", 8, "8-9", update(46))
    reply = decision(Reply, "7-15", agency="so-tttt", task=46, obstacle="kinh-phi", answer="sẽ bố trí")
    (item,) = open_on("8-1", july, decisions=(over, reply))

    assert (item.agency.id, item.raised.reported_on, len(item.answers)) == ("so-khcn", day("7-9"), 1)
    assert open_on("8-10", july, dropped, decisions=(over,)) == ()
    assert open_on("8-10", july, decisions=(decision(Close, "8-1", tasks=(46,)),)) == ()
