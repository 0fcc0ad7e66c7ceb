"""What is promised and what it is judged by: baselines, ambitions, regional ambitions, thresholds, definitions.

Each row belongs to a revision, which says from when it is valid. Only `kpi.actions` writes here.
"""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kpi.models.indicator import Kpi
from kpi.models.organisation import Organisation
from kpi.models.plan import Plan
from kpi.models.revision import Dated
from kpi.models.source import number, written
from kpi.rules.kinds import Kind, kind_of
from kpi.rules.terms import AmbitionKind, ThresholdBasis
from kpi.words import labels
from kpi.words.labels import choices


class Baseline(Dated):
    """A figure from before go-live, or why there is none. `context` rows are other years, shown but not used."""

    BASELINE, CONTEXT = "baseline", "context"

    kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="baselines", verbose_name=_("måleindikator"))
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
                "kpi", "organisation", "role", Coalesce("year", 0), "revision", name="baseline_once"
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

    kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="ambitions", verbose_name=_("måleindikator"))
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
            models.UniqueConstraint(fields=["kpi", "organisation", "revision"], name="ambition_once"),
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

    @property
    def rules(self) -> Kind:
        """All that the rules know of an ambition of this kind."""
        return kind_of(AmbitionKind(self.kind))


class RegionalAmbition(Dated):
    """The ambition that has been adopted for a whole in common (section 7.1 of the regional plan). What its parts'
    ambitions come to is calculated, never stored."""

    kpi = models.ForeignKey(
        Kpi, models.PROTECT, related_name="regional_ambitions", verbose_name=_("måleindikator")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisasjon")
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
            models.UniqueConstraint(fields=["kpi", "organisation", "revision"], name="regional_ambition_once")
        ]

    def __str__(self) -> str:
        return f"{self.kpi.code}: {self.printed or self.kind}"

    @property
    def rules(self) -> Kind:
        """All that the rules know of an ambition of this kind."""
        return kind_of(AmbitionKind(self.kind))


class Threshold(Dated):
    """Where green and yellow begin: for the whole plan, or for one KPI."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="thresholds", verbose_name=_("plan"))
    kpi = models.ForeignKey(
        Kpi,
        models.PROTECT,
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
        ordering = ["plan", "kpi"]
        constraints = [models.UniqueConstraint("plan", Coalesce("kpi", 0), "revision", name="threshold_once")]

    def __str__(self) -> str:
        words = {"green": written(self.green), "yellow": written(self.yellow)}
        if self.basis == ThresholdBasis.SHARE:
            words = {"green": written(self.green * 100), "yellow": written(self.yellow * 100)}
            text = gettext("grønn fra %(green)s %%, gul fra %(yellow)s %% av ambisjonen") % words
        else:
            text = gettext("grønn fra %(green)s, gul fra %(yellow)s") % words
        return f"{self.kpi.code}: {text}" if self.kpi else capfirst(text)


class Definition(Dated):
    """What a KPI is agreed to measure, in words, from a day on: a change is marked where its figures are shown."""

    kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="definitions", verbose_name=_("måleindikator"))
    text = models.TextField(_("definisjon"))

    class Meta:
        verbose_name = _("definisjon")
        verbose_name_plural = _("definisjoner")
        ordering = ["kpi"]
        constraints = [models.UniqueConstraint(fields=["kpi", "revision"], name="definition_once")]

    def __str__(self) -> str:
        return f"{self.kpi.code}: {self.text}"
