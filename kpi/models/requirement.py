"""Requirements from above, and the limits they set for a plan's KPIs."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kpi.models.indicator import Category, Kpi
from kpi.models.plan import Plan
from kpi.models.revision import Dated
from kpi.models.source import CodeField, Sourced, number, written
from kpi.words import labels
from kpi.words.labels import choices


class Requirement(Sourced):
    """What is required, as the document says it. Its own dates are shown, not calculated with."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="requirements", verbose_name=_("plan"))
    code = CodeField(_("kode"), max_length=40)
    name = models.CharField(_("navn"), max_length=300)
    printed = models.CharField(_("som trykt"), max_length=200, blank=True)
    own_dates = models.CharField(_("egne datoer"), max_length=200, blank=True)
    note = models.TextField(_("merknad"), blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("styringskrav")
        verbose_name_plural = pgettext_lazy("plural", "styringskrav")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="requirement_once")]

    def __str__(self) -> str:
        return self.name


class RequirementLimit(Dated):
    """The number a requirement sets for a KPI: with a comparison, and valid as its revision says."""

    requirement = models.ForeignKey(
        Requirement, models.PROTECT, related_name="limits", verbose_name=_("styringskrav")
    )
    kpi = models.ForeignKey(
        Kpi, models.PROTECT, related_name="requirement_limits", verbose_name=_("måleindikator")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kategori")
    )
    comparison = models.CharField(_("sammenligning"), max_length=10, choices=choices(labels.COMPARISON))
    limit = number(_("grense"))

    class Meta:
        verbose_name = _("grense i et styringskrav")
        verbose_name_plural = _("grenser i styringskrav")
        ordering = ["kpi"]
        constraints = [
            models.UniqueConstraint(
                "requirement", "kpi", Coalesce("category", 0), "revision", name="requirement_limit_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi.code}: {self.get_comparison_display()} {written(self.limit)}"
