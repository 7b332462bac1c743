"""How scopes and periods are said on pages, in files and on the command line."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from icam.calendar import Period
from icam.dates import day_in_words
from reporting.registry import Cells, Figure, Reach


def scope_in_words(reach: Reach, cells: Cells | None = None) -> str:
    """`whole country`, `your region: Antwerp` or `region: Antwerp`: what every number on a page is of."""
    chosen = (cells or {}).get("region", "")
    if chosen:
        named = next((region.name for region in reach.regions if region.code == chosen), _("not stated"))
        return _("region: %(name)s") % {"name": named}
    if reach.whole_country:
        return _("whole country")
    if not reach.regions:
        return _("no region: ask an administrator for yours")
    names = ", ".join(region.name for region in reach.regions)
    words = ngettext("your region: %(names)s", "your regions: %(names)s", len(reach.regions))
    return words % {"names": names}


def period_in_words(period: Period) -> str:
    """`1 Jan 2026 to 22 Nov 2026`."""
    return _("%(first)s to %(last)s") % {"first": day_in_words(period.first), "last": day_in_words(period.last)}


def cell_in_words(figure: Figure, reach: Reach, period: Period, name: str, key: str) -> str:
    """The label of one line of a split."""
    return dict(figure.lines(reach, period, name)).get(key, key)
