"""The addresses of the register: the list of indicators and the entry of measurements."""

from django.urls import URLPattern, URLResolver, path

from kpi.views.enter import enter
from kpi.views.register import register

app_name = "kpi"

urlpatterns: list[URLPattern | URLResolver] = [
    path("register/", register, name="register"),
    path("measurements/new/", enter, name="enter"),
]
