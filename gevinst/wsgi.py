"""The WSGI entry point that a server loads. Nothing else belongs here.

There is none for ASGI: Django writes every body to the disk there before the first middleware could refuse it.
"""

import os

from django.core.wsgi import get_wsgi_application

from gevinst.chunked_bodies import ChunkedBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gevinst.settings")

application = ChunkedBodies(get_wsgi_application())
