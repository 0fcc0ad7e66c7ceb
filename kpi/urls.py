"""The addresses of the register: the list of indicators and the entry of measurements."""

from django.urls import URLPattern, URLResolver

app_name = "kpi"

urlpatterns: list[URLPattern | URLResolver] = []
