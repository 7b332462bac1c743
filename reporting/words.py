"""How scopes and periods are said on pages, in files and on the command line."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from icam.calendar import Period
from icam.dates import day_in_words
from reporting.registry import HOUSEHOLD, REGION, Cells, Reach, Unit

FEW = 200


def scope_in_words(reach: Reach, cells: Cells | None = None) -> str:
    """`whole country`, `your region: Antwerp` or `region: Antwerp; Single`: what every number on a page is of."""
    chosen = dict(cells or {})
    region = chosen.pop(REGION.name, "")
    return "; ".join([_region_in_words(reach, region), *_lines_in_words(reach, chosen)])


def _region_in_words(reach: Reach, code: str) -> str:
    if code:
        named = next((region.name for region in reach.regions if region.code == code), _("not stated"))
        return _("region: %(name)s") % {"name": named}
    if reach.whole_country:
        return _("whole country")
    if not reach.regions:
        return _("no region: ask an administrator for yours")
    names = ", ".join(region.name for region in reach.regions)
    words = ngettext("your region: %(names)s", "your regions: %(names)s", len(reach.regions))
    return words % {"names": names}


def _lines_in_words(reach: Reach, cells: Cells) -> list[str]:
    """The kind of household that was chosen; further choices stand beside the list that they narrow."""
    labels = {value.key: str(value.label) for value in HOUSEHOLD.values(reach)}
    return [labels[cells[HOUSEHOLD.name]]] if HOUSEHOLD.name in cells else []


def period_in_words(period: Period) -> str:
    """`1 Jan 2026 to 22 Nov 2026`."""
    return _("%(first)s to %(last)s") % {"first": day_in_words(period.first), "last": day_in_words(period.last)}


def unit_in_words(unit: str, count: int) -> str:
    """`letter` or `letters`, after `count`."""
    return {
        Unit.LETTER: ngettext("letter", "letters", count),
        Unit.INTERVIEW: ngettext("interview", "interviews", count),
        Unit.PROSPECT: ngettext("prospect", "prospects", count),
        Unit.RESULT: ngettext("result", "results", count),
        Unit.CASE: ngettext("case", "cases", count),
    }[Unit(unit)]


def sentence(words: str) -> str:
    """`whole country` as a sentence: `Whole country.`"""
    return f"{words[:1].upper()}{words[1:]}."


def change_in_words(now: int, before: int) -> str:
    """`+5.9 % on 6,527`; of few, or of hardly any change, `+12 on 139`."""
    on = {"before": number_format(before)}
    if now == before:
        return _("the same as %(before)s") % on
    sign, difference = "+" if now > before else "−", abs(now - before)
    if before < FEW or difference * 1000 < before:
        return _("%(change)s on %(before)s") % {"change": f"{sign}{number_format(difference)}", **on}
    share = number_format(100 * difference / before, decimal_pos=1)
    return _("%(change)s %% on %(before)s") % {"change": f"{sign}{share}", **on}
