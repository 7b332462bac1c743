"""The reference data against the lists of the law and of the office, and against the tables that will hold it."""

from collections import Counter
from dataclasses import astuple

import pytest
from django.core.validators import validate_email
from django.utils import translation

from icam.municipalities import at_postcode
from icam.nationalities import name_of
from icam.reference.annexes import ANNEXES
from icam.reference.names import Names, same
from icam.reference.nationalities import SPECIAL_NATIONALITIES, STATELESS, UNCLEAR
from icam.reference.offices import REGIONS
from icam.reference.routes import RESIDENCE_ROUTES, TELLING_ROUTES
from icam.reference.target_groups import TARGET_GROUPS, UNKNOWN

LISTS = {
    "annexes": ANNEXES,
    "target groups": TARGET_GROUPS,
    "residence routes": RESIDENCE_ROUTES,
    "nationalities": SPECIAL_NATIONALITIES,
    "regions": REGIONS,
}
ROWS = [pytest.param(row, id=f"{name} {row.code}") for name, rows in LISTS.items() for row in rows]
OFFICES = [office for region in REGIONS for office in region.offices]


def codes(rows, **wanted) -> set[str]:
    return {row.code for row in rows if all(getattr(row, name) == value for name, value in wanted.items())}


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_four_names_that_fit(row) -> None:
    for name in astuple(row.names):
        assert name == name.strip()
        assert 1 <= len(name) <= 160


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
def test_codes_are_unique_and_fit(rows) -> None:
    assert [code for code, times in Counter(row.code for row in rows).items() if times > 1] == []
    assert [row.code for row in rows if not 1 <= len(row.code) <= 24] == []


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_no_two_rows_of_a_list_read_alike(rows, language: str) -> None:
    names = [row.names.in_language(language) for row in rows]
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "Ghent"), ("fr", "Gand"), ("nl", "Gent"), ("de", "Genter Stadt"), ("fr-be", "Gand"), ("NL", "Gent"),
        ("ar", "Ghent"), ("", "Ghent"),
    ],
)  # fmt: skip
def test_a_name_in_a_language(code: str, name: str) -> None:
    assert Names("Ghent", "Gand", "Gent", "Genter Stadt").in_language(code) == name


def test_a_name_that_is_written_alike() -> None:
    assert same("Kosovo") == Names("Kosovo", "Kosovo", "Kosovo", "Kosovo")


# Annexes ------------------------------------------------------------------------------------------------------------


def test_the_annexes_that_open_the_way_to_an_invitation() -> None:
    assert codes(ANNEXES, gives_order=True, transfer=False) == {
        "12", "13", "13quinquies", "13septies", "14", "14ter", "20-order", "21", "33bis",
    }  # fmt: skip
    assert codes(ANNEXES, transfer=True) == {"25quater", "26quater"}
    assert codes(ANNEXES, gives_order=False, transfer=False) == {
        "11", "11bis", "11ter", "13sexies", "15", "20", "26quinquies", "35", "38", "39bis",
    }  # fmt: skip


def test_what_no_source_confirms_says_so() -> None:
    assert codes(ANNEXES, confirmed=False) == {"13sexies", "13septies", "14", "14ter", "21", "33bis", "38"}
    assert codes(TARGET_GROUPS, confirmed=False) == {"EX_UAM"}
    assert codes(RESIDENCE_ROUTES, confirmed=False) == {
        "SINGLE_PERMIT", "MINOR", "STATELESS", "PARTNERSHIP", "NATIONALITY", "OTHER",
    }  # fmt: skip
    assert codes(REGIONS, confirmed=True) == set()
    assert {office.confirmed for office in OFFICES} == {False}


def test_an_annex_begins_with_its_number_in_every_language() -> None:
    annex = next(row for row in ANNEXES if row.code == "13quinquies")
    assert [annex.names.in_language(language).split(":")[0].strip() for language in ("en", "fr", "nl", "de")] == [
        "Annex 13quinquies", "Annexe 13quinquies", "Bijlage 13quinquies", "Anlage 13quinquies",
    ]  # fmt: skip


