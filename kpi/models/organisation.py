"""Organisations as a tree: region, trusts, clinics, units; also municipalities, programmes and suppliers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.source import CodeField, Sourced
from kpi.words.labels import ORGANISATION_KIND, choices


class Organisation(Sourced):
    """Someone who has an ambition, reports a measurement or answers for a prerequisite."""

    code = CodeField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("navn"), max_length=200)
    short_name = models.CharField(_("kort navn"), max_length=80, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=choices(ORGANISATION_KIND))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )

    class Meta:
        verbose_name = _("organisasjon")
        verbose_name_plural = _("organisasjoner")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="organisation_is_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def title(self) -> str:
        """The name to show where there is room for more than the code."""
        return self.short_name or self.name
