"""Documents, and where a record stands in them. Every table that holds something from a plan carries a source."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from kpi.rules.plain_text import is_code


def valid_code(text: str) -> None:
    """ValidationError unless a text can be a code; the files and the addresses ask the same."""
    if not is_code(text):
        raise ValidationError(
            _(
                "En kode har bare bokstaver, tall, punktum, bindestrek og understrek, "
                "og begynner med en bokstav eller et tall."
            )
        )


class _PlainText(models.CharField):
    """A text with a rule of its own. To the database, and so to migrations, it is a text like any other."""

    def deconstruct(self) -> Any:
        """As a plain text, so that the rule is no matter of migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class CodeField(_PlainText):
    """A code."""

    default_validators = [valid_code]


class SectionField(_PlainText):
    """Chapters of a document with commas between, kept without spaces as files have them: `4.1,7.1`."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """The text without spaces around the chapters."""
        return ",".join(part.strip() for part in str(super().clean(value, model_instance)).split(","))


class Document(models.Model):
    """A document that figures are taken from."""

    code = CodeField(_("kode"), max_length=60, unique=True)
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


class Sourced(models.Model):
    """A record with its document, section and footnotes."""

    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokument")
    )
    section = SectionField(_("kapittel"), max_length=60, blank=True)
    footnote = models.CharField(_("fotnote"), max_length=60, blank=True)

    class Meta:
        abstract = True


def written(value: Decimal) -> str:
    """A stored number as a title shows it, without the zeros of the database: `43,3`."""
    return number_format(value.normalize())


def number(verbose_name: object, **options: object) -> "models.DecimalField":
    """A number in an indicator's unit, wide enough for kroner and fine enough for a share's share."""
    return models.DecimalField(verbose_name, max_digits=20, decimal_places=6, **options)  # type: ignore[arg-type]
