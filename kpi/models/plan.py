"""A plan, the organisations it is judged for, and its goals. What it measures is in `indicator`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kpi.models.organisation import Organisation
from kpi.models.source import CodeField, Sourced
from kpi.words import labels
from kpi.words.labels import choices

USUAL_PLAN = "regional"
"""The code of the plan that is meant where none is named and several would do."""


class Plan(Sourced):
    """A benefits realisation plan, whoever owns it.

    `reporting_period` is the kind of period its pages are seen as of. `listed` keeps which records that plans share
    (documents, organisations, indicators …) its own files list, and in which order: file name to codes.
    """

    code = CodeField(_("kode"), max_length=40, unique=True)
    kind = models.CharField(_("type"), max_length=20, choices=choices(labels.PLAN_KIND))
    title = models.CharField(_("tittel"), max_length=200)
    short_title = models.CharField(_("kort tittel"), max_length=80, blank=True)
    version = models.CharField(_("versjon"), max_length=20, blank=True)
    date = models.DateField(_("dato"), null=True, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="plans", verbose_name=_("eier"))
    reporting_period = models.CharField(
        _("rapporteringsperiode"),
        max_length=10,
        choices=choices(labels.REPORTING_PERIOD),
        default="tertial",
    )
    listed = models.JSONField(_("felles poster i planens filer"), default=dict, blank=True, editable=False)
    demo = models.CharField(
        _("demodata"),
        max_length=10,
        blank=True,
        editable=False,
        choices=[("loaded", _("lastet")), ("removed", _("fjernet"))],
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The title to show where there is little room."""
        return self.short_title or self.title


class PlanMember(Sourced):
    """An organisation the plan is judged for, in plan order. `part_of` is the member that it is a part of, if any: a
    member that others are parts of is a whole."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="members", verbose_name=_("plan"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisasjon")
    )
    part_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("del av")
    )
    go_live = models.DateField(
        _("innføring"), null=True, blank=True, help_text=_("Første dag i måneden løsningen ble tatt i bruk.")
    )
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("organisasjon i planen")
        verbose_name_plural = _("organisasjoner i planen")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "organisation"], name="plan_member_once"),
            models.CheckConstraint(
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("organisation")),
                name="member_is_not_part_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.code


class BenefitGoal(Sourced):
    """A main goal with what it promises: how much, within how many years, compared with which year."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals", verbose_name=_("plan"))
    code = CodeField(_("kode"), max_length=20)
    name = models.CharField(_("navn"), max_length=120)
    statement = models.TextField(_("beskrivelse"))
    promise_kind = models.CharField(_("løftets art"), max_length=20, choices=choices(labels.PROMISE_KIND))
    promise_low = models.DecimalField(_("fra"), max_digits=12, decimal_places=4, null=True, blank=True)
    promise_high = models.DecimalField(_("til"), max_digits=12, decimal_places=4, null=True, blank=True)
    promise_qualifier = models.CharField(
        _("forbehold"), max_length=10, choices=choices(labels.PROMISE_QUALIFIER), blank=True
    )
    promise_measure = models.CharField(_("måles på"), max_length=200)
    within_years = models.PositiveSmallIntegerField(_("innen år"), null=True, blank=True)
    compared_with_year = models.PositiveSmallIntegerField(_("sammenlignet med"), null=True, blank=True)
    original_compared_with_year = models.PositiveSmallIntegerField(
        _("opprinnelig sammenlignet med"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("gevinstmål")
        verbose_name_plural = pgettext_lazy("plural", "gevinstmål")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="goal_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SubGoal(Sourced):
    """A numbered part of a main goal."""

    goal = models.ForeignKey(
        BenefitGoal, models.PROTECT, related_name="sub_goals", verbose_name=_("gevinstmål")
    )
    code = CodeField(_("kode"), max_length=20)
    name = models.CharField(_("navn"), max_length=300)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("delmål")
        verbose_name_plural = pgettext_lazy("plural", "delmål")
        ordering = ["goal", "position"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="sub_goal_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