# Groups, routes, nationalities --------------------------------------------------------------------------------------


def test_the_target_groups_with_the_one_for_what_is_not_classified_last() -> None:
    assert [row.code for row in TARGET_GROUPS] == [
        "SINGLE_ADDR", "FAMILY_ADDR", "OTP", "DUBLIN", "INTERCEPT", "SELF", "FAM_UNIT", "FASTTRACK", "EX_UAM",
        "EU", UNKNOWN,
    ]  # fmt: skip


def test_the_articles_of_the_routes() -> None:
    articles = {row.code: row.article for row in RESIDENCE_ROUTES}
    assert (articles["HUMANITARIAN"], articles["MEDICAL"], articles["FAMILY_BELGIAN"]) == ("9bis", "9ter", "40ter")
    assert {code for code, article in articles.items() if not article} == {"PARTNERSHIP", "NATIONALITY", "OTHER"}
    assert max(map(len, articles.values())) <= 60


def test_the_nationalities_that_are_no_country() -> None:
    assert {row.code for row in SPECIAL_NATIONALITIES} == {STATELESS, "XXB", "XXC", "XXX", "XKX", UNCLEAR}
    assert {row.code: row.also for row in SPECIAL_NATIONALITIES if row.also} == {"XKX": ("RKS",)}
    assert [row.code for row in SPECIAL_NATIONALITIES if not (len(row.code) == 3 and row.code.startswith("X"))] == []


# Regions, offices, desks --------------------------------------------------------------------------------------------


def test_five_regions_and_fifty_three_desks() -> None:
    assert [region.code for region in REGIONS] == ["BRU", "ANT", "GNT", "LIE", "NAM"]
    assert {region.code: sum(office.desk_count for office in region.offices) for region in REGIONS} == {
        "BRU": 14, "ANT": 14, "GNT": 11, "LIE": 7, "NAM": 7,
    }  # fmt: skip
    assert sum(len(office.desks) for office in OFFICES) == 53
    assert OFFICES[1].desks == ("1", "2")


def test_the_cities_that_the_press_names_have_an_office() -> None:
    assert {
        "Antwerpen",
        "Gent",
        "Namur",
        "Liège",
        "Hasselt",
        "Neufchâteau",
        "Kortrijk",
        "Genk",
        "Herentals",
        "Aalst",
    } <= {office.name for office in OFFICES}


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name)
def test_an_office_stands_where_its_postcode_says(office) -> None:
    place = at_postcode(office.postcode)[0]
    assert office.municipality in {place.own_name, "Bruxelles - Brussel"}
    assert place.main_postcode == office.postcode


def test_what_must_be_unique_is() -> None:
    for name in ("name", "street", "phone", "email"):
        assert len({getattr(office, name) for office in OFFICES}) == len(OFFICES)


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name)
def test_telephone_and_mail_cannot_reach_anyone(office) -> None:
    validate_email(office.email)
    assert office.email.endswith(".example")
    assert office.phone.startswith("02 000 00 ")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "North Macedonia"),
        ("fr", "République de Macédoine du Nord"),
        ("nl", "Noord-Macedonië"),
        ("de", "Nordmazedonien"),
    ],
)
def test_a_country_has_its_name_in_the_language_of_the_page(language: str, name: str) -> None:
    with translation.override(language):
        assert name_of("MKD") == name


def test_the_routes_that_are_not_named_to_a_partner_are_rows() -> None:
    named = {row.names.en for row in RESIDENCE_ROUTES if row.code in TELLING_ROUTES}
    assert named == {
        "Medical regularisation", "Victim of trafficking or smuggling", "Durable solution for an unaccompanied minor",
    }  # fmt: skip
