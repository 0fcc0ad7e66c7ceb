"""What must be in place and what must be done differently for the benefits to come (plan chapter 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.organisation import Organisation
from kpi.models.plan import BenefitGoal
from kpi.models.source import Sourced


class Undertaking(Sourced):
    """Something promised around a goal, with the organisations that answer for it."""

    code = models.CharField(_("kode"), max_length=20)
    text = models.TextField(_("tekst"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Prerequisite(Undertaking):
    """What must be in place."""

    goal = models.ForeignKey(
        BenefitGoal, models.CASCADE, related_name="prerequisites", verbose_name=_("gevinstmål")
    )
    responsible = models.ManyToManyField(
        Organisation, related_name="prerequisites", verbose_name=_("ansvarlig")
    )

    class Meta:
        verbose_name = _("forutsetning")
        verbose_name_plural = _("forutsetninger")
        ordering = ["goal", "position"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="prerequisite_once")]


class Change(Undertaking):
    """What must be done differently."""

    goal = models.ForeignKey(
        BenefitGoal, models.CASCADE, related_name="changes", verbose_name=_("gevinstmål")
    )
    responsible = models.ManyToManyField(Organisation, related_name="changes", verbose_name=_("ansvarlig"))

    class Meta:
        verbose_name = _("endring")
        verbose_name_plural = _("endringer")
        ordering = ["goal", "position"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="change_once")]
