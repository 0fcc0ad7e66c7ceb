"""Charts are checked by the plotly of Python and drawn by the plotly.js that is vendored: both of one version."""

from __future__ import annotations

import re

from django.conf import settings
from plotly.offline import get_plotlyjs_version

VENDORED = settings.BASE_DIR / "static" / "vendor"


def test_what_checks_the_charts_is_what_draws_them() -> None:
    head = (VENDORED / "plotly" / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    vendored = re.search(r"plotly\.js \(basic - minified\) v([\d.]+)", head)
    assert vendored is not None
    assert vendored[1] == get_plotlyjs_version(), (
        "after renewing plotly (requirements.txt), vendor plotly.js-basic-dist-min of the version it is made for"
    )
    listed = re.search(
        r"`plotly\.js-basic-dist-min` \| ([\d.]+)", (VENDORED / "README.md").read_text("utf-8")
    )
    assert listed is not None
    assert listed[1] == vendored[1]
