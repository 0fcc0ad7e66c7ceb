"""The administration pages: reference data is edited here, and what is measured and promised is shown here.

Measurements, baselines, ambitions, requirements, thresholds and KPIs can only be read: they are written by
`kpi.actions` alone, which checks them and keeps their history. Importing this package registers every page.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kpi.admin import access, organisations, plan_texts, targets, undertakings

admin.site.site_title = _("Gevinst")
admin.site.site_header = _("Gevinst – administrasjon")
admin.site.index_title = _("Grunndata")

__all__ = ["access", "organisations", "plan_texts", "targets", "undertakings"]
