"""Admin pages that show and never write, for tables that only actions may change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponse
from django.utils.translation import gettext as _


class ReadOnlyAdmin(admin.ModelAdmin):
    """A table that every member of staff may look at, and nobody may change here."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_staff(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return _is_staff(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with a title that says it cannot be changed here."""
        title = _("%(table)s – vises her, endres ikke her") % {
            "table": str(self.opts.verbose_name_plural).capitalize()
        }
        return super().changelist_view(request, {"title": title, **(extra_context or {})})


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_staff)
