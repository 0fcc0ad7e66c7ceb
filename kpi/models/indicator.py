"""What is measured, register-wide, and its use in a plan. One measurement serves every plan that uses the indicator."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.plan import BenefitGoal, Plan, SubGoal
from kpi.models.source import CodeField, Sourced, number
from kpi.rules import terms as t
from kpi.words import labels
from kpi.words.labels import choices

WHOLE = (t.Unit.COUNT, t.Unit.NOK)
"""Units whose figures are shown in whole numbers where an indicator does not say; others have one decimal."""


def shown_decimals(decimals: int | None, unit: str) -> int:
    """How many decimals an indicator's figures are shown with. Example: a count without any said has none."""
    if decimals is not None:
        return decimals
    return 0 if unit in WHOLE else 1


class Dimension(models.Model):
    """A way of dividing what is measured: service, form of cancer, sector of care, specialty."""

    code = CodeField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("navn"), max_length=120)

    class Meta:
        verbose_name = _("inndeling")
        verbose_name_plural = _("inndelinger")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One of the parts a dimension has; a measurement or a target may be for one of them."""

    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="categories", verbose_name=_("inndeling")
    )
    code = CodeField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("navn"), max_length=200)
    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)

    class Meta:
        verbose_name = _("kategori")
        verbose_name_plural = _("kategorier")
        ordering = ["dimension", "position", "code"]

    def __str__(self) -> str:
        return self.name


class Indicator(Sourced):
    """What is measured. `aggregation` says how a whole is made of its parts, `over_time` what is judged.

    `unit` and the like may be blank where the source does not say; a KPI of a plan with thresholds must have them.
    `due_days` counts from a period's end to the day its figure is due; None is the register's usual number.
    """

    code = CodeField(_("kode"), max_length=40, unique=True)
    other_codes = models.CharField(_("andre koder"), max_length=120, blank=True)
    name = models.CharField(_("navn"), max_length=300)
    description = models.TextField(_("beskrivelse"), blank=True)
    unit = models.CharField(_("enhet"), max_length=20, choices=choices(labels.UNIT), blank=True)
    direction = models.CharField(_("retning"), max_length=10, choices=choices(labels.DIRECTION), blank=True)
    aggregation = models.CharField(
        _("helhetens tall"), max_length=10, choices=choices(labels.AGGREGATION), blank=True
    )
    over_time = models.CharField(
        _("hva som vurderes"), max_length=10, choices=choices(labels.OVER_TIME), blank=True
    )
    decimals = models.PositiveSmallIntegerField(_("desimaler"), null=True, blank=True)
    due_days = models.PositiveSmallIntegerField(_("dager til frist"), null=True, blank=True)
    numerator = models.CharField(_("teller"), max_length=300, blank=True)
    denominator = models.CharField(_("nevner"), max_length=300, blank=True)
    categories = models.CharField(_("kategorier og dashbord"), max_length=300, blank=True)
    services = models.CharField(_("tjenester"), max_length=300, blank=True)
    functionality = models.CharField(_("funksjonalitet"), max_length=300, blank=True)
    derived_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="derived",
        verbose_name=_("utledet av"),
    )
    below_zero = models.BooleanField(_("kan være under null"), default=False)
    crosses_levels = models.BooleanField(_("på tvers av tjenestenivåer"), default=False)
    is_complete = models.BooleanField(_("fullstendig beskrevet"), default=True)

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Kpi(Sourced):
    """An indicator's use in a plan, with the terms of this use. Without an indicator it takes no measurements."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="kpis", verbose_name=_("plan"))
    goal = models.ForeignKey(BenefitGoal, models.PROTECT, related_name="kpis", verbose_name=_("gevinstmål"))
    sub_goal = models.ForeignKey(
        SubGoal, models.PROTECT, null=True, blank=True, related_name="kpis", verbose_name=_("delmål")
    )
    code = CodeField(_("kode"), max_length=20)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="kpis", verbose_name=_("indikator")
    )
    use = models.CharField(_("brukes som"), max_length=10, choices=choices(labels.USE), default="kpi")
    printed_name = models.CharField(_("navn i planen"), max_length=300)
    part = models.CharField(_("del"), max_length=120, blank=True)
    name = models.CharField(_("navn"), max_length=300)
    operator = models.CharField(
        _("målets art"), max_length=12, choices=choices(labels.TARGET_OPERATOR), blank=True
    )
    target = number(_("målverdi"), null=True, blank=True)
    deadline = models.CharField(_("frist"), max_length=10, blank=True)
    baseline_state = models.CharField(
        _("nullpunktets tilstand"), max_length=12, choices=choices(labels.TERM_STATE), blank=True
    )
    target_state = models.CharField(
        _("målets tilstand"), max_length=12, choices=choices(labels.TERM_STATE), blank=True
    )
    frequency = models.CharField(
        _("rapporteres"), max_length=12, choices=choices(labels.FREQUENCY), blank=True
    )
    measuring_plan = models.TextField(_("måleplan"), blank=True)
    data_source = models.CharField(_("datakilde"), max_length=300, blank=True)
    compares_with = models.CharField(
        _("forbedring fra"),
        max_length=10,
        choices=choices(labels.COMPARES_WITH),
        default=t.ComparesWith.BASELINE,
    )
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
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="kpi_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def takes_measurements(self) -> bool:
        """Whether there is something to measure (SP-2.1 of the regional plan is a dashboard, not an indicator)."""
        return self.indicator_id is not None

    @property
    def unit(self) -> str:
        """The indicator's unit, blank where there is none. Read the indicator along (`select_related`)."""
        return self.indicator.unit if self.indicator else ""

    @property
    def direction(self) -> str:
        """Which way is better, blank where there is no indicator."""
        return self.indicator.direction if self.indicator else ""

    @property
    def aggregation(self) -> str:
        """How a whole is made of its parts, blank where there is no indicator."""
        return self.indicator.aggregation if self.indicator else ""

    @property
    def over_time(self) -> str:
        """What is judged, blank where there is no indicator."""
        return self.indicator.over_time if self.indicator else ""

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""
        if self.indicator is None:
            return 0
        return shown_decimals(self.indicator.decimals, self.indicator.unit)

    @property
    def numerator(self) -> str:
        """What is counted, in words."""
        return self.indicator.numerator if self.indicator else ""

    @property
    def denominator(self) -> str:
        """What it is counted out of, in words."""
        return self.indicator.denominator if self.indicator else ""
