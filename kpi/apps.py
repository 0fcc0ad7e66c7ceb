"""The register as Django knows it. Only its name is set here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpiConfig(AppConfig):
    """The register: what is promised, measured and judged."""

    name = "kpi"
    verbose_name = _("Gevinstregisteret")
