"""Admin pages for organisations and for the documents that figures come from."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kpi.admin.loadable import LoadableAdmin
from kpi.models import Document, Organisation


class OrganisationForm(forms.ModelForm):
    """An organisation never belongs to itself, nor to one that belongs to it."""

    class Meta:
        model = Organisation
        fields = ("code", "name", "short_name", "kind", "parent")

    def clean_parent(self) -> Organisation | None:
        """Refuse a parent that would close a circle."""
        parent: Organisation | None = self.cleaned_data["parent"]
        above = dict(Organisation.objects.values_list("pk", "parent_id"))
        walked: set[int] = set()
        step = parent.pk if parent else None
        while step is not None and step not in walked:
            if step == self.instance.pk:
                raise ValidationError(_("Organisasjonen kan ikke høre under seg selv."))
            walked.add(step)
            step = above.get(step)
        return parent


@admin.register(Organisation)
class OrganisationAdmin(LoadableAdmin):
    """Organisations."""

    form = OrganisationForm
    list_display = ("code", "name", "short_name", "kind", "parent")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("code", "name", "short_name")


@admin.register(Document)
class DocumentAdmin(LoadableAdmin):
    """Documents."""

    list_display = ("code", "title", "version", "date", "publisher")
    search_fields = ("code", "title")
