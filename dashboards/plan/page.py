"""The plan page as ready text: the plan as its document stands, chapter by chapter."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboards.plan.goals import GoalSection, goal_sections, inconsistency_anchor
from dashboards.plan.regional import (
    LeftOutRow,
    RegionalRow,
    RequirementRow,
    ThresholdRow,
    left_out_rows,
    regional_rows,
    requirement_rows,
    threshold_rows,
)
from kpi.presentation.citations import Citations
from kpi.presentation.formats import day, listed, number, period_name
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import OrganisationWords, words_of
from kpi.rules.period import Period
from kpi.selectors.plan_document import PlanDocument
from kpi.words.labels import FREQUENCY, ORGANISATION_KIND


@dataclass(frozen=True)
class TocEntry:
    """A line in the table of contents."""

    url: str
    code: str
    label: str
    children: tuple[TocEntry, ...] = ()
    from_plan: bool = False


@dataclass(frozen=True)
class VersionRow:
    """A version of the plan."""

    version: str
    date: str
    change: str
    approval: str
    source: str


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation in the plan; `go_live` is when it took the solution into use."""

    code: str
    name: str
    role: str
    go_live: str
    source: str


@dataclass(frozen=True)
class TextRow:
    """A name and its text: a definition, a role, a duty to report."""

    name: str
    detail: str
    text: str
    source: str


@dataclass(frozen=True)
class KpiLink:
    """A KPI to go to."""

    code: str
    url: str


@dataclass(frozen=True)
class InconsistencyRow:
    """Something in the plan that does not add up."""

    anchor: str
    kpis: tuple[KpiLink, ...]
    organisations: str
    note: str
    source: str


@dataclass(frozen=True)
class DocumentRow:
    """A document that figures are taken from."""

    title: str
    version: str
    date: str
    publisher: str


@dataclass(frozen=True)
class PlanPage:
    """Everything the template shows."""

    lead: str
    toc: tuple[TocEntry, ...]
    versions: tuple[VersionRow, ...]
    organisations: tuple[OrganisationRow, ...]
    definitions: tuple[TextRow, ...]
    definitions_source: str
    roles: tuple[TextRow, ...]
    roles_source: str
    goals: tuple[GoalSection, ...]
    reporting: tuple[TextRow, ...]
    regional: tuple[RegionalRow, ...]
    regional_summary: str
    regional_source: str
    has_whole: bool
    left_out: tuple[LeftOutRow, ...]
    thresholds: tuple[ThresholdRow, ...]
    requirements: tuple[RequirementRow, ...]
    inconsistencies: tuple[InconsistencyRow, ...]
    documents: tuple[DocumentRow, ...]


def plan_document_page(document: PlanDocument, *, links: Links) -> PlanPage:
    """The page."""
    own = document.terms.plan.document_id
    sources = Citations({str(pk): found for pk, found in document.documents.items()}, str(own or ""))
    goals = goal_sections(document, sources, links)
    regional = regional_rows(document, sources, links)
    words = words_of(document.terms)
    records = [row.record for row in document.reconciliation.rows]
    return PlanPage(
        lead=_lead(document),
        toc=_toc(document, goals, words, has_common=bool(regional or document.left_out)),
        versions=_versions(document, sources),
        organisations=_organisations(document, sources),
        definitions=tuple(
            TextRow(row.term, "", row.explanation, sources.text(row)) for row in document.glossary
        ),
        definitions_source=sources.text(*document.glossary),
        roles=tuple(
            TextRow(row.name, row.holder, row.responsibility, sources.text(row)) for row in document.roles
        ),
        roles_source=sources.text(*document.roles),
        goals=goals,
        reporting=tuple(
            TextRow(row.name, capfirst(str(FREQUENCY[row.frequency])), row.note, sources.text(row))
            for row in document.reporting
        ),
        regional=regional,
        regional_summary=_regional_summary(regional, words),
        regional_source=sources.text(*records),
        has_whole=document.terms.whole is not None,
        left_out=left_out_rows(document.left_out, links, words),
        thresholds=threshold_rows(document, sources, links),
        requirements=requirement_rows(document, sources, links),
        inconsistencies=_inconsistencies(document, sources, links),
        documents=tuple(
            DocumentRow(one.title, one.version, day(one.date) if one.date else "", one.publisher)
            for one in sorted(document.documents.values(), key=lambda one: (one.pk != own, one.title))
        ),
    )


