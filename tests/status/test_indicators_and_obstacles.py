"""Indicators against their targets, and obstacles from the report that raises them to the one that omits them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plan190.model.decision import Close, Reply, Transfer
from plan190.model.plan import TargetStep
from plan190.model.report import Obstacle
from plan190.model.report_index import MeasuredIndex
from plan190.status.assess import assess
from plan190.status.figures.indicators import IndicatorFilter, indicators_figures
from plan190.status.indicators import exact_number, is_met
from plan190.status.obstacles import OpenObstacle, open_obstacles
from plan190.status.percent import percent_of
from tests.builders import assess_on, day, decision, measured, register_with, report, update
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
def test_indicator_value_meets_or_misses_its_target(id_: str, value: int, of: int | None, met: object) -> None:
    """A share of 0 of 0, and a target of all agencies together, are neither met nor missed."""
    assert is_met(real_register().indicators[id_], measured(id_, value, of), 2023) is met


def test_share_below_the_whole_is_not_rounded_up_to_100_percent() -> None:
    """9,999 of 10,000 is 99.9 %."""
    assert percent_of(9999, 10000) == 999
    assert percent_of(9994, 10000) == 999
    assert percent_of(2, 3) == 667
    assert percent_of(1, 3) == 333
    assert percent_of(5, 10000) == 1
    assert percent_of(12, 10) == 1200
    assert percent_of(10000, 10000) == 1000
    assert percent_of(0, 0) is None


def test_indicator_values_are_in_order_of_periods() -> None:
    """The order of the reports does not matter."""
    id_ = "trang-bi-dau-doc-the"
    reports = [
        report(YTE, month, f"{month}-13", update(32, indicators=(measured(id_, value, 126),)))
        for month, value in ((9, 120), (7, 88), (8, 109))
    ]
    register = replace(register_with(), reports=tuple(reports))  # not sorted by file name
    (measure,) = assess(register, day("9-20"), register.plan.policy).series

    assert [point.measured.value for point in measure.points] == [88, 109, 120]
    assert (measure.agency.id, measure.met) == (YTE, False)


def obstacle(category: str = "kinh-phi", id_: str | None = None) -> Obstacle:
    """Return an obstacle beyond the authority of its agency."""
    return Obstacle(id=id_, category=category, beyond_authority=True, description="thiếu")  # type: ignore[arg-type]


JULY = report(YTE, 7, "7-13", update(32, obstacles=(obstacle(),)))


def open_on(on: str, *reports: object, decisions: tuple[object, ...] = ()) -> tuple[OpenObstacle, ...]:
    """Return the obstacles that are open as of a date."""
    return open_obstacles(assess_on(on, reports, decisions))  # type: ignore[arg-type]


def test_obstacle_is_open_until_a_report_omits_it() -> None:
    """An update "unchanged", or a report without the task, leaves the obstacle open."""
    same = report(YTE, 8, "8-13", update(32, "unchanged"))
    without_task = report(YTE, 9, "9-13", update(33))
    omitted = report(YTE, 9, "9-13", update(32))

    assert [item.days_open(day("7-20")) for item in open_on("7-20", JULY)] == [7]
    assert len(open_on("9-20", JULY, same, without_task)) == 1
    assert open_on("9-20", JULY, same, omitted) == ()


def test_obstacle_repeated_in_the_next_report_keeps_its_date() -> None:
    """An obstacle that was omitted in between is raised anew."""
    august, september = (report(YTE, m, f"{m}-13", update(32, obstacles=(obstacle(),))) for m in (8, 9))
    omitted = report(YTE, 8, "8-13", update(32))

    assert open_on("9-20", JULY, august)[0].raised_on == day("7-13")
    assert open_on("9-20", JULY, omitted, september)[0].raised_on == day("9-13")


def test_two_obstacles_of_one_category_differ_by_their_ids() -> None:
    """One can be closed while the other stays open."""
    july = report(YTE, 7, "7-13", update(32, obstacles=(obstacle(id_="a"), obstacle(id_="b"))))
    august = report(YTE, 8, "8-13", update(32, obstacles=(obstacle(id_="b"),)))

    assert [item.obstacle.name for item in open_on("7-20", july)] == ["a", "b"]
    assert [item.obstacle.name for item in open_on("8-20", july, august)] == ["b"]


def test_answer_belongs_to_its_obstacle_and_does_not_close_it() -> None:
    """Answers to other obstacles, or from before the obstacle was raised, are not shown."""

    def reply(on: str, name: str) -> object:
        return decision(Reply, on, agency=YTE, task=32, obstacle=name, answer="sẽ bố trí")

    (answered,) = open_on("8-1", JULY, decisions=(reply("7-20", "kinh-phi"), reply("7-21", "nhan-luc")))
    assert [entry.value.date for entry in answered.answers] == [day("7-20")]
    (same_day,) = open_on("8-1", JULY, decisions=(reply("7-13", "kinh-phi"),))
    assert len(same_day.answers) == 1
    (unanswered,) = open_on("8-1", JULY, decisions=(reply("7-12", "kinh-phi"),))
    assert unanswered.answers == ()


def test_obstacle_moves_with_a_transferred_task_and_ends_with_a_closed_one() -> None:
    """The new agency has the obstacle and can close it."""
    july = report("so-tttt", 7, "7-9", update(46, obstacles=(obstacle(),)))
    over = decision(Transfer, "7-20", tasks=(46,), agency="so-tttt", to="so-khcn")
    dropped = report("so-khcn", 8, "8-9", update(46))
    reply = decision(Reply, "7-15", agency="so-tttt", task=46, obstacle="kinh-phi", answer="sẽ bố trí")
    (item,) = open_on("8-1", july, decisions=(over, reply))

    assert (item.agency.id, item.raised_on, len(item.answers)) == ("so-khcn", day("7-9"), 1)
    assert open_on("8-10", july, dropped, decisions=(over,)) == ()
    assert open_on("8-10", july, decisions=(decision(Close, "8-1", tasks=(46,)),)) == ()


@pytest.mark.parametrize(
    ("year", "value", "target", "met"),
    [(2024, "79.5", 80, None), (2024, "80", 80, True), (2025, "79.5", 80, False), (2026, "85", 90, False),
     (2030, "90", 90, True)],
)  # fmt: skip
def test_targets_by_year(year: int, value: str, target: int, met: object) -> None:
    """The target of a year applies until that of a later year; before the first one, nothing is missed."""
    steps = (TargetStep(year=2026, target=Decimal(90)), TargetStep(year=2025, target=Decimal(80)))
    known = real_register().indicators["nhap-ho-tich-ba-cap"]
    indicator = replace(known, target=None, steps=steps, comparator="at_least")
    reported = MeasuredIndex(indicator.id, Decimal(value), None)

    assert (indicator.target_in(year), is_met(indicator, reported, year)) == (
        target,
        met,
    )


def test_values_are_exact_decimals() -> None:
    """A share of a third is neither rounded nor a binary fraction; a value with decimals is shown with them."""
    assert percent_of(Decimal(1), Decimal(3)) == 333
    assert percent_of(Decimal("0.3"), Decimal(1)) == percent_of(3, 10) == 300
    assert (exact_number(Decimal(84)), str(exact_number(Decimal(84)))) == (84, "84")
    assert exact_number(Decimal("84.5")) == Decimal("84.5")


@pytest.mark.parametrize(("second", "shown"), [(51, 2), (52, 0), (60, 0)])
def test_a_sum_below_the_target_of_all(second: int, shown: int) -> None:
    """Both agencies are below the target of 53 for all together, also if one is chosen; neither is above it."""
    reports = [
        report(agency, 7, "7-13", update(61, indicators=(measured("dich-vu-cong-thiet-yeu-tai-cau-truc", value),)))
        for agency, value in ((YTE, 1), ("so-tttt", second))
    ]
    register = register_with(reports)
    assessment = assess(register, day("7-20"), register.plan.policy)

    assert len(indicators_figures(register, assessment, IndicatorFilter(below_target=True)).series) == shown
    one = IndicatorFilter(agencies={YTE}, below_target=True)
    assert [total.is_met for total in indicators_figures(register, assessment).totals] == [shown == 0]
    assert len(indicators_figures(register, assessment, one).series) == shown // 2


def test_a_sum_is_of_all_agencies_if_only_values_below_the_target_are_shown() -> None:
    """One of two agencies misses a target of each; the sum is that of both."""
    id_ = "cat-giam-thong-tin-khai-bao"
    values = [(YTE, 10), ("so-tttt", 30)]
    reports = [
        report(agency, 7, "7-13", update(59, indicators=(measured(id_, value, 100),))) for agency, value in values
    ]
    register = register_with(reports)
    assessment = assess(register, day("7-20"), register.plan.policy)
    figures = indicators_figures(register, assessment, IndicatorFilter(below_target=True))

    assert [item.agency.id for item in figures.series] == [YTE]
    assert [(total.value, total.whole) for total in figures.totals] == [(40, 200)]
