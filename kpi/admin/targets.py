"""Admin pages that show what is promised and measured. All of them are read only."""

from __future__ import annotations

from django.contrib import admin

from kpi.admin.reading import ReadOnlyAdmin
from kpi.models import Ambition, Baseline, Measurement, RegionalAmbition, Requirement, Threshold


@admin.register(Baseline)
class BaselineAdmin(ReadOnlyAdmin):
    """Baselines."""

    list_display = ("kpi", "organisation", "role", "kind", "value", "year", "valid_from")
    list_filter = ("organisation", "kind", "role")
    list_select_related = ("kpi", "organisation")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Ambition)
class AmbitionAdmin(ReadOnlyAdmin):
    """Ambitions."""

    list_display = ("kpi", "organisation", "kind", "value", "value_high", "deadline", "valid_from")
    list_filter = ("organisation", "kind", "deadline")
    list_select_related = ("kpi", "organisation")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(RegionalAmbition)
class RegionalAmbitionAdmin(ReadOnlyAdmin):
    """Adopted regional ambitions."""

    list_display = ("kpi", "kind", "value", "printed", "valid_from")
    list_select_related = ("kpi",)
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Requirement)
class RequirementAdmin(ReadOnlyAdmin):
    """National requirements."""

    list_display = ("name", "kpi", "comparison", "limit", "valid_from")
    list_select_related = ("kpi",)
    search_fields = ("code", "name", "kpi__code", "kpi__name")


@admin.register(Threshold)
class ThresholdAdmin(ReadOnlyAdmin):
    """Thresholds."""

    list_display = ("plan", "kpi", "basis", "green", "yellow", "valid_from")
    list_select_related = ("plan", "kpi")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Measurement)
class MeasurementAdmin(ReadOnlyAdmin):
    """Measurements. The total is not counted on every page, since the table grows large."""

    list_display = (
        "kpi",
        "organisation",
        "period_start",
        "period_end",
        "value",
        "state",
        "origin",
        "entered_by",
        "entered_at",
    )
    list_filter = ("state", "origin", "organisation")
    list_select_related = ("kpi", "organisation", "entered_by")
    search_fields = ("kpi__code", "kpi__name")
    date_hierarchy = "period_end"
    show_full_result_count = False
