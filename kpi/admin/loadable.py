"""Records that the administration changes and the plans' files hold too: what is stored here can be loaded again.

The files' own checks are asked (`kpi.files.plan.stored`), so that there is one set of rules. They need the whole plan
as it would be, with its lists and inlines, so the change is made, looked at, and taken back if it will not do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kpi.admin.read_only import CodesStay
from kpi.models import Plan
from kpi.rules.plain_text import as_cell

if TYPE_CHECKING:
    from kpi.files.plan.stored import Fault, Faults


class NotLoadable(Exception):
    """The change was made, and the files would be refused for these faults."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults


class LoadableAdmin(CodesStay):
    """A record of a plan's files. A change that the files would be refused for is not stored: what was typed stays in
    the form, with the reason at its field."""

    def changeform_view(self, request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        """The form; on a change that would not do, once more with the faults it led to."""
        try:
            return super().changeform_view(request, *arguments, **options)
        except NotLoadable as refused:
            # What was wrong before is no fault of this change, and refusing it would mend nothing.
            request.faults = list(refused.faults - _faults())  # type: ignore[attr-defined]
        return super().changeform_view(request, *arguments, **options)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store lists and inlines, and look at the whole: an exception takes all of it back."""
        super().save_related(request, form, formsets, change)
        faults = _faults()
        if faults and not hasattr(request, "faults"):
            raise NotLoadable(faults)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """What is deleted with the records. Where something is protected, that is the reason, and no lack of rights:
        whatever hangs on the records can often be deleted by nobody."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if protected else lacking, protected

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> type[ModelForm]:
        """The form, which knows what its change led to when it was tried."""
        form = _in_cells(super().get_form(request, obj, change, **options))
        faults: list[Fault] = getattr(request, "faults", [])
        return form if not faults else _refused(form, faults, self.model)


def _in_cells(form: type[ModelForm]) -> type[ModelForm]:
    """The form, whose texts are stored as the files' cells give them back: on one line, with nothing invisible."""

    class InCells(form):  # type: ignore[valid-type, misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            for name, value in self.cleaned_data.items():
                if isinstance(value, str) and name != "code":  # what is no code is refused, not mended
                    self.cleaned_data[name] = as_cell(value)
            return cleaned

    return InCells


def _refused(form: type[ModelForm], faults: list[Fault], model: type[Any]) -> type[ModelForm]:
    from kpi.files.plan.tables import TABLES

    class Refused(form):  # type: ignore[valid-type, misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            own = {table.name for table in TABLES if table.model is model}
            for fault in faults:
                if fault.table in own and fault.column in self.fields:
                    self.add_error(fault.column, _as_files_say(fault.reason))
                else:
                    self.add_error(None, _as_files_say(str(fault)))
            self.add_error(
                None,
                _(
                    "Ikke lagret: planens filer kunne ikke lastes igjen med dette. Grunnen står på engelsk, slik den "
                    "som laster planen får den."
                ),
            )
            return cleaned

    return Refused


def _as_files_say(reason: str) -> SafeString:
    """A reason in the files' own language, so that it is read aloud as English."""
    return format_html('<span lang="en">{}</span>', reason)


def _faults() -> Faults:
    """What the files of all plans would be refused for now: shared records stand in several."""
    # Here and not above: what reads files brings the workbooks' library, which no page needs.
    from kpi.files.plan.stored import faults_of_stored

    return faults_of_stored(Plan.objects.order_by("code"))
