"""What the pages of the administration share: those that show and never write, and records whose codes stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import DecimalField, Model
from django.http import HttpRequest
from django.http.response import HttpResponse
from django.utils.translation import gettext as _

from kpi.presentation.formats import exact_number

FIGURE = "{}_figure"
"""How the column that shows a number as people write it is named after its field."""


def value_column(name: str, heading: Any) -> Callable[[Any], str]:
    """A column that shows the number in a field without the zeros the database keeps: 80 and not 80,000000."""

    @admin.display(description=heading, ordering=name, empty_value="-")
    def figure(record: Any) -> str:
        value = getattr(record, name)
        return "" if value is None else exact_number(value)

    return figure


class CodesStay(admin.ModelAdmin):
    """A record whose code is given once: files, addresses and figures find the record by it."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        has_code = any(field.name == "code" for field in self.model._meta.fields)
        return (*fields, "code") if obj is not None and has_code else fields


class ReadOnlyAdmin(admin.ModelAdmin):
    """A table that every member of staff may look at, and nobody may change here."""

    actions = None

    def __init__(self, model: type[Model], admin_site: admin.AdminSite) -> None:
        for field in model._meta.fields:
            if isinstance(field, DecimalField):
                setattr(self, FIGURE.format(field.name), value_column(field.name, field.verbose_name))
        super().__init__(model, admin_site)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """All fields, with numbers as people write them."""
        return [
            FIGURE.format(field.name) if isinstance(field, DecimalField) else field.name
            for field in (*self.opts.fields, *self.opts.many_to_many)
            if field.editable and not field.primary_key
        ]

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
