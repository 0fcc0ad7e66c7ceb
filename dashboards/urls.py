"""The addresses of the dashboards. What each page holds stands in `dashboards.views`."""

from django.urls import URLPattern, URLResolver

app_name = "dashboards"

urlpatterns: list[URLPattern | URLResolver] = []
