"""`manage.py measure_pages`: how many queries a page makes and how long it takes, on the data now in the database."""

from __future__ import annotations

import json
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from kpi.models import Measurement, User

PAGES = ("/",)


class Command(BaseCommand):
    help = "Measures pages as a signed-in reader: queries, and milliseconds over several runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pages", nargs="*", default=PAGES, help="addresses (default: the region page)")
        parser.add_argument(
            "--runs", type=int, default=15, help="counted runs of each page, after three to warm up"
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["runs"] < 1:
            raise CommandError("--runs must be 1 or more.")
        rows = Measurement.objects.count()
        quiet = {"ALLOWED_HOSTS": ["testserver"], "SECURE_SSL_REDIRECT": False, "DEBUG": False}
        with override_settings(**quiet), transaction.atomic():
            # A reader for the occasion, who is gone again with the transaction.
            user = User.objects.create(username="measure_pages")
            measured = [self._measure(page, user, options["runs"]) for page in options["pages"]]
            transaction.set_rollback(True)
        if options["format"] == "json":
            self.stdout.write(json.dumps({"measurements": rows, "pages": measured}, indent=2))
            return
        engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
        self.stdout.write(f"{rows:,} rows of measurements on {engine}, {options['runs']} runs")
        for page in measured:
            self.stdout.write(
                f"{page['page']}: {page['queries']} queries, median {page['median_ms']} ms "
                f"({page['min_ms']}–{page['max_ms']} ms), {page['kilobytes']} kB"
            )

    def _measure(self, page: str, user: User, runs: int) -> dict[str, Any]:
        client = Client()
        client.force_login(user)
        # A short address leads on to the page that is meant.
        first = client.get(page)
        page = first["Location"] if first.status_code == 302 else page
        for _run in range(3):
            response = client.get(page)
            if response.status_code != 200:
                raise CommandError(f"{page} answers {response.status_code}.")
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        # Counted at once, since the next request empties the log.
        queries = len(captured)
        times = []
        for _run in range(runs):
            start = perf_counter()
            response = client.get(page)
            times.append((perf_counter() - start) * 1000)
        return {
            "page": page,
            "queries": queries,
            "median_ms": round(median(times)),
            "min_ms": round(min(times)),
            "max_ms": round(max(times)),
            "kilobytes": round(len(response.content) / 1000),
        }
