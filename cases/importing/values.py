"""One cell as a value: as the forms would take it, or a ValidationError with the sentence that the forms would say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.enums import AddressKind, HouseholdKind, IntakeChannel, MemberRole, Sex, Track
from cases.importing.words import folded, of_languages, of_list, of_nationalities
from icam import calendar
from icam.dates import DatePrecision, PartialDate, make_day, read_day, western_figures
from icam.fields import CodeField, NameField, PhoneField, PostcodeField, TextField

LETTERS_IN = ("fr", "nl", "de")
YES = frozenset({"1", "x", "y", "yes", "true", "o", "oui", "vrai", "j", "ja", "waar", "wahr"})
NO = frozenset({"0", "n", "no", "false", "non", "faux", "nee", "neen", "onwaar", "nein", "falsch"})
SEXES = {
    "f": ("f", "v", "w", "female", "woman", "femme", "feminin", "vrouw", "vrouwelijk", "frau", "weiblich"),
    "m": ("m", "h", "male", "man", "homme", "masculin", "mannelijk", "mann", "mannlich"),
    "x": ("x", "other", "autre", "ander", "andere", "divers"),
    "u": ("u", "unknown", "inconnu", "onbekend", "unbekannt"),
}
UNKNOWN = frozenset({"", "unknown", "not known", "inconnu", "inconnue", "onbekend", "unbekannt", "0", "00 00 0000"})
ABOUT = re.compile(
    r"(?:~|±|(?:about|ca|circa|env|environ|vers|rond|ongeveer|etwa|um)\b\.?)\s*([0-9]{4})", re.IGNORECASE
)
MONTH_FIRST = re.compile(r"(?:00[/.-])?([0-9]{1,2})[/.-]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-00)?")
YEAR_ONLY = re.compile(r"(?:00[/.-]00[/.-])?([0-9]{4})(?:-00-00)?")


@dataclass(frozen=True)
class Lists:
    """The office's own lists, as far as a file may name them: written form -> id. Of the region of the import alone."""

    region: frozenset[str] = frozenset()
    offices: Mapping[str, int] = field(default_factory=dict)
    offices_elsewhere: frozenset[str] = frozenset()
    coaches: Mapping[str, int] = field(default_factory=dict)
    target_groups: Mapping[str, int] = field(default_factory=dict)
    annexes: Mapping[str, int] = field(default_factory=dict)


Reader = Callable[[str, Lists], Any]


def read(key: str, text: str, lists: Lists) -> Any:
    """The value of column `key`; raises ValidationError."""
    return READERS[key](text, lists)


def _field(form_field: Any) -> Reader:
    form_field.required = False
    return lambda text, _lists: form_field.clean(text)


def _codes(text: str, _lists: Lists) -> list[str]:
    """File numbers, several with a semicolon or a slash between them."""
    taken = CodeField(required=False)
    return [code for part in re.split(r"[;|\n]", text) if (code := taken.clean(part))]


def _one_of(choices: Any) -> Reader:
    def read_choice(text: str, _lists: Lists) -> Any:
        found = of_list(choices).get(folded(text))
        if found is None:
            offered = ", ".join(choices.values)
            raise ValidationError(_("“%(text)s” is not in the list: %(offered)s.") % _said(text, offered=offered))
        return choices(found)

    return read_choice


def _said(text: str, **more: str) -> dict[str, str]:
    return {"text": text[:60], **more}


def _sex(text: str, _lists: Lists) -> Sex:
    asked = folded(text)
    for value, writings in SEXES.items():
        if asked in writings:
            return Sex(value)
    raise ValidationError(_("“%(text)s” is not in the list: %(offered)s.") % _said(text, offered="f, m, x, u"))


def _yes(text: str, _lists: Lists) -> bool:
    asked = folded(text)
    if asked not in YES | NO:
        raise ValidationError(_("“%(text)s” is neither yes nor no.") % _said(text))
    return asked in YES


def _nationalities(text: str, _lists: Lists) -> list[str]:
    """One or several, by code or name."""
    known = of_nationalities()
    if code := known.get(folded(text)):
        return [code]
    parts = [part for part in re.split(r"[,;/+&]", text) if part.strip()]
    codes = [known.get(folded(part)) for part in parts]
    if not codes or None in codes:
        raise ValidationError(_("“%(text)s” is no nationality we know, by code or by name.") % _said(text))
    return list(dict.fromkeys(code for code in codes if code))


def _language(text: str, _lists: Lists) -> str:
    code = of_languages().get(folded(text))
    if code is None:
        raise ValidationError(_("“%(text)s” is no language we know, by code or by name.") % _said(text))
    return code


