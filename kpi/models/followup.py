"""What must be in place and what must be done differently for the benefits to come (plan chapter 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.organisation import Organisation
from kpi.models.plan import BenefitGoal
from kpi.models.source import CodeField, Sourced
from kpi.words import labels
from kpi.words.labels import choices


class Undertaking(Sourced):
    """A prerequisite (what must be in place) or a change (what must be done differently) that a goal rests on."""

    PREREQUISITE, CHANGE = "prerequisite", "change"

    goal = models.ForeignKey(
        BenefitGoal, models.PROTECT, related_name="undertakings", verbose_name=_("gevinstmål")
    )
    kind = models.CharField(_("type"), max_length=20, choices=choices(labels.UNDERTAKING_KIND))
    code = CodeField(_("kode"), max_length=20)
    text = models.TextField(_("tekst"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))
    responsible: "models.ManyToManyField[Organisation, Responsibility]" = models.ManyToManyField(
        Organisation, through="Responsibility", related_name="undertakings", verbose_name=_("ansvarlig")
    )

    class Meta:
        verbose_name = _("forutsetning eller endring")
        verbose_name_plural = _("forutsetninger og endringer")
        ordering = ["goal", "position"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "code"], name="undertaking_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["prerequisite", "change"]), name="undertaking_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Responsibilities(models.QuerySet["Responsibility"]):
    """Responsibilities, with and without follow-up."""

    _NOTHING_ENTERED = models.Q(owner="", deadline=None, status="", note="")

    def bare(self) -> "Responsibilities":
        """Those that say who is responsible and nothing more."""
        return self.filter(self._NOTHING_ENTERED)

    def followed_up(self) -> "Responsibilities":
        """Those of which somebody has entered an owner, a deadline, a status or a note."""
        return self.exclude(self._NOTHING_ENTERED)


class Responsibility(models.Model):
    """One organisation's part in an undertaking: who has it there, by when, and how far it has come."""

    undertaking = models.ForeignKey(
        Undertaking,
        models.PROTECT,
        related_name="responsibilities",
        verbose_name=_("forutsetning eller endring"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="responsibilities", verbose_name=_("organisasjon")
    )
    owner = models.CharField(_("eier"), max_length=120, blank=True)
    deadline = models.DateField(_("lokal frist"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=choices(labels.UNDERTAKING_STATUS), blank=True
    )
    note = models.TextField(_("merknad"), blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"))

    objects = Responsibilities.as_manager()

    class Meta:
        verbose_name = _("ansvar")
        verbose_name_plural = _("ansvar")
        ordering = ["undertaking", "position"]
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "organisation"], name="responsibility_once")
        ]

    def __str__(self) -> str:
        return f"{self.undertaking.code}: {self.organisation.code}"
