"""How a source is cited, everywhere the same: document, sections and footnotes; and where a figure came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kpi.models import Document, Measurement
from kpi.models.source import Sourced
from kpi.presentation.formats import listed
from kpi.rules.terms import Source
from kpi.selectors.terms_of_rows import source_of
from kpi.words.labels import ORIGIN

Cited = Source | Sourced | None
"""What can be cited: a record that has a source, or the source as the rules carry it."""


@dataclass(frozen=True)
class Citations:
    """Cites by documents that have been read, by the keys that sources name them with. `own` is the document that a
    page is about, which need not be named there."""

    documents: Mapping[str, Document]
    own: str = ""

    def lines(self, *cited: Cited) -> tuple[str, ...]:
        """Where things stand, a line per document, each section and footnote once.

        Example: `Regional gevinstrealiseringsplan 2.0, kap. 4.3, fotnote 12 og 27`; of the own document `Kap. 4.3`.
        """
        places: dict[str, tuple[set[str], set[str]]] = {}
        for source in map(_source, cited):
            if source is not None and source.document:
                sections, footnotes = places.setdefault(source.document, (set(), set()))
                sections.update(_marks(source.section))
                footnotes.update(_marks(source.footnote))
        lines = (self._line(document, *place) for document, place in places.items())
        return tuple(line for line in lines if line)

    def text(self, *cited: Cited) -> str:
        """The same on one line."""
        return "; ".join(self.lines(*cited))

    def _line(self, key: str, sections: set[str], footnotes: set[str]) -> str:
        document = self.documents.get(key)
        if document is None:
            return ""
        values = {
            "document": f"{document.title} {document.version}".strip(),
            "sections": listed(sorted(sections, key=_place)),
            "footnotes": listed(sorted(footnotes, key=_place)),
        }
        if key == self.own:
            if sections and footnotes:
                return _("Kap. %(sections)s, fotnote %(footnotes)s") % values
            return _("Kap. %(sections)s") % values if sections else ""
        if sections and footnotes:
            return _("%(document)s, kap. %(sections)s, fotnote %(footnotes)s") % values
        return _("%(document)s, kap. %(sections)s") % values if sections else values["document"]


def cite(*records: Sourced | None) -> str:
    """The source of records that were read with their documents, on one line."""
    given = [record.document for record in records if record is not None and record.document is not None]
    return Citations({str(document.pk): document for document in given}).text(*records)


def origin_of(figures: Iterable[Measurement]) -> str:
    """Where figures came from, each origin once: `importert fra fil`, `rapport (Årlig melding 2019, kap. 2.1)`."""
    found = set()
    for figure in figures:
        origin, source = str(ORIGIN[figure.origin]), cite(figure)
        found.add(f"{origin} ({source})" if source else origin)
    return ", ".join(sorted(found))


def _source(cited: Cited) -> Source | None:
    return source_of(cited) if isinstance(cited, Sourced) else cited


def _marks(text: str) -> list[str]:
    """Sections or footnotes, which a record names with commas between."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _place(mark: str) -> list[tuple[int, int, str]]:
    """`4.10` after `4.9`, footnote 10 after 9."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in mark.split(".")]
