"""The ASGI entry point that a server loads. Nothing else belongs here."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gevinst.settings")

application = get_asgi_application()
