"""A cell as a value, or the sentence that says why not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.importing.values import Lists, read
from icam.calendar import today
from icam.dates import DatePrecision, PartialDate

LISTS = Lists(
    region=frozenset({"bru", "brussels"}),
    offices={"pacheco": 3},
    offices_elsewhere=frozenset({"liege"}),
    coaches={"a.peeters": 8},
    target_groups={"family addr": 5, "families at a known address": 5},
    annexes={"13": 1, "13quinquies": 2},
)


HIDDEN = "This text holds a hidden sign that changes the direction of reading. Type it again without it."


def value(key: str, text: str) -> Any:
    return read(key, text, LISTS)


def refused(key: str, text: str) -> str:
    with pytest.raises(ValidationError) as error:
        read(key, text, LISTS)
    return " ".join(error.value.messages)


def born(year: int, month: int = 1, day: int = 1, precision: str = "day") -> PartialDate:
    return PartialDate(date(year, month, day), DatePrecision(precision))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14/03/1988", born(1988, 3, 14)),
        ("1988-03-14", born(1988, 3, 14)),
        ("14.3.1988", born(1988, 3, 14)),
        ("١٤/٠٣/١٩٨٨", born(1988, 3, 14)),
        ("03/1988", born(1988, 3, precision="month")),
        ("1988-03", born(1988, 3, precision="month")),
        ("00/03/1988", born(1988, 3, precision="month")),
        ("1988", born(1988, precision="year")),
        ("00/00/1988", born(1988, precision="year")),
        ("about 1988", born(1988, precision="estimated")),
        ("± 1988", born(1988, precision="estimated")),
        ("vers 1988", born(1988, precision="estimated")),
        ("ca. 1988", born(1988, precision="estimated")),
        ("unknown", PartialDate(None, DatePrecision.UNKNOWN)),
        ("onbekend", PartialDate(None, DatePrecision.UNKNOWN)),
        ("?", PartialDate(None, DatePrecision.UNKNOWN)),
    ],
)
def test_birth_dates_as_far_as_they_are_known(text: str, found: PartialDate) -> None:
    assert value("born", text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("14/03/88", "Type the date as day/month/year, for example 14/03/2026."),
        ("31/02/1988", "31/02/1988 does not exist."),
        ("14/03/1899", "The year must lie between 1900 and 2100."),
        ("1899", "The year must lie between 1900 and 2100."),
        ("9999", "The year must lie between 1900 and 2100."),
        ("32215", "Type the date as day/month/year, for example 14/03/2026."),
        ("yesterday", "Type the date as day/month/year, for example 14/03/2026."),
    ],
)
def test_birth_dates_that_are_none(text: str, told: str) -> None:
    assert refused("born", text) == told


def test_nobody_is_born_tomorrow() -> None:
    tomorrow = (today() + timedelta(days=1)).strftime("%d/%m/%Y")
    assert refused("born", tomorrow) == "This date must not be after today."
    assert refused("decided_on", tomorrow) == "This date must not be after today."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IRQ", ["IRQ"]), ("iq", ["IRQ"]), ("Maroc", ["MAR"]), ("Marokko", ["MAR"]), ("Türkei", ["TUR"]),
        ("RDC", ["COD"]), ("Syrië", ["SYR"]), ("apatride", ["XXA"]), ("onduidelijk", None),
        ("MAR, BEL", ["MAR", "BEL"]),
        ("Maroc / France", ["MAR", "FRA"]), ("Atlantis", None), ("MAR;", ["MAR"]), ("MAR/xyz", None),
    ],
)  # fmt: skip
def test_nationalities_by_code_or_name_in_four_languages(text: str, found: list[str] | None) -> None:
    if found is None:
        assert refused("nationality", text) == f"“{text}” is no nationality we know, by code or by name."
    else:
        assert value("nationality", text) == found


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("contact_language", "arabe", "ar"), ("contact_language", "ara", "ar"), ("contact_language", "Dari", "prs"),
        ("contact_language", "ትግርኛ", "ti"), ("letter_language", "néerlandais", "nl"),
        ("sex", "Vrouw", "f"), ("sex", "H", "m"), ("sex", "x", "x"), ("needs_interpreter", "oui", True),
        ("needs_interpreter", "0", False), ("role", "Partner", "partner"), ("role", "enfant", "child"),
        ("household_kind", "family", "family"), ("track", "Return", "return"), ("intake_channel", "police", "police"),
        ("annex", "13 quinquies", 2), ("annex", "Bijlage 13quinquies", 2), ("annex", "Annexe 13", 1),
        ("office", "PACHECO", 3), ("coach", "A.Peeters", 8), ("target_group", "FAMILY_ADDR", 5),
        ("target_group", "Families at a known address", 5), ("region", "BRU", "BRU"), ("period_days", "7", 7),
        ("sp", "7.123.456; OV 88", ["7.123.456", "OV88"]), ("phone", "+32 470 00 00 00", "+32 470 00 00 00"),
    ],
)  # fmt: skip
def test_what_people_write_is_what_we_mean(key: str, text: str, found: Any) -> None:
    assert value(key, text) == found


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("family_name", "-", "A name has at least one letter."),
        ("family_name", "=1+1", "A name has at least one letter."),
        ("family_name", "🙂", "A name has at least one letter."),
        ("given_names", "x" * 300, "This text is too long: 300 characters, at most 120 fit."),
        ("given_names", "A\u202eB", HIDDEN),
        ("given_names", "A\x07B", "This text holds a control character that cannot be seen. Type it again."),
        ("contact_language", "Klingon", "“Klingon” is no language we know, by code or by name."),
        ("letter_language", "arabe", "Letters are in French, Dutch or German."),
        ("sex", "perhaps", "“perhaps” is not in the list: f, m, x, u."),
        ("needs_interpreter", "perhaps", "“perhaps” is neither yes nor no."),
        ("role", "uncle", "“uncle” is not in the list: principal, partner, child, other."),
        ("office", "Liège", "This office belongs to another region."),
        ("office", "Nowhere", "“Nowhere” is no office of this region."),
        ("coach", "b.elsewhere", "“b.elsewhere” is no user name of a coach in this region."),
        ("region", "Liège", "This import is for another region than “Liège”."),
        ("annex", "99", "“99” is no annex that holds an order to leave."),
        ("target_group", "Z", "“Z” is no target group in use."),
        ("period_days", "61", "A period to leave is at most 60 days; longer is an extension."),
        ("period_days", "soon", "A period to leave is at most 60 days; longer is an extension."),
        ("postcode", "0999", "A Belgian postcode has four figures."),
        ("phone", "=cmd", "Type a telephone number, for example 02 488 97 77."),
        ("sp", "7123🙂", "Use the letters A to Z, the figures 0 to 9 and - / . only."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why(key: str, text: str, told: str) -> None:
    assert refused(key, text) == told
