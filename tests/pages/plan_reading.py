"""How the tests of the plan page look things up in it."""

from __future__ import annotations

from django.http import HttpResponse

from dashboards.plan.goals import GoalSection, KpiRow, Line
from dashboards.plan.page import PlanPage, plan_document_page
from kpi.presentation.formats import NBSP
from kpi.presentation.links import Links
from kpi.rules.period import Period
from kpi.selectors.plan_document import plan_document
from kpi.selectors.plan_terms import plan_terms

AS_OF = "2026-T2"


def page_of(as_of: str = AS_OF) -> PlanPage:
    terms = plan_terms("regional")
    assert terms is not None
    return plan_document_page(plan_document(terms, as_of=Period.parse(as_of)), links=Links("regional"))


def text_of(response: HttpResponse) -> str:
    return response.content.decode().replace(NBSP, " ")


def goal(page: PlanPage, code: str) -> GoalSection:
    return next(found for found in page.goals if found.code == code)


def kpi_row(page: PlanPage, code: str) -> KpiRow:
    return next(
        row for found in page.goals for group in found.groups for row in group.rows if row.code == code
    )


def lines(found: tuple[Line, ...]) -> list[str]:
    """Whose, what, and footnotes: `STO 1 064 (2020) [10]`."""
    return [
        " ".join(
            [
                *([line.who] if line.who else []),
                line.text.replace(NBSP, " "),
                *(f"[{note.mark}]" for note in line.notes),
            ]
        )
        for line in found
    ]
