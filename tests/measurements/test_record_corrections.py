"""Recording another figure for a filled cell: a correction says why, a comment alone need not."""

import pytest

from kpi.actions.record import Correction, Recorded, record_measurement
from kpi.actions.refusals import Refused
from kpi.models import Measurement, Plan
from kpi.rules.terms import Qualifier
from tests.measurements.factories import cell, figure, store

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reason", ["", "  \n"])
@pytest.mark.parametrize(
    ("before", "approve"),
    [([(5, True)], True), ([(5, True)], False), ([(5, False)], True), ([(5, False)], False)],
)
def test_a_correction_without_a_reason_is_refused(
    plan: Plan, before: list[tuple[int, bool]], approve: bool, reason: str
) -> None:
    for earlier, approved in before:
        store(figure("A.3", value=str(earlier)), approve=approved)
    as_it_was = cell("A.3")
    with pytest.raises(Refused) as caught:
        store(figure("A.4"), figure("A.3", value="6.50"), approve=approve, reason=reason)
    (found,) = caught.value.findings
    assert (found.line, found.column, found.code) == (2, "value", "correction_without_reason")
    assert (found.values["old"], found.values["new"]) == ("5", "6.5")
    assert (cell("A.3"), cell("A.4")) == (as_it_was, [])


@pytest.mark.parametrize("change", [{"numerator": 1, "denominator": 2}, {"qualifier": Qualifier.ABOUT}])
def test_what_else_a_figure_says_is_corrected_with_a_reason_too(
    plan: Plan, change: dict[str, object]
) -> None:
    store(figure("A.1"))
    with pytest.raises(Refused):
        store(figure("A.1", **change), reason="")  # type: ignore[arg-type]
    assert store(figure("A.1", **change)) == Recorded(corrected=1)  # type: ignore[arg-type]


def test_one_figure_from_the_form_is_corrected_with_a_reason(plan: Plan) -> None:
    first = record_measurement(figure("A.3", value="5"), by=None)
    with pytest.raises(Refused):
        record_measurement(figure("A.3", value="6"), by=None, expected_current=first.pk)
    assert record_measurement(figure("A.3", value="5"), by=None).pk == first.pk
    assert cell("A.3") == [("current", 5)]


@pytest.mark.parametrize(("before", "approve"), [(True, True), (True, False), (False, False)])
def test_a_comment_alone_is_kept_as_a_new_row(plan: Plan, before: bool, approve: bool) -> None:
    """No reason is asked for, since nothing that was measured is another."""
    store(figure("A.1", value="50", comment="Først"), approve=before)
    row = figure("A.1", value="50.0", comment="Så")
    assert store(row, approve=approve, reason="") == Recorded(corrected=1)
    first, second = Measurement.objects.order_by("pk")
    assert (second.comment, second.corrects, second.reason, second.value) == ("Så", first, "", 50)
    assert second.state == ("current" if approve else "proposed")
    assert store(row, approve=approve, reason="") == Recorded(unchanged=1)
    assert store(figure("A.1", value="50"), approve=approve, reason="") == Recorded(unchanged=1)


def test_a_comment_with_the_approval_of_a_proposal_is_kept(plan: Plan) -> None:
    store(figure("A.1", comment="Foreløpig"), approve=False)
    assert store(figure("A.1", comment="Kontrollert"), reason="") == Recorded(corrected=1)
    assert [(row.state, row.comment) for row in Measurement.objects.order_by("pk")] == [
        ("superseded", "Foreløpig"),
        ("current", "Kontrollert"),
    ]


def test_the_same_comment_is_no_change(plan: Plan) -> None:
    store(figure("A.1", comment="Først"))
    assert store(figure("A.1", comment="Først"), reason="") == Recorded(unchanged=1)


def test_what_is_corrected_is_named_and_what_is_commented_or_made_up_is_not(plan: Plan) -> None:
    store(figure("A.3", value="5"), figure("A.1", comment="Først"))
    store(figure("A.4", value="5"), origin="demo")
    recorded = store(
        figure("A.1", comment="Så"),
        figure("A.4", value="6"),
        figure("A.3", value="6.50"),
        figure("A.2", value="1"),
    )
    assert recorded == Recorded(new=1, corrected=3)
    assert recorded.corrections == (Correction(3, "value", "5", "6.5"),)


def test_a_numerator_alone_is_named_as_what_differs(plan: Plan) -> None:
    store(figure("A.1", numerator=1, denominator=2))
    with pytest.raises(Refused) as caught:
        store(figure("A.1", numerator=2, denominator=4), reason="")
    (found,) = caught.value.findings
    assert (found.column, found.values["old"], found.values["new"]) == ("numerator", "1", "2")


def test_a_figure_after_the_answer_that_there_is_none_needs_no_reason(plan: Plan) -> None:
    store(figure("A.1", value=None, qualifier=Qualifier.NOT_PUBLISHED))
    assert store(figure("A.1"), reason="").corrections == (Correction(1, "value", "not_published", "50"),)
    assert cell("A.1")[-1] == ("current", 50)
