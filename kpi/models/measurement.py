"""Measurements: every value ever given, and which of them counts. Only `kpi.actions` writes here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.organisation import Organisation
from kpi.models.plan import Kpi
from kpi.models.source import Sourced
from kpi.models.target import number
from kpi.rules.period import Period
from kpi.words.labels import ORIGIN, STATE, choices


class Measurement(Sourced):
    """One value for a KPI, an organisation and a period. A correction is a new row that names the one it corrects.

    A cell (KPI, organisation, period) has at most one `current` row, which sets the status, and one `proposed` row,
    which waits for approval. The rest are `superseded`: kept, and never changed but for that word.
    """

    PROPOSED, CURRENT, SUPERSEDED = "proposed", "current", "superseded"
    ENTERED, IMPORTED, REPORT, DEMO, LOAD_TEST = "entered", "imported", "report", "demo", "load_test"

    kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="measurements", verbose_name=_("måleindikator"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="measurements", verbose_name=_("organisasjon")
    )
    period_start = models.DateField(_("fra"))
    period_end = models.DateField(_("til"))
    months = models.PositiveSmallIntegerField(_("måneder"))
    value = number(_("verdi"))
    numerator = number(_("teller"), null=True, blank=True)
    denominator = number(_("nevner"), null=True, blank=True)
    comment = models.TextField(_("merknad"), blank=True)
    printed = models.CharField(_("som trykt"), max_length=120, blank=True)
    origin = models.CharField(_("opphav"), max_length=10, choices=choices(ORIGIN))
    state = models.CharField(_("tilstand"), max_length=12, choices=choices(STATE))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ført av"),
    )
    entered_at = models.DateTimeField(_("ført"))
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
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("retter"),
    )
    reason = models.TextField(_("grunn til rettelsen"), blank=True)

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ["kpi", "organisation", "period_end", "months", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "organisation", "period_end", "months"],
                condition=models.Q(state="current"),
                name="one_current_measurement",
            ),
            models.UniqueConstraint(
                fields=["kpi", "organisation", "period_end", "months"],
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
            models.CheckConstraint(condition=models.Q(value__gte=0), name="measurement_not_negative"),
            models.CheckConstraint(
                condition=models.Q(denominator__isnull=True) | models.Q(denominator__gt=0),
                name="denominator_above_nought",
            ),
            models.CheckConstraint(condition=models.Q(months__in=[1, 4, 12]), name="month_tertial_or_year"),
            models.CheckConstraint(
                condition=models.Q(period_start__lt=models.F("period_end")), name="period_runs_forward"
            ),
        ]
        indexes = [
            # The dashboards' one question: what stands for these organisations between two days.
            models.Index(
                fields=["organisation", "period_end", "kpi"],
                condition=models.Q(state="current"),
                name="current_by_organisation",
            ),
            models.Index(fields=["origin"], condition=models.Q(origin="demo"), name="demo_measurements"),
            models.Index(fields=["kpi", "organisation", "entered_at"], name="history_of_a_kpi"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi.code}/{self.organisation.code} {self.period.label}: {self.value}"

    @property
    def period(self) -> Period:
        """The period as the rules know it."""
        return Period(self.period_start.year * 12 + self.period_start.month - 1, self.months)
