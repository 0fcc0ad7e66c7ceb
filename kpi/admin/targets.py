"""Admin pages that show what is promised and measured. All of them are read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kpi.admin.read_only import ReadOnlyAdmin
from kpi.models import (
    Ambition,
    Baseline,
    Definition,
    Measurement,
    RegionalAmbition,
    Requirement,
    RequirementLimit,
    Threshold,
)


class OfKpiAdmin(ReadOnlyAdmin):
    """A table whose rows belong to a KPI, and most of them to an organisation."""

    @admin.display(description=_("måleindikator"), ordering="kpi__position")
    def indicator(self, record: Any) -> str:
        """The KPI's code, since a name on every row would hide the rest."""
        return str(record.kpi.code)

    @admin.display(description=_("gjelder fra"), ordering="revision__valid_from")
    def valid(self, record: Any) -> Any:
        """The first day it is in force."""
        return record.valid_from

    @admin.display(description=_("organisasjon"), ordering="organisation__code")
    def holder(self, record: Any) -> str:
        """The organisation's code."""
        return str(record.organisation.code)


@admin.register(Baseline)
class BaselineAdmin(OfKpiAdmin):
    """Baselines."""

    list_display = ("indicator", "holder", "role", "kind", "value_figure", "year", "valid")
    list_filter = ("organisation", "kind", "role")
    list_select_related = ("kpi", "organisation", "revision")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Ambition)
class AmbitionAdmin(OfKpiAdmin):
    """Ambitions."""

    list_display = (
        "indicator",
        "holder",
        "kind",
        "value_figure",
        "value_high_figure",
        "deadline",
        "valid",
    )
    list_filter = ("organisation", "kind", "deadline")
    list_select_related = ("kpi", "organisation", "revision")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(RegionalAmbition)
class RegionalAmbitionAdmin(OfKpiAdmin):
    """Adopted regional ambitions."""

    list_display = ("indicator", "holder", "kind", "value_figure", "printed", "valid")
    list_select_related = ("kpi", "organisation", "revision")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Requirement)
class RequirementAdmin(ReadOnlyAdmin):
    """Requirements from above."""

    list_display = ("code", "name", "printed", "plan")
    list_filter = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("code", "name")


@admin.register(RequirementLimit)
class RequirementLimitAdmin(OfKpiAdmin):
    """What requirements ask of KPIs."""

    list_display = ("requirement", "indicator", "comparison", "limit_figure", "valid")
    list_select_related = ("kpi", "requirement", "revision")
    search_fields = ("requirement__code", "requirement__name", "kpi__code", "kpi__name")


@admin.register(Threshold)
class ThresholdAdmin(OfKpiAdmin):
    """Thresholds."""

    list_display = ("plan", "kpi", "basis", "green_figure", "yellow_figure", "valid")
    list_select_related = ("plan", "kpi", "revision")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Definition)
class DefinitionAdmin(OfKpiAdmin):
    """What KPIs are agreed to measure."""

    list_display = ("indicator", "text", "valid")
    list_select_related = ("kpi", "revision")
    search_fields = ("kpi__code", "text")


@admin.register(Measurement)
class MeasurementAdmin(ReadOnlyAdmin):
    """Measurements. The total is not counted on every page, since the table grows large."""

    list_display = (
        "code",
        "holder",
        "category",
        "first_day",
        "last_day",
        "value_figure",
        "qualifier",
        "state",
        "origin",
        "entered_by",
        "entered_at",
    )
    list_filter = ("state", "origin", "organisation")
    list_select_related = ("indicator", "organisation", "category", "entered_by")
    search_fields = ("indicator__code", "indicator__name")
    date_hierarchy = "last_day"
    show_full_result_count = False

    @admin.display(description=_("indikator"), ordering="indicator__code")
    def code(self, record: Measurement) -> str:
        """The indicator's code, since a name on every row would hide the rest."""
        return record.indicator.code

    @admin.display(description=_("organisasjon"), ordering="organisation__code")
    def holder(self, record: Measurement) -> str:
        """The organisation's code."""
        return record.organisation.code
