"""The project's addresses and one that fails, for the tests of the log."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from gevinst import urls


@login_not_required
def fail(request):
    raise ZeroDivisionError("as asked")


handler400 = urls.handler400
urlpatterns = [path("fault/", fail), *urls.urlpatterns]
