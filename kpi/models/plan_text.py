"""The texts around a plan: its versions, words, roles and reporting duties, and what does not add up in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kpi.models.indicator import Kpi
from kpi.models.organisation import Organisation
from kpi.models.plan import Plan
from kpi.models.source import CodeField, Sourced
from kpi.words import labels
from kpi.words.labels import choices


class PlanVersion(Sourced):
    """One line of the plan's history of changes, with its approval."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name=_("plan"))
    version = models.CharField(_("versjon"), max_length=20)
    change = models.TextField(_("endring"))
    date = models.DateField(_("dato"), null=True, blank=True)
    approved_by = models.CharField(_("godkjent av"), max_length=80, blank=True)
    approved_on = models.DateField(_("godkjent dato"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("versjon")
        verbose_name_plural = _("versjoner")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="plan_version_once")]

    def __str__(self) -> str:
        return self.version


class GlossaryEntry(Sourced):
    """A word that the plan explains."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="glossary", verbose_name=_("plan"))
    term = models.CharField(_("ord"), max_length=80)
    explanation = models.TextField(_("forklaring"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("ordforklaring")
        verbose_name_plural = _("ordforklaringer")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "term"], name="glossary_entry_once")]

    def __str__(self) -> str:
        return self.term


class PlanRole(Sourced):
    """A role the plan gives responsibility to."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="roles", verbose_name=_("plan"))
    code = models.CharField(_("kode"), max_length=20, choices=choices(labels.ROLE))
    name = models.CharField(_("navn"), max_length=80)
    holder = models.CharField(_("innehaver"), max_length=120)
    responsibility = models.TextField(_("ansvar"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("rolle i planen")
        verbose_name_plural = _("roller i planen")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="plan_role_once")]

    def __str__(self) -> str:
        return self.name


class ReportingDuty(Sourced):
    """Something that is reported or renewed at fixed times."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reporting", verbose_name=_("plan"))
    code = CodeField(_("kode"), max_length=40)
    name = models.CharField(_("navn"), max_length=120)
    frequency = models.CharField(_("hyppighet"), max_length=12, choices=choices(labels.FREQUENCY))
    note = models.TextField(_("merknad"), blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("rapportering")
        verbose_name_plural = _("rapportering")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="reporting_duty_once")]

    def __str__(self) -> str:
        return self.name


class Inconsistency(Sourced):
    """Something in the plan that does not add up: shown, not smoothed over. No organisations means all."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="inconsistencies", verbose_name=_("plan"))
    code = CodeField(_("kode"), max_length=40)
    kpis = models.ManyToManyField(Kpi, related_name="inconsistencies", verbose_name=_("måleindikatorer"))
    organisations = models.ManyToManyField(
        Organisation, related_name="+", blank=True, verbose_name=_("organisasjoner")
    )
    note = models.TextField(_("merknad"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("avvik i planen")
        verbose_name_plural = pgettext_lazy("plural", "avvik i planen")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="inconsistency_once")]

    def __str__(self) -> str:
        return self.code
