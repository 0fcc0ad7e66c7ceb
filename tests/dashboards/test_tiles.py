"""The counts over a page: what stands beside a whole's reds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboards.parts.tiles import tiles
from kpi.presentation.organisation_words import IN_GENERAL
from kpi.rules.summary import count
from kpi.rules.terms import Status


@pytest.mark.parametrize(
    ("is_deep", "reds", "said"),
    [
        (False, 1, "1 er rød i minst ett foretak"),
        (False, 2, "2 er røde i minst ett foretak"),
        # A clinic's red is not its trust's, and the counts of the trusts beside it do not have it.
        (True, 2, "2 er røde i minst én organisasjon"),
    ],
)
def test_reds_of_the_parts_are_told_as_whose_they_are(is_deep: bool, reds: int, said: str) -> None:
    words = replace(IN_GENERAL, is_deep=is_deep)
    none = count([])
    found = tiles(none, none, since="1. tertial", url_of=lambda _status: "", words=words, red_in_a_part=reds)
    (red,) = [tile for tile in found if tile.status == Status.RED]
    assert red.lines[-1] == said
