"""The WSGI entry point that a server loads. Nothing else belongs here."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gevinst.settings")

application = get_wsgi_application()
