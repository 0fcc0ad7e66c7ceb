"""Where the names of a chart's lines stand: never on each other, never on another line, inside the chart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboards.kpi.chart_labels import (
    LINE_HEIGHT,
    Label,
    along_line,
    place_labels,
    width_of,
)

shares = st.floats(0, 1)
labels = st.builds(Label, st.text("aå 9", min_size=1, max_size=30), shares, st.just("baseline"))
stretches = st.builds(
    lambda text, at, width: Label(text, at, "band", top=min(at + width, 1.0)),
    st.text("aå 9", min_size=1, max_size=30),
    shares,
    shares,
)


def box(label: Label) -> tuple[float, float, float, float]:
    """Left, right, foot and top of a placed label."""
    width = width_of(label.text)
    left = label.place * (1 - width)
    foot = label.at if label.above else label.at - LINE_HEIGHT
    return left, left + width, foot, foot + LINE_HEIGHT


@given(st.lists(labels | stretches, max_size=8), st.lists(st.tuples(shares, shares), max_size=20))
def test_no_name_lies_on_another(given_labels: list[Label], dots: list[tuple[float, float]]) -> None:
    placed = place_labels(given_labels, spots=dots)
    boxes = [box(label) for label in placed]
    for index, (left, right, foot, top) in enumerate(boxes):
        assert foot >= -1e-9
        assert top <= 1 + LINE_HEIGHT + 1e-9
        for other_left, other_right, other_foot, other_top in boxes[:index]:
            assert right <= other_left or other_right <= left or top <= other_foot or other_top <= foot


def test_a_name_stands_over_its_line_and_keeps_clear_of_values_and_other_lines() -> None:
    alone = place_labels([Label("Nullpunkt 40,6 %", 0.4, "baseline")])
    assert [(label.place, label.above) for label in alone] == [(0, True)]
    crossed = place_labels([Label("Nullpunkt 40,6 %", 0.4, "baseline")], spots=[(0.1, 0.42)])
    assert [(label.place, label.above) for label in crossed] == [(1, True)]
    near = place_labels([Label("Regional ambisjon 92 %", 0.92, "ambition"), Label("Egen 95 %", 0.95, "own")])
    assert [label.above for label in near] == [False, True]


def test_the_name_of_a_stretch_too_thin_for_it_is_left_out() -> None:
    assert place_labels([Label("Gul", 0.4, "band", top=0.42)]) == []
    assert len(place_labels([Label("Gul", 0.4, "band", top=0.5)])) == 1


def test_a_name_keeps_clear_of_the_line_between_two_values() -> None:
    dots = along_line([(0.02, 0.2), (0.3, 0.6)])
    placed = place_labels([Label("Nullpunkt 77", 0.25, "baseline")], spots=dots)
    assert [label.place for label in placed] == [1]


def test_the_name_of_a_stretch_stands_at_its_limit() -> None:
    """Where lower is better the limit is the stretch's top."""
    names = [
        Label("Gul: 200 eller lavere", 0.2, "band", top=0.9, from_top=from_top) for from_top in (False, True)
    ]
    placed = [label for name in names for label in place_labels([name])]
    assert [(label.at, label.above) for label in placed] == [(0.2, True), (0.9, False)]


def test_a_name_with_values_on_every_side_is_left_out() -> None:
    dots = [(share / 50, height) for share in range(51) for height in (0.38, 0.42)]
    assert place_labels([Label("Krav", 0.4, "requirement")], spots=dots) == []


def test_words_over_the_chart_leave_room_beside_them() -> None:
    near_the_top = [Label("Egen 95 %", 0.98, "own")]
    (beside,) = place_labels(
        near_the_top, spots=along_line([(0.0, 0.95), (1.0, 0.95)]), head=(0.0, "Innføring")
    )
    assert (beside.place, beside.above) == (1, True)
