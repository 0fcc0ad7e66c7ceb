"""The addresses of the dashboards. What each page holds stands in `dashboards.views`."""

from django.urls import URLPattern, URLResolver, path

from dashboards.views.kpi import kpi
from dashboards.views.plan import plan
from dashboards.views.region import region
from dashboards.views.rules import rules
from dashboards.views.trusts import trust, trusts

app_name = "dashboards"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", region, name="region"),
    path("organisations/", trusts, name="trusts"),
    path("organisations/<str:code>/", trust, name="trust"),
    path("kpi/<str:code>/", kpi, name="kpi"),
    path("plan/", plan, name="plan"),
    path("status-rules/", rules, name="rules"),
]
