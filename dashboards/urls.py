"""The addresses of the dashboards. Each page is a package: `view` reads and renders, `page` says what is on it."""

from django.urls import URLPattern, URLResolver, path

from dashboards.kpi.view import kpi
from dashboards.plan.view import plan
from dashboards.region.view import region
from dashboards.register.view import register
from dashboards.rules.view import rules
from dashboards.trust.view import trust, trusts

app_name = "dashboards"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", region, name="region"),
    path("organisations/", trusts, name="trusts"),
    path("organisations/<str:code>/", trust, name="trust"),
    path("kpi/<str:code>/", kpi, name="kpi"),
    path("register/", register, name="register"),
    path("plan/", plan, name="plan"),
    path("status-rules/", rules, name="rules"),
]
