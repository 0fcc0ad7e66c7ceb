"""What is promised and what it is judged by: baselines, ambitions, regional ambitions, requirements, thresholds.

Each is valid from a day on; none is from the beginning. Only `kpi.actions` writes here.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kpi.models.organisation import Organisation
from kpi.models.plan import Kpi, Plan
from kpi.models.source import Sourced
from kpi.words import labels
from kpi.words.labels import choices


def number(verbose_name: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """A figure in a KPI's unit, wide enough for kroner and fine enough for a share's share."""
    return models.DecimalField(verbose_name, max_digits=20, decimal_places=6, **options)


def _from_the_start() -> Coalesce:
    """`valid_from`, with nothing as the first of days, so that a unique constraint sees two of them as equal."""
    return Coalesce("valid_from", models.Value(date(1, 1, 1), models.DateField()))


class Dated(Sourced):
    """A revision that holds from a day on."""

    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)

    class Meta:
        abstract = True


class Baseline(Dated):
    """A figure from before go-live, or why there is none. `context` rows are other years, shown but not used."""

    BASELINE, CONTEXT = "baseline", "context"

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="baselines", verbose_name=_("måleindikator"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisasjon")
    )
    role = models.CharField(
        _("rolle"),
        max_length=10,
        choices=[(BASELINE, _("nullpunkt")), (CONTEXT, _("annet år, til sammenligning"))],
        default=BASELINE,
    )
    kind = models.CharField(_("type"), max_length=10, choices=choices(labels.BASELINE_KIND))
    value = number(_("verdi"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    calculated_with = models.BooleanField(_("regnes med"), default=True)
    printed = models.CharField(_("som trykt"), max_length=120, blank=True)
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("nullpunkt")
        verbose_name_plural = _("nullpunkter")
        ordering = ["kpi", "organisation", "role", "year"]
        constraints = [
            models.UniqueConstraint(
                "kpi",
                "organisation",
                "role",
                Coalesce("year", 0),
                _from_the_start(),
                name="baseline_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="value", value__isnull=False)
                | ~models.Q(kind="value") & models.Q(value__isnull=True),
                name="baseline_value_where_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi.code}/{self.organisation.code}: {self.printed or self.kind}"


class Ambition(Dated):
    """What an organisation wants to reach on a KPI, and by when."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="ambitions", verbose_name=_("måleindikator"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisasjon")
    )
    kind = models.CharField(_("type"), max_length=20, choices=choices(labels.AMBITION_KIND))
    value = number(_("verdi"), null=True, blank=True)
    value_high = number(_("øvre verdi"), null=True, blank=True)
    deadline = models.PositiveSmallIntegerField(_("frist"), null=True, blank=True)
    condition = models.TextField(_("forbehold"), blank=True)
    printed = models.CharField(_("som trykt"), max_length=120, blank=True)
    printed_elsewhere = models.CharField(_("annet sted i planen"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("ambisjon")
        verbose_name_plural = _("ambisjoner")
        ordering = ["kpi", "organisation"]
        constraints = [
            models.UniqueConstraint(
                "kpi",
                "organisation",
                _from_the_start(),
                name="ambition_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["level", "reduction", "reduction_range", "increase", "zero"],
                    value__isnull=False,
                )
                | models.Q(kind__in=["improvement", "requirement", "pending", "none"], value__isnull=True),
                name="ambition_value_where_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi.code}/{self.organisation.code}: {self.printed or self.kind}"


class RegionalAmbition(Dated):
    """The adopted common ambition (section 7.1). What the trusts' ambitions come to is calculated, never stored."""

    kpi = models.ForeignKey(
        Kpi, models.CASCADE, related_name="regional_ambitions", verbose_name=_("måleindikator")
    )
    kind = models.CharField(_("type"), max_length=20, choices=choices(labels.AMBITION_KIND))
    value = number(_("verdi"), null=True, blank=True)
    complement = models.BooleanField(
        _("trykt som det motsatte"),
        default=False,
        help_text=_("Planen oppgir andelen som er holdt; indikatoren måler andelen som er passert."),
    )
    printed = models.CharField(_("som trykt"), max_length=120, blank=True)
    printed_name = models.CharField(_("navn i planen"), max_length=300, blank=True)
    printed_inputs = models.CharField(_("foretakenes ambisjoner som trykt"), max_length=200, blank=True)
    note = models.TextField(_("merknad"), blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)

    class Meta:
        verbose_name = _("regional ambisjon")
        verbose_name_plural = _("regionale ambisjoner")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                "kpi",
                _from_the_start(),
                name="regional_ambition_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi.code}: {self.printed or self.kind}"


class Requirement(Dated):
    """A national requirement that binds a KPI. Its own dates are shown, not calculated with."""

    code = models.CharField(_("kode"), max_length=40)
    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="requirements", verbose_name=_("måleindikator"))
    name = models.CharField(_("navn"), max_length=300)
    comparison = models.CharField(_("sammenligning"), max_length=10, choices=choices(labels.COMPARISON))
    limit = number(_("grense"))
    printed = models.CharField(_("som trykt"), max_length=200, blank=True)
    own_dates = models.CharField(_("egne datoer"), max_length=200, blank=True)
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("styringskrav")
        verbose_name_plural = pgettext_lazy("plural", "styringskrav")
        ordering = ["kpi"]
        constraints = [
            models.UniqueConstraint(
                "kpi",
                _from_the_start(),
                name="requirement_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Threshold(Dated):
    """Where green and yellow begin: for the whole plan, or for one KPI."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="thresholds", verbose_name=_("plan"))
    kpi = models.ForeignKey(
        Kpi,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="thresholds",
        verbose_name=_("måleindikator"),
    )
    basis = models.CharField(_("måles i"), max_length=10, choices=choices(labels.THRESHOLD_BASIS))
    green = number(_("grønn fra"))
    yellow = number(_("gul fra"))

    class Meta:
        verbose_name = _("terskelverdi")
        verbose_name_plural = _("terskelverdier")
        ordering = ["plan", "kpi", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                Coalesce("kpi", 0),
                _from_the_start(),
                name="threshold_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.green}/{self.yellow}"


class Inconsistency(Sourced):
    """Something in the plan that does not add up: shown, not smoothed over. No organisations means all."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="inconsistencies", verbose_name=_("plan"))
    code = models.CharField(_("kode"), max_length=40)
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
