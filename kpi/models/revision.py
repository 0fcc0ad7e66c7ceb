"""Revisions of a plan's terms: what each dated row belongs to, so that loading the plan's files loses none."""

import re
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.plan import Plan
from kpi.models.source import CodeField, Sourced
from kpi.words import labels
from kpi.words.labels import choices


class Revision(models.Model):
    """One decision about a plan's terms, valid from a day on; without one, from the beginning.

    The plan's files own the revisions of origin `file`, one for each day in them. Those of origin `register` were made
    by somebody in the register: loading the files never removes or changes them. On a tie the register's counts, and
    of the register's own the one made last.
    """

    FILE, REGISTER = "file", "register"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions", verbose_name=_("plan"))
    code = CodeField(_("kode"), max_length=40)
    origin = models.CharField(_("opphav"), max_length=10, choices=choices(labels.REVISION_ORIGIN))
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    reason = models.TextField(_("begrunnelse"), blank=True)
    decided_by = models.CharField(_("vedtatt av"), max_length=120, blank=True)
    decided_on = models.DateField(_("vedtatt dato"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registrert av"),
    )
    made_at = models.DateTimeField(_("registrert"), null=True, blank=True)

    class Meta:
        verbose_name = _("revisjon")
        verbose_name_plural = _("revisjoner")
        ordering = ["plan", models.F("valid_from").asc(nulls_first=True), "origin", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="revision_once"),
            models.CheckConstraint(
                condition=models.Q(origin__in=["file", "register"]), name="revision_origin_known"
            ),
            models.CheckConstraint(
                condition=models.Q(origin="file") | (models.Q(made_at__isnull=False) & ~models.Q(reason="")),
                name="register_revision_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_made_here(self) -> bool:
        """Whether it was made in the register, so that loading files leaves it alone."""
        return self.origin == self.REGISTER

    @staticmethod
    def file_code(valid_from: date | None) -> str:
        """The code of the revision that a plan's files own for a day. Examples: `start`, `from-2027-01-01`."""
        return "start" if valid_from is None else f"from-{valid_from.isoformat()}"

    @staticmethod
    def is_file_code(code: str) -> bool:
        """Whether a code is one that the files' own revisions have."""
        return re.fullmatch(r"start|from-\d{4}-\d{2}-\d{2}", code) is not None


class Dated(Sourced):
    """A term that belongs to a revision, and is valid as that says."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="%(class)s_rows", verbose_name=_("revisjon")
    )

    class Meta:
        abstract = True

    @property
    def valid_from(self) -> date | None:
        """The first day it is in force; None is from the beginning. Read the revision along (`select_related`)."""
        return self.revision.valid_from


LAST_WORD_LAST = (
    models.F("revision__valid_from").asc(nulls_first=True),
    "revision__origin",
    "revision__made_at",
    "revision__pk",
    "pk",
)
"""Dated rows in the order in which the last of those valid on a day counts: by day, the files' before the register's
(`file` sorts before `register`), and the register's own as they were made."""
