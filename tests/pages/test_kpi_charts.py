"""A KPI's charts and its file of figures: what Plotly is given, and what a spreadsheet or the import is."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import urljoin

import plotly.graph_objects as go
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kpi.models import Measurement
from kpi.rules.terms import AmbitionKind
from kpi.selectors.plan_terms import plan_terms
from tests.pages.kpi_pages import THREE_TRUSTS, page, text_of
from tests.pages.worlds import PLAN

Measure = Callable[..., None]


def one_of_each_kind() -> list[str]:
    """A KPI for each way of being judged and measured that the plan has, among those that take measurements."""
    plan = plan_terms("regional")
    assert plan is not None
    found: dict[tuple[object, ...], str] = {}
    for kpi in plan.kpis:
        terms = plan.terms[kpi.code]
        own = frozenset(ambition.kind for member in terms.organisations for ambition in member.ambitions)
        adopted = frozenset(ambition.kind for member in terms.organisations for ambition in member.adopted)
        kind = (own, adopted, terms.direction, terms.unit, terms.over_time, bool(terms.requirements))
        if kpi.takes_measurements:
            found.setdefault(kind, kpi.code)
    assert {kind for own, *_rest in found for kind in own} == set(AmbitionKind)  # type: ignore[attr-defined]
    return list(found.values())


# Tertials with a gap, months beside them, a year, and one that two trusts lack.
PERIODS = (
    *(f"{year}-T{part}" for year in (2023, 2024) for part in (1, 2, 3)),
    "2025-T2",
    "2025-01",
    "2025-02",
    "2022",
)


class TestCharts:
    """Each figure is one that Plotly accepts, with the judgement's own limits."""

    def figures(self, html: str) -> list[dict[str, Any]]:
        found = re.findall(r'<script id="chart-\d" type="application/json">(.*?)</script>', html)
        return [json.loads(text) for text in found]

    def test_plotly_knows_every_property_of_every_kind_of_chart(
        self, leader: Client, measure: Measure
    ) -> None:
        codes = one_of_each_kind()
        measure(
            *[
                (code, trust, period, "40")
                for code in codes
                for trust in ("STO", "HNT", "HMR")
                for period in PERIODS
            ],
            *[(code, "STO", "2026-T1", "41") for code in codes],
            *[(code, "HMN", "2026-T2", "42") for code in codes],
        )
        drawn = {code: self.figures(page(leader, code, as_of="2026-T2").content.decode()) for code in codes}
        assert {len(figures) for figures in drawn.values()} == {4}
        for code, figures in drawn.items():
            for figure in figures:
                built = go.Figure(figure)  # refuses what Plotly does not know, with its name
                assert {trace.type for trace in built.data} <= {"scatter", "bar"}, (
                    code
                )  # all that is vendored
                assert json.loads(built.to_json())["data"] == figure["data"], code

    def test_plotly_refuses_what_it_does_not_know(self) -> None:
        with pytest.raises(ValueError, match="Invalid property"):
            go.Figure({"layout": {"xaxis": {"tickformatt": ","}}})

    def test_bands_begin_at_the_limits_and_levels_are_named(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS)
        sto = self.figures(page(leader, "SP-1.1").content.decode())[0]
        bands = [(shape["y0"], shape["y1"]) for shape in sto["layout"]["shapes"] if shape["type"] == "rect"]
        assert bands == [(0.0, 23.0), (23.0, 70.0), (70.0, 100.0)]
        names = {note["text"].replace("\N{NO-BREAK SPACE}", " ") for note in sto["layout"]["annotations"]}
        assert {"Krav: minst 70 %", "Regional ambisjon 92 %", "Egen 85 %", "Nullpunkt 40,6 %"} <= names

    def test_trusts_share_one_scale_for_shares_and_not_for_counts(
        self, leader: Client, measure: Measure
    ) -> None:
        measure(*THREE_TRUSTS)
        ranges = [
            figure["layout"]["yaxis"]["range"]
            for figure in self.figures(page(leader, "SP-1.1").content.decode())
        ]
        assert ranges == [[0.0, 100.0]] * 4
        measure(("SP.1", "STO", "2025", "638"), ("SP.1", "HNT", "2025", "158"))
        tops = [
            figure["layout"]["yaxis"]["range"][1]
            for figure in self.figures(page(leader, "SP.1").content.decode())
        ]
        assert tops[0] > 4 * tops[1]

    def test_a_line_is_broken_where_a_period_is_missing(self, leader: Client, measure: Measure) -> None:
        measure(*[("P-2.1", "STO", month, "20") for month in ("2026-01", "2026-02", "2026-04")])
        line = self.figures(page(leader, "P-2.1").content.decode())[0]["data"][0]
        assert line["y"] == [20.0, 20.0, None, 20.0]

    def test_lengths_are_lines_of_their_own_and_years_sums_lie_over_bars(
        self, leader: Client, measure: Measure
    ) -> None:
        measure(
            ("P-2.1", "STO", "2026-05", "20"),
            ("P-2.1", "STO", "2026-T1", "21"),
            ("P-2.1", "STO", "2025", "19"),
        )
        data = self.figures(page(leader, "P-2.1").content.decode())[0]["data"]
        assert sorted(trace["y"][0] for trace in data) == [19.0, 20.0, 21.0]
        measure(*[("SP.1", "STO", f"2024-T{part}", "200") for part in (1, 2, 3)])
        figure = self.figures(page(leader, "SP.1").content.decode())[0]
        bars, line = figure["data"]
        assert (bars["type"], bars["y"]) == ("bar", [200.0, 200.0, 200.0])
        assert (line["x"], line["y"]) == (["2024-12-31"], [600.0])
        # A part of a year is held against no limit of a year: it has a scale of its own, under the sums'.
        assert (bars["yaxis"], line.get("yaxis", "y")) == ("y2", "y")
        assert figure["layout"]["yaxis2"]["domain"][1] < figure["layout"]["yaxis"]["domain"][0]

    def test_parts_of_a_year_alone_are_held_against_nothing(self, leader: Client, measure: Measure) -> None:
        measure(("SP.1", "STO", "2024-T1", "200"))
        figure = self.figures(page(leader, "SP.1").content.decode())[0]
        assert [(trace["type"], trace["yaxis"], trace["y"]) for trace in figure["data"]] == [
            ("bar", "y", [200.0])
        ]
        assert [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"] == []

    def test_figures_far_back_are_told_and_not_drawn(self, leader: Client, measure: Measure) -> None:
        months = [f"2026-0{month}" for month in range(1, 9)]
        measure(("P-2.1", "STO", "2018", "15"), *[("P-2.1", "STO", month, "20") for month in months])
        html = page(leader, "P-2.1").content.decode()
        sto = self.figures(html)[0]
        assert sto["layout"]["xaxis"]["range"] == ["2026-01-01", "2026-08-31"]
        assert [trace["y"] for trace in sto["data"]] == [[20.0] * 8]
        assert (
            text_of(html).count("Et eldre tall, for 2018, står bare i tabellen.") == 2
        )  # STO's, and so the region's

    def test_what_somebody_has_alone_is_drawn_however_old(self, leader: Client, measure: Measure) -> None:
        measure(
            ("P-2.1", "HNT", "2018", "15"), *[("P-2.1", "STO", f"2026-0{month}", "20") for month in (1, 2)]
        )
        html = page(leader, "P-2.1").content.decode()
        assert self.figures(html)[0]["layout"]["xaxis"]["range"] == ["2018-01-01", "2026-02-28"]
        assert "står bare i tabellen" not in text_of(html)

    def test_every_chart_is_described(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS)
        described = re.findall(
            r'class="chart"[^>]*aria-label="([^"]*)"', page(leader, "SP-1.1").content.decode()
        )
        assert len(described) == 4
        assert "58,0 % for 2. tertial 2026. Kravet er ikke møtt." in described[0].replace(
            "\N{NO-BREAK SPACE}", " "
        )


def test_what_the_libraries_cost_is_measured(measure: Measure) -> None:
    measure(*THREE_TRUSTS)
    out = StringIO()
    call_command("measure_libraries", "SP-1.1", "--runs", "1", stdout=out)
    for said in ("import of pandas", "a chart as a dictionary and as plotly's object", "kB in the page"):
        assert said in out.getvalue()
    with pytest.raises(CommandError, match=r"There is no KPI XX"):
        call_command("measure_libraries", "XX")
    with pytest.raises(CommandError, match=r"K\.1 has no figures"):
        call_command("measure_libraries", "K.1")


class TestTheFile:
    """The figures as CSV, in the form they can be imported in."""

    def test_columns_and_norwegian_numbers(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS, ("SP-1.1", "STO", "2026-T1", "57.1"))
        response = leader.get(f"{PLAN}/kpi/SP-1.1/?format=csv")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert 'filename="SP-1.1.csv"' in response["Content-Disposition"]
        text = response.content.decode("utf-8-sig")
        assert response.content.decode().startswith("\N{BYTE ORDER MARK}")
        rows = list(csv.reader(StringIO(text), delimiter=";"))
        assert rows[0] == ["kpi", "organisation", "period", "value", "numerator", "denominator"]
        assert rows[1:3] == [
            ["SP-1.1", "STO", "2026-T1", "57,1", "", ""],
            ["SP-1.1", "STO", "2026-T2", "58", "", ""],
        ]
        assert len(rows) == 1 + 4

    def test_preliminary_figures_are_said_to_be(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS)
        measure(("SP-1.1", "STO", "2026-T1", "57.1"), approve=False)
        response = leader.get(f"{PLAN}/kpi/SP-1.1/?format=csv&preliminary=1")
        assert "med%20forel%C3%B8pige%20tall.csv" in response["Content-Disposition"]
        rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert {row["period"]: row["comment"] for row in rows if row["organisation"] == "STO"} == {
            "2026-T1": "foreløpig, ikke godkjent",
            "2026-T2": "",
        }
        beside = leader.get(f"{PLAN}/kpi/SP-1.1/?format=year-on-year&preliminary=1")
        register = leader.get(f"{PLAN}/register/?format=csv&preliminary=1&as_of=2026-T2")
        assert "Periode (med foreløpige tall)" in beside.content.decode("utf-8-sig").splitlines()[0]
        last = csv.DictReader(StringIO(register.content.decode("utf-8-sig")), delimiter=";")
        assert {row["Vist per"] for row in last} == {"2. tertial 2026, med foreløpige tall"}

    def test_it_can_be_imported_again_and_changes_nothing(
        self, leader: Client, measure: Measure, tmp_path: Any
    ) -> None:
        measure(*THREE_TRUSTS)
        path = tmp_path / "figures.csv"
        path.write_bytes(leader.get(f"{PLAN}/kpi/SP-1.1/?format=csv").content)
        before = Measurement.objects.count()
        call_command("import_measurements", str(path), "--approve", verbosity=0, stdout=StringIO())
        assert Measurement.objects.count() == before

    def test_each_value_beside_that_of_the_same_months_a_year_before(
        self, leader: Client, measure: Measure
    ) -> None:
        measure(
            ("SP-1.1", "STO", "2025-T2", "54.6"),
            ("SP-1.1", "STO", "2026-T1", "57.1"),
            *THREE_TRUSTS,
        )
        html = page(leader, "SP-1.1", as_of="2026-T2").content.decode()
        (url,) = re.findall(r'href="([^"]+)">Last ned mot samme', html)
        response = leader.get(urljoin(f"{PLAN}/kpi/SP-1.1/", url.replace("&amp;", "&")))
        assert 'filename="SP-1.1%20mot%20' in response["Content-Disposition"].replace("*=utf-8''", '="')
        rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert [row["Periode"] for row in rows] == ["2026-T2", "2026-T1", "2025-T2"]
        newest = rows[0]
        assert (newest["STO"], newest["STO året før"], newest["STO endring"]) == ("58", "54,6", "3,4")
        assert (newest["HNT"], newest["HNT året før"], newest["HNT endring"]) == ("72,4", "", "")
        assert (newest["HMN"], newest["HMN året før"]) == ("59,9", "")
        # A regional value without all its trusts would say so on the page, and no cell of a file can.
        assert [row["HMN"] for row in rows[1:]] == ["", ""]

    def test_without_figures_the_file_has_its_heading_alone(self, leader: Client, plan: Any) -> None:
        content = leader.get(f"{PLAN}/kpi/SP-1.1/?format=year-on-year").content.decode("utf-8-sig")
        assert content.splitlines() == ["Periode"]
