"""A plan and what it is made of: goals, sub-goals, KPIs, and the words, roles and versions around them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kpi.models.organisation import Organisation
from kpi.models.source import Sourced
from kpi.rules import terms as t
from kpi.words import labels
from kpi.words.labels import choices


class Document(models.Model):
    """A document that figures are taken from."""

    code = models.CharField(_("kode"), max_length=60, unique=True)
    title = models.CharField(_("tittel"), max_length=200)
    version = models.CharField(_("versjon"), max_length=20, blank=True)
    date = models.DateField(_("dato"), null=True, blank=True)
    publisher = models.CharField(_("utgiver"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class Plan(Sourced):
    """A benefits realisation plan, with the organisation it is the region's plan of."""

    code = models.CharField(_("kode"), max_length=40, unique=True)
    title = models.CharField(_("tittel"), max_length=200)
    short_title = models.CharField(_("kort tittel"), max_length=80, blank=True)
    version = models.CharField(_("versjon"), max_length=20, blank=True)
    date = models.DateField(_("dato"), null=True, blank=True)
    region = models.ForeignKey(Organisation, models.PROTECT, related_name="plans", verbose_name=_("region"))
    demo = models.CharField(
        _("demodata"),
        max_length=10,
        blank=True,
        editable=False,
        choices=[("loaded", _("lastet")), ("removed", _("fjernet"))],
    )
    scope: "models.ManyToManyField[Organisation, ScopeMember]" = models.ManyToManyField(
        Organisation, through="ScopeMember", related_name="+"
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class ScopeMember(Sourced):
    """An organisation the plan is judged for, in plan order; `part` is a trust, `region` their sum."""

    PART, REGION = "part", "region"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="members", verbose_name=_("plan"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisasjon")
    )
    role = models.CharField(
        _("rolle"), max_length=10, choices=[(PART, _("del av regionen")), (REGION, _("region"))]
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
            models.UniqueConstraint(fields=["plan", "organisation"], name="scope_member_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(role="region"), name="plan_has_one_region"
            ),
            models.CheckConstraint(condition=models.Q(role__in=["part", "region"]), name="scope_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.code} ({self.get_role_display()})"


class PlanVersion(Sourced):
    """One line of the plan's history of changes, with its approval."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", verbose_name=_("plan"))
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


class Definition(Sourced):
    """A term the plan defines."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="definitions", verbose_name=_("plan"))
    term = models.CharField(_("ord"), max_length=80)
    explanation = models.TextField(_("forklaring"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("definisjon")
        verbose_name_plural = _("definisjoner")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "term"], name="definition_once")]

    def __str__(self) -> str:
        return self.term


class PlanRole(Sourced):
    """A role the plan gives responsibility to."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="roles", verbose_name=_("plan"))
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

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reporting", verbose_name=_("plan"))
    code = models.CharField(_("kode"), max_length=40)
    name = models.CharField(_("navn"), max_length=120)
    frequency = models.CharField(_("hyppighet"), max_length=10, choices=choices(labels.FREQUENCY))
    note = models.TextField(_("merknad"), blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("rapportering")
        verbose_name_plural = _("rapportering")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="reporting_duty_once")]

    def __str__(self) -> str:
        return self.name


class BenefitGoal(Sourced):
    """A lettered main goal with what it promises: how much, within how many years, compared with which year."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name=_("plan"))
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("navn"), max_length=120)
    statement = models.TextField(_("beskrivelse"))
    promise_kind = models.CharField(_("løftets art"), max_length=20, choices=choices(labels.PROMISE_KIND))
    promise_low = models.DecimalField(_("fra"), max_digits=12, decimal_places=4, null=True, blank=True)
    promise_high = models.DecimalField(_("til"), max_digits=12, decimal_places=4, null=True, blank=True)
    promise_qualifier = models.CharField(
        _("forbehold"), max_length=10, choices=choices(labels.QUALIFIER), blank=True
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
        BenefitGoal, models.CASCADE, related_name="sub_goals", verbose_name=_("gevinstmål")
    )
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("navn"), max_length=300)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("delmål")
        verbose_name_plural = pgettext_lazy("plural", "delmål")
        ordering = ["goal", "position"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="sub_goal_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Kpi(Sourced):
    """How a goal or sub-goal is measured, and the terms it is judged on."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="kpis", verbose_name=_("plan"))
    goal = models.ForeignKey(BenefitGoal, models.CASCADE, related_name="kpis", verbose_name=_("gevinstmål"))
    sub_goal = models.ForeignKey(
        SubGoal, models.CASCADE, null=True, blank=True, related_name="kpis", verbose_name=_("delmål")
    )
    code = models.CharField(_("kode"), max_length=20, unique=True)
    printed_name = models.CharField(_("navn i planen"), max_length=300)
    part = models.CharField(_("del"), max_length=120, blank=True)
    name = models.CharField(_("navn"), max_length=300)
    unit = models.CharField(_("enhet"), max_length=20, choices=choices(labels.UNIT), blank=True)
    direction = models.CharField(_("retning"), max_length=10, choices=choices(labels.DIRECTION), blank=True)
    regional_value = models.CharField(
        _("regionens tall"), max_length=10, choices=choices(labels.AGGREGATION), blank=True
    )
    over_time = models.CharField(
        _("hva som vurderes"), max_length=10, choices=choices(labels.OVER_TIME), blank=True
    )
    frequency = models.CharField(
        _("rapporteres"), max_length=10, choices=choices(labels.FREQUENCY), blank=True
    )
    decimals = models.PositiveSmallIntegerField(_("desimaler"), default=1)
    takes_measurements = models.BooleanField(_("kan måles"), default=True)
    compares_with = models.CharField(
        _("forbedring fra"),
        max_length=10,
        choices=choices(labels.COMPARES_WITH),
        default=t.ComparesWith.BASELINE,
    )
    numerator = models.CharField(_("teller"), max_length=300, blank=True)
    denominator = models.CharField(_("nevner"), max_length=300, blank=True)
    regional_rule = models.CharField(
        _("regel for regional ambisjon"), max_length=12, choices=choices(labels.REGIONAL_RULE), blank=True
    )
    regional_decimals = models.PositiveSmallIntegerField(
        _("desimaler i regional ambisjon"), null=True, blank=True
    )
    regional_when_pending = models.CharField(
        _("når ambisjoner avventes"), max_length=10, choices=choices(labels.WHEN_PENDING), blank=True
    )
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("måleindikator")
        verbose_name_plural = _("måleindikatorer")
        ordering = ["plan", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(takes_measurements=False)
                | ~models.Q(unit="")
                & ~models.Q(direction="")
                & ~models.Q(regional_value="")
                & ~models.Q(over_time="")
                & ~models.Q(frequency=""),
                name="measured_kpi_has_terms",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
