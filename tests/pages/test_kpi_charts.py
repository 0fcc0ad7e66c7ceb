"""A KPI's charts and its file of figures: what Plotly is given, and what a spreadsheet or the import is."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import plotly.graph_objects as go
import pytest
from django.core.management import call_command
from django.test import Client

from kpi.models import Measurement
from tests.pages.kpi_pages import THREE_TRUSTS, page
from tests.pages.worlds import PLAN

Measure = Callable[..., None]


class TestCharts:
    """Each figure is one that Plotly accepts, with the judgement's own limits."""

    def figures(self, html: str) -> list[dict[str, Any]]:
        found = re.findall(r'<script id="chart-\d" type="application/json">(.*?)</script>', html)
        return [json.loads(text) for text in found]

    @pytest.mark.parametrize(
        ("code", "value"),
        [("SP-1.1", "58"), ("S-1.1", "56"), ("SP.1", "638"), ("S-1.4", "1"), ("B.1a", "34"), ("DH-2.1", "4")],
    )
    def test_plotly_accepts_them(self, leader: Client, measure: Measure, code: str, value: str) -> None:
        measure(
            *[
                (code, trust, str(year), value)
                for trust in ("STO", "HNT", "HMR")
                for year in (2023, 2024, 2025)
            ]
        )
        figures = self.figures(page(leader, code).content.decode())
        assert len(figures) == 4
        for figure in figures:
            colours = json.dumps(figure).replace('"var(--chart-', '"#12345').replace(')"', '"')
            go.Figure(json.loads(re.sub(r'"#12345[\w-]*"', '"#123456"', colours)))

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
        bars, line = self.figures(page(leader, "SP.1").content.decode())[0]["data"]
        assert (bars["type"], bars["y"]) == ("bar", [200.0, 200.0, 200.0])
        assert (line["x"], line["y"]) == (["2024-12-31"], [600.0])

    def test_every_chart_is_described(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS)
        described = re.findall(
            r'class="chart"[^>]*aria-label="([^"]*)"', page(leader, "SP-1.1").content.decode()
        )
        assert len(described) == 4
        assert "58,0 % for 2. tertial 2026. Kravet er ikke møtt." in described[0].replace(
            "\N{NO-BREAK SPACE}", " "
        )


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

    def test_it_can_be_imported_again_and_changes_nothing(
        self, leader: Client, measure: Measure, tmp_path: Any
    ) -> None:
        measure(*THREE_TRUSTS)
        path = tmp_path / "figures.csv"
        path.write_bytes(leader.get(f"{PLAN}/kpi/SP-1.1/?format=csv").content)
        before = Measurement.objects.count()
        call_command("import_measurements", str(path), "--approve", verbosity=0, stdout=StringIO())
        assert Measurement.objects.count() == before