def _letter_language(text: str, lists: Lists) -> str:
    code = _language(text, lists)
    if code not in LETTERS_IN:
        raise ValidationError(_("Letters are in French, Dutch or German."))
    return code


def _day(text: str, _lists: Lists) -> date:
    return read_day(text)


def _past_day(text: str, lists: Lists) -> date:
    day = _day(text, lists)
    if day > calendar.today():
        raise ValidationError(_("This date must not be after today."))
    return day


def _born(text: str, _lists: Lists) -> PartialDate:
    """A day, a month and year, a year, an estimated year or nothing known."""
    born = read_partial(text)
    if born.day and born.day > calendar.today():
        raise ValidationError(_("This date must not be after today."))
    return born


def read_partial(text: str) -> PartialDate:
    """`14/03/1988`, `1988-03`, `03/1988`, `1988`, `00/00/1988`, `about 1988` or `unknown`; else ValidationError."""
    text = western_figures(text.strip())
    if folded(text) in UNKNOWN:
        return PartialDate(None, DatePrecision.UNKNOWN)
    if found := ABOUT.fullmatch(text):
        return PartialDate(make_day(int(found[1]), 1, 1), DatePrecision.ESTIMATED)
    if found := YEAR_ONLY.fullmatch(text):
        return PartialDate(make_day(int(found[1]), 1, 1), DatePrecision.YEAR)
    if found := MONTH_FIRST.fullmatch(text):
        return PartialDate(make_day(int(found[2]), int(found[1]), 1), DatePrecision.MONTH)
    if found := YEAR_FIRST.fullmatch(text):
        return PartialDate(make_day(int(found[1]), int(found[2]), 1), DatePrecision.MONTH)
    return PartialDate(read_day(text), DatePrecision.DAY)


def _days(text: str, _lists: Lists) -> int:
    figures = western_figures(text.strip())
    if not re.fullmatch(r"[0-9]{1,3}", figures) or int(figures) > 60:
        raise ValidationError(_("A period to leave is at most 60 days; longer is an extension."))
    return int(figures)


# The office's own lists -----------------------------------------------------------------------------------------------


def _region(text: str, lists: Lists) -> str:
    if folded(text) not in lists.region:
        raise ValidationError(_("This import is for another region than “%(text)s”.") % _said(text))
    return text


def _office(text: str, lists: Lists) -> int:
    asked = folded(text)
    if asked in lists.offices:
        return lists.offices[asked]
    if asked in lists.offices_elsewhere:
        raise ValidationError(_("This office belongs to another region."))
    raise ValidationError(_("“%(text)s” is no office of this region.") % _said(text))


def _coach(text: str, lists: Lists) -> int:
    found = lists.coaches.get(text.strip().casefold())
    if found is None:
        raise ValidationError(_("“%(text)s” is no user name of a coach in this region.") % _said(text))
    return found


def _target_group(text: str, lists: Lists) -> int:
    found = lists.target_groups.get(folded(text))
    if found is None:
        raise ValidationError(_("“%(text)s” is no target group in use.") % _said(text))
    return found


def _annex(text: str, lists: Lists) -> int:
    asked = re.sub(r"^(?:annex|annexe|bijlage|anlage) ", "", folded(text)).replace(" ", "")
    found = lists.annexes.get(asked) or lists.annexes.get(folded(text))
    if found is None:
        raise ValidationError(_("“%(text)s” is no annex that holds an order to leave.") % _said(text))
    return found


READERS: dict[str, Reader] = {
    **{key: _field(NameField()) for key in ("family_name", "given_names", "name")},
    "own_script": _field(TextField(max_length=160)),
    "own_script_language": _language,
    "alias": _field(NameField(max_length=160)),
    "born": _born,
    "sex": _sex,
    "nationality": _nationalities,
    **dict.fromkeys(("sp", "nn", "bis", "cgrs", "fedasil"), _codes),
    "contact_language": _language,
    "needs_interpreter": _yes,
    "letter_language": _letter_language,
    "phone": _field(PhoneField()),
    "household": _field(TextField(max_length=60)),
    "role": _one_of(MemberRole),
    "household_kind": _one_of(HouseholdKind),
    "street": _field(TextField(max_length=120)),
    "care_of": _field(TextField(max_length=80)),
    "postcode": _field(PostcodeField()),
    "municipality": _field(NameField(max_length=80)),
    "address_kind": _one_of(AddressKind),
    "address_since": _past_day,
    "annex": _annex,
    "decided_on": _past_day,
    "notified_on": _past_day,
    "notified_by": _field(TextField(max_length=80)),
    "period_days": _days,
    "track": _one_of(Track),
    "target_group": _target_group,
    "intake_channel": _one_of(IntakeChannel),
    "region": _region,
    "office": _office,
    "coach": _coach,
    "opened_on": _past_day,
}