def _lead(document: PlanDocument) -> str:
    sub_goals = sum(len(of_goal) for of_goal in document.sub_goals.values())
    return ngettext(
        "%(goals)s gevinstmål, %(sub_goals)s delmål og %(kpis)s måleindikator",
        "%(goals)s gevinstmål, %(sub_goals)s delmål og %(kpis)s måleindikatorer",
        len(document.terms.kpis),
    ) % {
        "goals": number(len(document.goals)),
        "sub_goals": number(sub_goals),
        "kpis": number(len(document.terms.kpis)),
    }


def _toc(
    document: PlanDocument, goals: tuple[GoalSection, ...], words: OrganisationWords, *, has_common: bool
) -> tuple[TocEntry, ...]:
    common = TocEntry("#regional", "", words.put(_("%(the_common)s ambisjoner")))
    return (
        TocEntry("#om", "", _("Om planen")),
        *((TocEntry("#roller", "", _("Roller og ansvar")),) if document.roles else ()),
        TocEntry(
            "#gevinstmal",
            "",
            _("Gevinstmål og måleindikatorer"),
            tuple(TocEntry(f"#{goal.anchor}", goal.code, goal.name, from_plan=True) for goal in goals),
        ),
        *((TocEntry("#rapportering", "", _("Oppfølging og rapportering")),) if document.reporting else ()),
        *((common,) if has_common else ()),
        TocEntry("#terskler", "", _("Terskelverdier")),
        TocEntry("#styringskrav", "", pgettext("plural", "Styringskrav")),
        TocEntry("#avvik", "", _("Kjente avvik i planen")),
        TocEntry("#kilder", "", _("Kilder")),
    )


def _versions(document: PlanDocument, sources: Citations) -> tuple[VersionRow, ...]:
    rows = []
    for row in document.versions:
        approval = ""
        if row.approved_by and row.approved_on:
            approval = _("%(who)s, %(day)s") % {"who": row.approved_by, "day": day(row.approved_on)}
        elif row.approved_by or row.approved_on:
            approval = row.approved_by or (day(row.approved_on) if row.approved_on else "")
        rows.append(
            VersionRow(
                row.version, day(row.date) if row.date else "", row.change, approval, sources.text(row)
            )
        )
    return tuple(rows)


def _organisations(document: PlanDocument, sources: Citations) -> tuple[OrganisationRow, ...]:
    rows = [
        OrganisationRow(
            member.organisation.code,
            member.organisation.name,
            _("regionen")
            if member.organisation == document.terms.whole and words_of(document.terms).is_region
            else _kind(member.organisation.kind),
            period_name(Period.of(member.go_live, 1)) if member.go_live else "",
            sources.text(member.organisation),
        )
        for member in document.members
    ]
    rows += [
        OrganisationRow(one.code, one.name, _kind(one.kind), "", sources.text(one))
        for one in document.responsible
    ]
    return tuple(rows)


def _kind(code: str) -> str:
    return str(ORGANISATION_KIND.get(code, code))


def _regional_summary(rows: tuple[RegionalRow, ...], words: OrganisationWords) -> str:
    values = {
        "total": number(len(rows)),
        "agree": number(sum(row.agrees for row in rows)),
        "others": listed([row.code for row in rows if not row.agrees]),
    }
    if not values["others"]:
        sentence = _("%(total)s %(the_common)s ambisjoner. Regelen gir det vedtatte for alle.")
    else:
        sentence = _(
            "%(total)s %(the_common)s ambisjoner. Regelen gir det vedtatte for %(agree)s. %(others)s avviker."
        )
    return words.put(sentence, **values)


def _inconsistencies(
    document: PlanDocument, sources: Citations, links: Links
) -> tuple[InconsistencyRow, ...]:
    return tuple(
        InconsistencyRow(
            inconsistency_anchor(row.code),
            tuple(
                KpiLink(kpi.code, links.kpi(kpi.code))
                for kpi in sorted(row.kpis.all(), key=lambda kpi: kpi.position)
            ),
            listed(sorted(one.code for one in row.organisations.all())),
            row.note,
            sources.text(row),
        )
        for row in document.inconsistencies
    )
