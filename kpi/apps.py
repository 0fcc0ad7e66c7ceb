"""The register as Django knows it: its name, and what is made in the database after its tables."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class KpiConfig(AppConfig):
    """The register: what is promised, measured and judged."""

    name = "kpi"
    verbose_name = _("Gevinstregisteret")

    def ready(self) -> None:
        """Let the triggers of the stamps be made whenever the tables have been."""
        from kpi.models.stamp_triggers import make_triggers  # models cannot be imported before this

        post_migrate.connect(make_triggers, sender=self, dispatch_uid="stamp_triggers")
