"""Measurements: every value ever given, and which of them counts. Only `kpi.actions` writes here."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kpi.models.indicator import Category, Indicator
from kpi.models.organisation import Organisation
from kpi.models.plan import Plan
from kpi.models.source import Sourced, number
from kpi.rules.period import Period, PeriodKind
from kpi.words import labels
from kpi.words.labels import choices

WITHOUT_VALUE = ("not_published", "suppressed", "text")
"""Qualifiers that stand where there is no number."""


class Observed(Sourced):
    """What was observed: an indicator, for whom, over which days, and the value with what it says of itself."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="%(class)ss", verbose_name=_("indikator")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="%(class)ss", verbose_name=_("organisasjon")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kategori")
    )
    first_day = models.DateField(_("fra"))
    last_day = models.DateField(_("til"))
    period_kind = models.CharField(_("periodetype"), max_length=10, choices=choices(labels.PERIOD_KIND))
    value = number(_("verdi"), null=True, blank=True)
    qualifier = models.CharField(
        _("hva verdien er"), max_length=14, choices=choices(labels.QUALIFIER), default="exact"
    )
    printed = models.CharField(_("som trykt"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The period as the rules know it."""
        start = self.first_day.year * 12 + self.first_day.month - 1
        end = self.last_day.year * 12 + self.last_day.month - 1
        return Period(start, end - start + 1, self.period_kind == PeriodKind.TO_DATE)


class Measurement(Observed):
    """One value for an indicator, an organisation, a category or none, and a period. A correction is a new row that
    names the one it corrects.

    A cell has at most one `current` row, which sets the status, and one `proposed` row, which waits for approval. The
    rest are `superseded`: kept, and never changed but for that word.
    """

    PROPOSED, CURRENT, SUPERSEDED = "proposed", "current", "superseded"
    ENTERED, IMPORTED, REPORT, DEMO, LOAD_TEST = "entered", "imported", "report", "demo", "load_test"

    numerator = number(_("teller"), null=True, blank=True)
    denominator = number(_("nevner"), null=True, blank=True)
    comment = models.TextField(_("merknad"), blank=True)
    origin = models.CharField(_("opphav"), max_length=10, choices=choices(labels.ORIGIN))
    state = models.CharField(_("tilstand"), max_length=12, choices=choices(labels.STATE))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registrert av"),
    )
    entered_at = models.DateTimeField(_("registrert"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("godkjent av"),
    )
    approved_at = models.DateTimeField(_("godkjent"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("retter"),
    )
    reason = models.TextField(_("grunn til rettelsen"), blank=True)

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ["indicator", "organisation", "last_day", "first_day", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                "indicator",
                "organisation",
                "last_day",
                "period_kind",
                "first_day",
                Coalesce("category", 0),
                condition=models.Q(state="current"),
                name="one_current_measurement",
            ),
            models.UniqueConstraint(
                "indicator",
                "organisation",
                "last_day",
                "period_kind",
                "first_day",
                Coalesce("category", 0),
                condition=models.Q(state="proposed"),
                name="one_proposed_measurement",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "current", "superseded"]), name="measurement_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="current") | models.Q(approved_at__isnull=False),
                name="current_is_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="proposed") | models.Q(approved_at__isnull=True),
                name="proposed_is_not_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | models.Q(approved_at__isnull=False),
                name="approver_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(qualifier__in=WITHOUT_VALUE, value__isnull=True)
                | ~models.Q(qualifier__in=WITHOUT_VALUE) & models.Q(value__isnull=False),
                name="measurement_value_where_given",
            ),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True) | models.Q(numerator__gte=0),
                name="numerator_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(denominator__isnull=True) | models.Q(denominator__gt=0),
                name="denominator_above_zero",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    period_kind__in=["month", "tertial", "quarter", "half_year", "year", "to_date"]
                ),
                name="period_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lt=models.F("last_day")), name="period_runs_forward"
            ),
        ]
        indexes = [
            # The dashboards' one question: what counts for these organisations between two days.
            models.Index(
                fields=["organisation", "last_day", "indicator"],
                condition=models.Q(state="current"),
                name="current_by_organisation",
            ),
            models.Index(fields=["origin"], condition=models.Q(origin="demo"), name="demo_measurements"),
            models.Index(fields=["indicator", "organisation", "entered_at"], name="history_of_an_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}/{self.organisation.code} {self.period.label}: {self.value}"


class PrintedFigure(Observed):
    """A document's figure where it stands: the same cell may be printed in several places, and differently.

    `measurement` is the one that counts for the cell, or None for what is printed and is no measurement (an artefact).
    `counts` marks the place the measurement was taken from; `plan` is the plan whose files hold the figure, None for a
    folder of figures alone.
    """

    measurement = models.ForeignKey(
        Measurement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="printed_figures",
        verbose_name=_("måling"),
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="printed_figures", verbose_name=_("plan")
    )
    place = models.CharField(_("sted"), max_length=120, blank=True)
    counts = models.BooleanField(_("gjelder"), default=True)
    note = models.TextField(_("merknad"), blank=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    class Meta:
        verbose_name = _("trykt tall")
        verbose_name_plural = _("trykte tall")
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(
                "document",
                "section",
                "place",
                "indicator",
                "organisation",
                "last_day",
                "period_kind",
                "first_day",
                Coalesce("category", 0),
                name="printed_figure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}/{self.organisation.code} {self.period.label}: {self.printed}"
