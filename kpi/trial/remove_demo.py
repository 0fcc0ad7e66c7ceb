"""Taking the demo figures out of the register again. Putting them in is `kpi.trial.load_demo`."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kpi.actions.made_up_figures import LOADED, REMOVED, remember_demo, remove_figures
from kpi.models import Measurement, Plan, User


def remove_demo_measurements(*, by: User | None) -> int:
    """Delete all demo figures and return how many there were. `by` None is the system itself.

    What somebody has entered in place of a demo figure stays as it is, and no longer names the one it corrected.
    """
    if by is not None and not by.is_superuser:
        raise PermissionDenied("only the administrator of the system removes demo figures")
    with transaction.atomic():
        count = remove_figures(Measurement.DEMO)
        for plan in Plan.objects.filter(demo=LOADED):
            remember_demo(plan, REMOVED)
    return count
