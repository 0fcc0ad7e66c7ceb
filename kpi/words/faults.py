"""The faults of measurements and of files with measurements in words. Only the sentences stand here.

Which faults there are is decided where they are found: `kpi.rules.validity`, `kpi.files`, and the actions that
compare a row with the register.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kpi.rules.validity import Fault
from kpi.words.fault_codes import CellFault, FileFault, HeaderFault, Misfit, RowFault, SheetFault

WORDS: dict[str, str | Promise] = {
    # a figure
    Fault.NEGATIVE: _("Tallet kan ikke være negativt. Se etter om fortegnet er riktig."),
    Fault.NOT_FINITE: _("Dette er ikke et tall. Skriv bare sifre, for eksempel 59,2."),
    Fault.TOO_LARGE: _(
        "Tallet er for stort: det må være under 1 000 milliarder. Se etter om enheten er riktig."
    ),
    Fault.TOO_MANY_DECIMALS: _("Tallet har flere enn seks desimaler; rund det av."),
    Fault.TOO_MANY_DIGITS: _("Tallet har flere enn 15 sifre; rund det av."),
    Fault.SHARE_ABOVE_100: _(
        "En andel kan ikke være over 100 prosent. Skriv et tall fra 0 til 100, for eksempel 59,2."
    ),
    Fault.NOT_WHOLE: _("Et antall må være et helt tall. Skriv det uten desimaler."),
    Fault.NUMERATOR_ALONE: _("Teller er oppgitt uten nevner; oppgi begge eller ingen av dem."),
    Fault.DENOMINATOR_ZERO: _("Nevneren kan ikke være null. Rett den, eller la teller og nevner stå tomme."),
    Fault.NUMERATOR_ABOVE_DENOMINATOR: _(
        "Telleren kan ikke være større enn nevneren i en andel. Se etter om de har byttet plass."
    ),
    Fault.FRACTION_DOES_NOT_GIVE_VALUE: _(
        "Teller delt på nevner gir ikke denne verdien. Rett ett av de tre tallene."
    ),
    Fault.FRACTION_NOT_EXPECTED: _("Et antall har verken teller eller nevner; la feltet stå tomt."),
    Fault.PERIOD_NOT_BEGUN: _("Perioden har ikke begynt. Oppgi en periode som er over."),
    Fault.VALUE_MISSING: _("Verdien mangler. Oppgi et tall, eller at det ikke finnes."),
    Fault.VALUE_NOT_EXPECTED: _(
        "Et tall som ikke er oppgitt, kan ikke ha verdi, teller eller nevner. La feltet stå tomt."
    ),
    # a row and the register
    Misfit.KPI_UNKNOWN: _(
        "Det finnes ingen måleindikator med koden «%(cell)s». Rett koden; registeret viser alle."
    ),
    Misfit.KPI_NOT_MEASURED: _(
        "Måleindikatoren tar ikke imot målinger: planen beskriver noe som skal lages. Velg en annen."
    ),
    Misfit.KPI_NOT_IN_PLAN: _(
        "Planen «%(plan)s» har ingen måleindikator med koden «%(cell)s». Rett koden eller planen."
    ),
    Misfit.KPI_IN_SEVERAL_PLANS: _(
        "Flere planer har en måleindikator med koden «%(cell)s»: %(plans)s. Oppgi planen i kolonnen plan, eller for "
        "hele filen med --plan."
    ),
    Misfit.PLAN_UNKNOWN: _("Det finnes ingen plan med koden «%(cell)s». Rett koden."),
    Misfit.ORGANISATION_UNKNOWN: _("Det finnes ingen organisasjon med koden «%(cell)s». Rett koden."),
    Misfit.ORGANISATION_NOT_IN_PLAN: _(
        "Organisasjonen «%(cell)s» er ikke med i planen som måleindikatoren hører til (%(plans)s). Rett koden, eller "
        "be en administrator ta den med i planen."
    ),
    Misfit.CATEGORY_UNKNOWN: _(
        "Det finnes ingen kategori med koden «%(cell)s». Rett koden, eller la feltet stå tomt."
    ),
    Misfit.DOCUMENT_UNKNOWN: _(
        "Det finnes ikke noe dokument med koden «%(cell)s». Rett koden, eller la feltet stå tomt."
    ),
    Misfit.PERIOD_NOT_CALENDAR: _(
        "Perioden må være en måned, et kvartal, et tertial, et halvår, et år eller hittil i året."
    ),
    Misfit.TWICE: _(
        "Samme måleindikator, organisasjon og periode står også i rad %(row)s. Behold én av radene."
    ),
    Misfit.CORRECTION_WITHOUT_REASON: _(
        "Tallet står her fra før, og %(old)s → %(new)s er en rettelse. Oppgi hvorfor det rettes."
    ),
    # a cell of a file
    RowFault.BLANK: _("Feltet er tomt, men må fylles ut."),
    RowFault.NOT_YES_OR_NO: _("«%(cell)s» er verken yes eller no; skriv en av dem."),
    RowFault.NOT_A_PERIOD: _(
        "«%(cell)s» er ikke en periode; skriv 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03 eller hittil i år som "
        "2026-01/2026-08."
    ),
    RowFault.PERCENT_SIGN: _(
        "Prosenttegn hører bare til verdien av en måleindikator i prosent. Ta det bort."
    ),
    RowFault.QUALIFIER_UNKNOWN: _("«%(cell)s» er ikke blant ordene som brukes her: %(words)s."),
    RowFault.QUALIFIER_DISAGREES: _(
        "Verdien «%(cell)s» sier noe annet enn det som står her; rett en av dem."
    ),
    RowFault.FIGURE_BESIDE_QUALIFIER: _("Med %(qualifier)s er det ikke noe tall; la feltet stå tomt."),
    RowFault.TOO_LONG: _("Teksten er for lang; det er plass til %(most)s tegn. Kort den ned."),
    RowFault.UNPRINTABLE: _("Teksten inneholder tegn som ikke kan lagres. Skriv den på nytt."),
    RowFault.BESIDE_THE_COLUMNS: _(
        "Det står noe i felt nummer %(place)s, utenfor kolonnene. Et desimalkomma må stå i anførselstegn når "
        "kolonnene er skilt med komma."
    ),
    CellFault.NOT_A_NUMBER: _("«%(cell)s» er ikke et tall. Skriv bare sifre, med komma foran desimalene."),
    CellFault.TWO_SEPARATORS: _(
        "«%(cell)s» kan leses på flere måter; skriv tallet uten skilletegn mellom tusener."
    ),
    CellFault.DATE_FOR_NUMBER: _(
        "Cellen inneholder en dato eller et klokkeslett, ikke et tall. Velg tallformat, og skriv tallet på "
        "nytt."
    ),
    CellFault.ERROR_IN_CELL: _(
        "Formelen i cellen har gitt en feil: %(cell)s. Rett formelen, eller skriv verdien selv."
    ),
    CellFault.NOT_CALCULATED: _(
        "Formelen i cellen har ikke noe lagret svar. Åpne arbeidsboken i et regneark, lagre den, og prøv igjen."
    ),
    CellFault.UNCLEAR_FORMAT: _(
        "Tallformatet i cellen viser noen tall som prosent og andre ikke; velg ett tallformat og se over tallet."
    ),
    CellFault.MAYBE_THOUSANDS: _(
        "«%(cell)s» kan være ment som %(whole)s; skriv det hele tallet uten skilletegn mellom tusener."
    ),
    # a sheet
    SheetFault.SHEET_NOT_READ: _(
        "Arket «%(sheet)s» kan ikke leses, siden første rad ikke navngir kolonnene %(columns)s. Rett raden, eller "
        "slett arket."
    ),
    SheetFault.SHEET_HIDDEN: _("Arket «%(sheet)s» er skjult. Vis det, eller slett det."),
    SheetFault.ROWS_HIDDEN: _(
        "Disse radene er skjult, kanskje av et filter: %(rows)s. Vis dem hvis de skal med, eller slett dem."
    ),
    SheetFault.COLUMNS_HIDDEN: _("Disse kolonnene er skjult: %(columns)s. Vis dem, eller slett dem."),
    # the header
    HeaderFault.COLUMN_MISSING: _("Kolonnen mangler. Legg den til i første rad."),
    HeaderFault.COLUMN_UNKNOWN: _("Kolonnen er ukjent; kolonnene heter %(columns)s."),
    HeaderFault.COLUMN_TWICE: _("Kolonnen står mer enn én gang. Behold én av dem."),
    # the file
    FileFault.EMPTY: _("Filen er tom. Velg en fil med tall."),
    FileFault.NO_ROWS: _("Filen har ingen rader under kolonnenavnene. Fyll ut en rad for hvert tall."),
    FileFault.TOO_LARGE: _("Filen er for stor: den kan være på høyst %(megabytes)s MB. Del den opp."),
    FileFault.UNPACKS_TOO_LARGE: _(
        "Arbeidsboken er for stor: utpakket kan den være på høyst %(megabytes)s MB. Behold bare radene som skal "
        "importeres."
    ),
    FileFault.TOO_MANY_ROWS: _("Filen har for mange rader: den kan ha høyst %(rows)s. Del den opp."),
    FileFault.TOO_MANY_COLUMNS: _("Rad %(row)s har for mange kolonner: det kan være høyst %(columns)s."),
    FileFault.TOO_MUCH_TEXT: _("Arbeidsboken har for mye tekst; behold bare radene som skal importeres."),
    FileFault.TOO_MANY_PARTS: _("Arbeidsboken består av for mange deler; lagre radene i en ny arbeidsbok."),
    FileFault.TOO_MANY_CELLS: _("Arbeidsboken har for mange celler; behold bare radene som skal importeres."),
    FileFault.OTHER_KIND: _("Filen er verken CSV eller XLSX. Lagre den som en av dem."),
    FileFault.NO_CSV: _("Filen er en arbeidsbok; lagre den som CSV UTF-8."),
    FileFault.NO_WORKBOOK: _("Filen er ikke en XLSX-arbeidsbok. Lagre den som XLSX eller CSV."),
    FileFault.OTHER_COMPRESSION: _(
        "Arbeidsboken er pakket på en måte som ikke brukes i regneark; åpne den i Excel og lagre den på nytt."
    ),
    FileFault.ENCODING: _(
        "Bokstavene i filen kan leses på flere måter (første gang på linje %(row)s); lagre filen som CSV UTF-8."
    ),
    FileFault.OLD_EXCEL: _("Filen er i et eldre Excel-format; lagre den som XLSX eller CSV."),
    FileFault.ENCRYPTED: _("Filen er beskyttet med passord; lagre den uten."),
    FileFault.OTHER_ZIP: _(
        "Filen er en pakket fil, men ikke en XLSX-arbeidsbok. Pakk den ut, og velg filen i den."
    ),
    FileFault.DAMAGED: _("Arbeidsboken er skadet og kan ikke leses; åpne den i Excel og lagre den på nytt."),
    FileFault.NO_SHEET: _("Arbeidsboken har ingen synlige ark. Vis arket med tallene."),
    FileFault.QUOTES: _("Anførselstegnene går ikke opp i raden som begynner på linje %(row)s. Rett dem der."),
    FileFault.NO_HEADER: _("Første rad må navngi kolonnene: %(columns)s."),
}


def in_words(fault: str) -> str | Promise:
    """The sentence for a fault. Example: "Et antall må være et helt tall. Skriv det uten desimaler."."""
    return WORDS[fault]
