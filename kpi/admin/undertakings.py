"""Admin pages for prerequisites, changes and the plan's known inconsistencies."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kpi.admin.plan_texts import PlanTextAdmin
from kpi.models import Change, Inconsistency, Prerequisite
from kpi.models.followup import Undertaking


class UndertakingAdmin(admin.ModelAdmin):
    """Something promised around a goal, with those who answer for it."""

    list_display = ("code", "text", "goal", "answerable")
    list_filter = ("goal", "responsible")
    list_select_related = ("goal",)
    search_fields = ("code", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("responsible")

    @admin.display(description=_("ansvarlig"))
    def answerable(self, record: Undertaking) -> str:
        """The codes of those who answer for it."""
        return ", ".join(organisation.code for organisation in record.responsible.all())  # type: ignore[attr-defined]


@admin.register(Prerequisite)
class PrerequisiteAdmin(UndertakingAdmin):
    """Prerequisites."""


@admin.register(Change)
class ChangeAdmin(UndertakingAdmin):
    """Changes."""


@admin.register(Inconsistency)
class InconsistencyAdmin(PlanTextAdmin):
    """What does not add up in a plan."""

    list_display = ("code", "indicators", "note", "plan")
    search_fields = ("code", "note", "kpis__code")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("kpis")

    @admin.display(description=_("måleindikatorer"))
    def indicators(self, record: Inconsistency) -> str:
        """The codes of the KPIs it touches."""
        return ", ".join(kpi.code for kpi in record.kpis.all())
