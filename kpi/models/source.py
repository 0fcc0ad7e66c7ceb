"""Where a record stands in the documents. Abstract: every table that holds something from a plan carries it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """A record with its document, section and footnotes."""

    document = models.ForeignKey(
        "kpi.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokument")
    )
    section = models.CharField(_("kapittel"), max_length=60, blank=True)
    footnote = models.CharField(_("fotnote"), max_length=60, blank=True)

    class Meta:
        abstract = True
