"""The addresses of the coordinators' pages."""

from django.urls import URLPattern, URLResolver, path

from kpi.entry.view import enter

app_name = "kpi"

urlpatterns: list[URLPattern | URLResolver] = [
    path("measurements/new/", enter, name="enter"),
]
