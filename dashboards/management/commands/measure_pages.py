"""`manage.py measure_pages`: how many queries a page makes and how long it takes, on the data now in the database."""

from __future__ import annotations

import json
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from kpi.models import Measurement, Plan, User
from kpi.models.plan import USUAL_PLAN
from kpi.rules.period import MONTH, Period

PAGES = ("/", "/organisations/", "/register/", "/plan/", "/kpi/SP-1.1/")
FLOOR = """
    SELECT m.indicator_id, m.organisation_id, m.first_day, m.last_day, m.value, m.numerator, m.denominator
    FROM kpi_measurement m
    JOIN kpi_planmember p ON p.organisation_id = m.organisation_id AND p.plan_id = %s
    JOIN kpi_kpi k ON k.indicator_id = m.indicator_id AND k.plan_id = %s
    WHERE m.state = 'current' AND m.last_day > %s
"""
MONTHS = 40
"""How far back the region page reads for what it judges and draws."""


MOST_FIRST = 5


class Command(BaseCommand):
    help = "Measures pages as a signed-in reader: queries, and milliseconds over several runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pages", nargs="*", default=PAGES, help="addresses (default: five of the usual plan's pages)"
        )
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
            floor = self._floor(options["runs"])
            measured = [self._measure(page, user, options["runs"], floor) for page in options["pages"]]
            transaction.set_rollback(True)
        if options["format"] == "json":
            self.stdout.write(
                json.dumps({"measurements": rows, "floor_ms": floor, "pages": measured}, indent=2)
            )
            return
        engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
        self.stdout.write(f"{rows:,} rows of measurements on {engine}, {options['runs']} runs")
        self.stdout.write(f"floor: the same figures by plain SQL and JSON, median {floor:.1f} ms")
        for page in measured:
            self.stdout.write(
                f"{page['page']}: {page['queries']} queries, {page['kilobytes']} kB; again: median "
                f"{page['median_ms']} ms ({page['min_ms']}–{page['max_ms']} ms), {page['again_to_floor']} × the floor; "
                f"first after a figure is changed: median {page['first_ms']} ms, {page['first_to_floor']} × the floor; "
                f"after the plan is: {page['anew_ms']} ms, {page['anew_to_floor']} × the floor"
            )

    def _floor(self, runs: int) -> float:
        """Milliseconds to read the figures that the region page is made of, and write them out, with nothing judged."""
        plan = Plan.objects.filter(code=USUAL_PLAN).first() or Plan.objects.order_by("code").first()
        if plan is None:
            raise CommandError("There is no plan; run load_plan first.")
        since = Period(Period.of(timezone.localdate(), MONTH).start - MONTHS, MONTH).first_day
        times = []
        for _run in range(runs):
            start = perf_counter()
            with connection.cursor() as cursor:
                cursor.execute(FLOOR, [plan.pk, plan.pk, since])
                json.dumps(cursor.fetchall(), default=str)
            times.append((perf_counter() - start) * 1000)
        return median(times)

    def _measure(self, page: str, user: User, runs: int, floor: float) -> dict[str, Any]:
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
        times: list[float] = []
        first_times: list[float] = []
        anew_times: list[float] = []
        for _run in range(runs):
            start = perf_counter()
            response = client.get(page)
            times.append((perf_counter() - start) * 1000)
        for _run in range(min(runs, MOST_FIRST)):
            for change, taken in ((_change_a_figure, first_times), (_change_the_plan, anew_times)):
                change()
                start = perf_counter()
                client.get(page)
                taken.append((perf_counter() - start) * 1000)
        return {
            "anew_ms": round(median(anew_times)),
            "anew_to_floor": round(median(anew_times) / floor, 1),
            "first_ms": round(median(first_times)),
            "again_to_floor": round(median(times) / floor, 1),
            "first_to_floor": round(median(first_times) / floor, 1),
            "page": page,
            "queries": queries,
            "median_ms": round(median(times)),
            "min_ms": round(min(times)),
            "max_ms": round(max(times)),
            "kilobytes": round(len(response.content) / 1000),
        }


def _change_a_figure() -> None:
    """The newest figure that is in force gets another value, as when somebody corrects it: what rests on it is judged
    and drawn anew. Rolled back with everything else."""
    newest = Measurement.objects.filter(state=Measurement.CURRENT, value__isnull=False).order_by(
        "-last_day", "pk"
    )
    Measurement.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[:1])).update(
        value=F("value") + 1
    )


def _change_the_plan() -> None:
    """A change of the plan's terms, after which nothing that was kept is shown."""
    Plan.objects.update(title=F("title"))
