"""Admin pages for prerequisites and changes, and for the plan's known inconsistencies."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kpi.actions.followup import remove_undertakings
from kpi.admin.loadable import LoadableAdmin
from kpi.admin.plan_texts import PlanTextAdmin
from kpi.models import Inconsistency, Responsibility, Undertaking


class ResponsibilityInline(admin.TabularInline):
    """Those who answer for an undertaking, edited with it."""

    model = Responsibility
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("organisation", "undertaking")


@admin.register(Undertaking)
class UndertakingAdmin(LoadableAdmin):
    """Prerequisites and changes, with those who answer for them."""

    list_display = ("code", "kind", "text", "goal", "answerable")
    list_filter = ("kind", "goal", "responsible")
    list_select_related = ("goal",)
    search_fields = ("code", "text")
    inlines = (ResponsibilityInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("responsible")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """What goes along, and what stands in the way: follow-up does, the bare names of those responsible do not."""
        deleted, counts, lacking, _protected = super().get_deleted_objects(objs, request)
        rows = Responsibility.objects.filter(undertaking__in=objs).select_related(
            "undertaking", "organisation"
        )
        followed_up = [str(row) for row in rows.followed_up()]
        return deleted, counts, set() if followed_up else lacking, followed_up

    def delete_model(self, request: HttpRequest, obj: Undertaking) -> None:
        remove_undertakings([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        remove_undertakings(queryset)

    @admin.display(description=_("ansvarlig"))
    def answerable(self, record: Undertaking) -> str:
        """The codes of those who answer for it."""
        return ", ".join(organisation.code for organisation in record.responsible.all())


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
