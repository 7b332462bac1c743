"""The table of municipalities against what the law and the post say of it."""

from collections import Counter

import pytest

from icam import languages, municipalities
from icam.municipalities import Area, all_municipalities, area_of, at_postcode, by_nis

PLACES = all_municipalities()


def named(places) -> set[str]:
    return {place.own_name for place in places}


def test_there_are_as_many_as_the_law_has_left_since_2025() -> None:
    assert Counter(place.area for place in PLACES) == {
        Area.DUTCH: 285,
        Area.FRENCH: 252,
        Area.BILINGUAL: 19,
        Area.GERMAN: 9,
    }


def test_codes_are_unique_and_in_order() -> None:
    codes = [place.nis for place in PLACES]
    assert codes == sorted(set(codes))
    assert {len(code) for code in codes} == {5}


@pytest.mark.parametrize(
    ("digits", "areas"),
    [
        ("1", {Area.DUTCH}),
        ("21", {Area.BILINGUAL}),
        ("23", {Area.DUTCH}),
        ("24", {Area.DUTCH}),
        ("25", {Area.FRENCH}),
        ("3", {Area.DUTCH}),
        ("4", {Area.DUTCH}),
        ("5", {Area.FRENCH}),
        ("6", {Area.FRENCH, Area.GERMAN}),
        ("7", {Area.DUTCH}),
        ("8", {Area.FRENCH}),
        ("9", {Area.FRENCH}),
    ],
)
def test_the_province_in_the_code_agrees_with_the_language_area(digits: str, areas: set[Area]) -> None:
    assert {place.area for place in PLACES if place.nis.startswith(digits)} == areas


def test_the_nine_german_speaking_municipalities() -> None:
    german = {place for place in PLACES if place.area is Area.GERMAN}
    assert named(german) == {
        "Amel", "Büllingen", "Burg-Reuland", "Bütgenbach", "Eupen", "Kelmis", "Lontzen", "Raeren", "Sankt Vith",
    }  # fmt: skip
    assert {place.facilities for place in german} == {"fr"}


def test_the_municipalities_with_facilities() -> None:
    def with_facilities(area: Area, language: str) -> set[str]:
        return named(place for place in PLACES if (place.area, place.facilities) == (area, language))

    assert with_facilities(Area.DUTCH, "fr") == {
        "Drogenbos", "Kraainem", "Linkebeek", "Sint-Genesius-Rode", "Wemmel", "Wezembeek-Oppem",  # round Brussels
        "Bever", "Herstappe", "Mesen", "Ronse", "Spiere-Helkijn", "Voeren",  # on the language border
    }  # fmt: skip
    assert with_facilities(Area.FRENCH, "nl") == {"Comines-Warneton", "Enghien", "Flobecq", "Mouscron"}
    assert with_facilities(Area.FRENCH, "de") == {"Malmedy", "Waimes"}
    assert sum(bool(place.facilities) for place in PLACES) == 12 + 4 + 2 + 9


def test_every_combination_has_a_rule_for_the_language_of_letters() -> None:
    assert {(place.area, place.facilities) for place in PLACES} <= set(languages.RULES)


def test_the_nineteen_of_brussels_have_two_names_and_a_postcode_of_brussels() -> None:
    brussels = [place for place in PLACES if place.area is Area.BILINGUAL]
    assert {area_of(postcode) for place in brussels for postcode in place.postcodes} == {Area.BILINGUAL}
    assert all(place.fr and place.nl for place in brussels)
    assert at_postcode("1080")[0].own_name == "Molenbeek-Saint-Jean / Sint-Jans-Molenbeek"
    assert at_postcode("1070")[0].own_name == "Anderlecht"


def test_postcodes_are_four_digits_and_shared_only_where_the_post_shares_them() -> None:
    counted = Counter(postcode for place in PLACES for postcode in place.postcodes)
    assert [postcode for postcode in counted if not (postcode.isdecimal() and 1000 <= int(postcode) <= 9999)] == []
    assert {postcode for postcode, times in counted.items() if times > 1} == {"1040", "1050"}  # the City of Brussels


def test_every_postcode_lies_in_the_range_of_its_area() -> None:
    """So that a postcode without a row is never given another area than its neighbours."""
    strays = {
        (place.own_name, postcode)
        for place in PLACES
        for postcode in place.postcodes
        if area_of(postcode) is not place.area
    }
    assert strays == set()


