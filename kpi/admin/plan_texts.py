"""Admin pages for a plan's texts: goals, glossary, roles, versions, reporting. The plan itself is read only.

The plan's files hold the same texts. Loading them again makes the texts what the files say.
"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kpi.admin.loadable import LoadableAdmin
from kpi.admin.read_only import ReadOnlyAdmin, value_column
from kpi.models import (
    BenefitGoal,
    GlossaryEntry,
    Indicator,
    Kpi,
    Plan,
    PlanMember,
    PlanRole,
    PlanVersion,
    ReportingDuty,
    Revision,
    SubGoal,
)


class MemberInline(admin.TabularInline):
    """The organisations a plan is judged for, shown with the plan."""

    model = PlanMember
    fields = ("organisation", "part_of", "go_live", "position")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("organisation", "part_of")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    """Plans."""

    list_display = ("code", "title", "kind", "version", "date", "owner")
    list_select_related = ("owner",)
    search_fields = ("code", "title")
    inlines = (MemberInline,)


class PlanTextAdmin(LoadableAdmin):
    """A text that belongs to a plan, in the plan's order."""

    list_select_related = ("plan",)
    list_filter = ("plan",)


@admin.register(GlossaryEntry)
class GlossaryEntryAdmin(PlanTextAdmin):
    """Words the plan explains."""

    list_display = ("term", "explanation", "plan")
    search_fields = ("term", "explanation")


@admin.register(PlanRole)
class PlanRoleAdmin(PlanTextAdmin):
    """The plan's roles."""

    list_display = ("name", "holder", "responsibility", "plan")
    search_fields = ("name", "holder", "responsibility")


@admin.register(PlanVersion)
class PlanVersionAdmin(PlanTextAdmin):
    """The plan's versions."""

    list_display = ("version", "change", "date", "approved_by", "approved_on", "plan")
    search_fields = ("version", "change", "approved_by")


@admin.register(ReportingDuty)
class ReportingDutyAdmin(PlanTextAdmin):
    """What is reported when."""

    list_display = ("name", "frequency", "note", "plan")
    search_fields = ("code", "name", "note")


@admin.register(BenefitGoal)
class BenefitGoalAdmin(PlanTextAdmin):
    """Goals."""

    list_display = ("code", "name", "promise_kind", "low", "high", "within_years", "plan")
    low = staticmethod(value_column("promise_low", _("fra")))
    high = staticmethod(value_column("promise_high", _("til")))
    search_fields = ("code", "name", "statement")


@admin.register(SubGoal)
class SubGoalAdmin(LoadableAdmin):
    """Sub-goals."""

    list_display = ("code", "name", "goal")
    list_filter = ("goal",)
    list_select_related = ("goal",)
    search_fields = ("code", "name")


@admin.register(Kpi)
class KpiAdmin(ReadOnlyAdmin):
    """KPIs."""

    list_display = ("code", "name", "indicator", "frequency", "goal", "sub_goal")
    list_filter = ("plan", "goal", "frequency")
    list_select_related = ("goal", "sub_goal", "indicator")
    search_fields = ("code", "name", "printed_name")


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    """Indicators."""

    list_display = ("code", "name", "unit", "direction", "over_time", "decimals")
    list_filter = ("unit", "direction", "over_time")
    search_fields = ("code", "other_codes", "name")


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Revisions of a plan's terms."""

    list_display = ("code", "plan", "origin", "valid_from", "reason", "decided_by", "decided_on")
    list_filter = ("plan", "origin")
    list_select_related = ("plan",)
    search_fields = ("code", "reason", "decided_by")
