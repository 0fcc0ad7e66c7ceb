"""What plans share, as the register holds it: documents, organisations, dimensions, categories, indicators."""

from __future__ import annotations

from typing import Any

from kpi.models import Category, Dimension, Document, Indicator, Organisation

INDICATOR_TERMS = ("code", "name", "unit", "direction", "aggregation", "over_time", "decimals", "below_zero")


def shared_records() -> dict[str, dict[Any, dict[str, Any]]]:
    """Table name to code to the values that checks need. Five queries."""
    held: dict[str, dict[Any, dict[str, Any]]] = {}
    for name, model in (
        ("documents", Document),
        ("organisations", Organisation),
        ("dimensions", Dimension),
        ("categories", Category),
    ):
        held[name] = {code: {"code": code} for code in model._default_manager.values_list("code", flat=True)}
    held["indicators"] = {row["code"]: row for row in Indicator.objects.values(*INDICATOR_TERMS)}
    return held