@pytest.mark.parametrize(
    ("postcode", "area"),
    [
        ("1000", Area.BILINGUAL), ("1299", Area.BILINGUAL), ("1300", Area.FRENCH), ("1499", Area.FRENCH),
        ("1500", Area.DUTCH), ("3999", Area.DUTCH), ("4000", Area.FRENCH), ("4699", Area.FRENCH),
        ("4700", Area.GERMAN), ("4791", Area.GERMAN), ("4792", Area.FRENCH), ("7999", Area.FRENCH),
        ("8000", Area.DUTCH), ("9999", Area.DUTCH),
        ("0999", None), ("10000", None), ("12", None), ("", None), ("B100", None), ("１０００", None),
    ],
)  # fmt: skip
def test_the_ranges_at_their_edges(postcode: str, area: Area | None) -> None:
    assert area_of(postcode) is area


@pytest.mark.parametrize(
    ("typed", "nis"),
    [
        ("1000", "21004"), ("1040", "21005"), ("1050", "21009"), (" 2140 ", "11002"), ("B-4000", "62063"),
        ("be-9000", "44021"), ("3798", "73109"), ("7783", "57097"), ("9300", "41002"), ("4700", "63023"),
        ("2070", "46030"), ("6687", "82039"),
    ],
)  # fmt: skip
def test_the_municipality_at_a_postcode(typed: str, nis: str) -> None:
    assert at_postcode(typed)[0] is by_nis(nis)
    assert at_postcode(typed)[0].derived is False


def test_a_postcode_without_a_row_gets_its_area_from_the_ranges_and_says_so() -> None:
    (place,) = at_postcode("1044")  # a broadcaster's own
    assert (place.derived, place.nis, place.area, place.own_name) == (True, "", Area.BILINGUAL, "")
    assert languages.letter_language(place).ask is True


@pytest.mark.parametrize("typed", ["", "0000", "75001", "abcd", "\x00", "99999999"])
def test_what_is_no_belgian_postcode_has_no_municipality(typed: str) -> None:
    assert at_postcode(typed) == ()


def test_an_unknown_code_has_no_municipality() -> None:
    assert by_nis("99999") is None


@pytest.mark.parametrize(
    ("nis", "fr", "nl", "de", "own"),
    [
        ("62063", "Liège", "Luik", "Lüttich", "Liège"),
        ("11002", "Anvers", "Antwerpen", "Antwerpen", "Antwerpen"),
        ("63067", "Saint-Vith", "Sankt Vith", "Sankt Vith", "Sankt Vith"),
        ("55004", "Braine-le-Comte", "'s-Gravenbrakel", "Braine-le-Comte", "Braine-le-Comte"),
        ("71016", "Genk", "Genk", "Genk", "Genk"),
        ("21004", "Bruxelles", "Brussel", "Brüssel", "Bruxelles / Brussel"),
    ],
)
def test_names_by_language(nis: str, fr: str, nl: str, de: str, own: str) -> None:
    place = by_nis(nis)
    assert place is not None
    assert (place.name("fr"), place.name("nl"), place.name("de"), place.name("en")) == (fr, nl, de, own)


def test_every_municipality_has_every_name() -> None:
    assert [place.nis for place in PLACES if not (place.fr and place.nl and place.de and place.postcodes)] == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lieg", "Liège"),
        ("lüttich", "Liège"),
        ("LUIK", "Liège"),
        ("sint genesius", "Sint-Genesius-Rode"),
        ("rhode saint", "Sint-Genesius-Rode"),
        ("1640", "Sint-Genesius-Rode"),
        ("'s gravenb", "Braine-le-Comte"),
        ("gent", "Gent"),
    ],
)
def test_a_municipality_is_found_in_any_language(typed: str, first: str) -> None:
    assert municipalities.search(typed)[0].own_name == first


def test_names_that_begin_with_the_text_come_before_those_that_hold_it() -> None:
    found = [place.own_name for place in municipalities.search("namur", limit=50)]
    assert found[0] == "Namur"
    assert len(municipalities.search("a", limit=7)) == 7
    assert municipalities.search(" - ") == []
