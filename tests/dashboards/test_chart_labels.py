"""Where the names of a chart's lines stand: never on each other, never on another line, inside the chart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboards.kpi.chart_labels import LINE_HEIGHT, WIDTH_OF_CHARACTER, Label, place_labels

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
    width = min(len(label.text) * WIDTH_OF_CHARACTER, 1.0)
    left = 0.0 if label.left else 1 - width
    foot = label.at if label.above else label.at - LINE_HEIGHT
    return left, left + width, foot, foot + LINE_HEIGHT


@given(st.lists(labels | stretches, max_size=8), st.lists(st.tuples(shares, shares), max_size=20))
def test_no_name_lies_on_another(given_labels: list[Label], dots: list[tuple[float, float]]) -> None:
    placed = place_labels(given_labels, dots=dots)
    boxes = [box(label) for label in placed]
    for index, (left, right, foot, top) in enumerate(boxes):
        assert foot >= -1e-9
        assert top <= 1 + LINE_HEIGHT + 1e-9
        for other_left, other_right, other_foot, other_top in boxes[:index]:
            assert right <= other_left or other_right <= left or top <= other_foot or other_top <= foot


def test_a_name_stands_over_its_line_and_keeps_clear_of_values_and_other_lines() -> None:
    alone = place_labels([Label("Nullpunkt 40,6 %", 0.4, "baseline")])
    assert [(label.left, label.above) for label in alone] == [(True, True)]
    crossed = place_labels([Label("Nullpunkt 40,6 %", 0.4, "baseline")], dots=[(0.1, 0.42)])
    assert [(label.left, label.above) for label in crossed] == [(False, True)]
    near = place_labels([Label("Regional ambisjon 92 %", 0.92, "ambition"), Label("Egen 95 %", 0.95, "own")])
    assert [label.above for label in near] == [False, True]


def test_the_name_of_a_stretch_too_thin_for_it_is_left_out() -> None:
    assert place_labels([Label("Gul", 0.4, "band", top=0.42)]) == []
    assert len(place_labels([Label("Gul", 0.4, "band", top=0.5)])) == 1
