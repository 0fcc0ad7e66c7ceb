"""A source is cited in one way: documents each on a line, sections and footnotes once and in order."""

from __future__ import annotations

import pytest
from django.utils import translation

from kpi.models import Baseline, Document, Measurement
from kpi.presentation.citations import Citations, cite, origin_of
from kpi.rules.terms import Source

PLAN = Document(pk=1, title="Regional plan", version="2.0")
REPORT = Document(pk=2, title="Årlig melding 2019")
BOTH = {"1": PLAN, "2": REPORT}


@pytest.mark.parametrize(
    ("sources", "lines"),
    [
        ([Source("1", "4.3", "12")], ("Regional plan 2.0, kap. 4.3, fotnote 12",)),
        ([Source("1", "4.10"), Source("1", "4.9")], ("Regional plan 2.0, kap. 4.9 og 4.10",)),
        (
            [Source("1", "4.3, 7.1", "10,9"), Source("1", "4.3")],
            ("Regional plan 2.0, kap. 4.3 og 7.1, fotnote 9 og 10",),
        ),
        (
            [Source("2", "2.1"), None, Source("1", "4")],
            ("Årlig melding 2019, kap. 2.1", "Regional plan 2.0, kap. 4"),
        ),
        ([Source("1")], ("Regional plan 2.0",)),
        ([Source("3", "1"), Source(""), None], ()),
        ([Source("1", "vedlegg A, 4.2")], ("Regional plan 2.0, kap. 4.2 og vedlegg A",)),
    ],
)
def test_lines(sources: list[Source | None], lines: tuple[str, ...]) -> None:
    assert Citations(BOTH).lines(*sources) == lines
    assert Citations(BOTH).text(*sources) == "; ".join(lines)


def test_a_pages_own_document_is_not_named() -> None:
    own = Citations(BOTH, own="1")
    assert (
        own.text(Source("1", "4.3", "12"), Source("2", "2.1"))
        == "Kap. 4.3, fotnote 12; Årlig melding 2019, kap. 2.1"
    )
    assert own.text(Source("1")) == ""


def test_records_and_sources_are_cited_alike() -> None:
    row = Baseline(document=PLAN, section="4.3", footnote="12")
    assert (
        cite(row, None, Baseline(document=REPORT))
        == "Regional plan 2.0, kap. 4.3, fotnote 12; Årlig melding 2019"
    )
    assert Citations(BOTH).text(row) == Citations(BOTH).text(Source("1", "4.3", "12"))
    with translation.override("en"):
        assert cite(row) == "Regional plan 2.0, sec. 4.3, fn. 12"


def test_where_figures_came_from_is_said_once_each() -> None:
    report = Measurement(origin=Measurement.REPORT, document=REPORT, section="2.1")
    figures = [
        Measurement(origin=Measurement.IMPORTED),
        report,
        Measurement(origin=Measurement.IMPORTED),
        report,
    ]
    assert origin_of(figures) == "hentet fra rapport (Årlig melding 2019, kap. 2.1), importert fra fil"
    assert origin_of([]) == ""
