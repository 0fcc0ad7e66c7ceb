"""Who entered a figure and when, or which report it stands in."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from kpi.models import Document, Measurement, User
from kpi.rules.figure import Figure
from kpi.rules.period import Period
from tests.presentation.cells import Said, explained
from tests.rules.build import terms


class TestWhereFiguresComeFrom:
    """Who entered a figure and when, or which report it stands in."""

    moment = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)

    def said(self, **fields: object) -> Said:
        record = Measurement(
            **{
                "origin": "entered",
                "state": "current",
                "entered_at": self.moment,
                "value": Decimal(58),
                **fields,
            }
        )
        of_record = Figure(Period.parse("2025"), Decimal("58.0"), ref=7)
        facts = {"records": {7: record}, "documents": {"3": Document(title="Årlig melding", version="2019")}}
        explanation = explained(terms(adopted="level 92"), [of_record], facts=facts)
        self.sources = explanation.steps[0].sources
        return Said(explanation)

    def test_entered_by_one_and_approved_by_another(self) -> None:
        said = self.said(
            entered_by=User(pk=1, first_name="Kari", last_name="Nordmann"),
            approved_by=User(pk=2, username="ola"),
            approved_at=self.moment,
        )
        assert said["measured.entered_by"] == {"who": "Kari Nordmann", "day": "14. september 2026"}
        assert said["measured.approved_by"] == {"who": "ola", "day": "14. september 2026"}

    def test_a_report(self) -> None:
        said = self.said(origin="report", printed="46 %", document_id=3, section="2.3", footnote="")
        assert said["measured.report"] == {"printed": "46 %"}
        assert self.sources == ("Årlig melding 2019, kap. 2.3",)

    def test_demo(self) -> None:
        assert "measured.demo" in self.said(origin="demo")

    def test_a_figure_given_as_approximate_says_so(self) -> None:
        assert self.said(qualifier="about")["measured.about"] == {"value": "ca. 58,0 %"}
        assert "measured.about" not in self.said()

    def test_a_correction(self) -> None:
        said = self.said(corrects=Measurement(value=Decimal("57.1")), reason="Feil i uttrekket")
        assert said["measured.correction_with_reason"] == {"before": "57,1 %", "reason": "Feil i uttrekket"}

    def test_not_saved_yet(self) -> None:
        assert "measured.not_saved" in Said(explained(terms(adopted="level 92"), "58"))
