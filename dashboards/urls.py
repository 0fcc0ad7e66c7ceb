"""The addresses of the dashboards. What each page holds stands in `dashboards.views`."""

from django.urls import URLPattern, URLResolver, path

from dashboards.views.region import region

app_name = "dashboards"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", region, name="region"),
]
