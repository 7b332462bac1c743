"""Two persons compared: how sure, and why."""

import random
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.matching import Profile, ReasonCode, Strength, compare
from cases.matching.distractors import make_distractors
from cases.matching.profile import UNKNOWN_DATE
from icam.dates import DatePrecision, PartialDate
from tests.cases.matching.persons import person

NAME = "Benali, Mohamed Amine"


def codes(a: Profile, b: Profile) -> set[str]:
    return {reason.code.value for reason in compare(a, b).reasons}


def sentences(a: Profile, b: Profile) -> list[str]:
    with override("en"):
        return [str(reason) for reason in compare(a, b).reasons]


@pytest.mark.parametrize(
    ("one", "other", "code", "strength"),
    [
        ("1988-03-14", "1988-03-14", "born_same_day", "certain"),
        ("1988-03-14", "1988-03-15", "born_next_day", "strong"),
        ("1988-03-04", "1988-04-03", "born_swapped", "strong"),
        ("1988-03-14", "1988-03-24", "born_one_digit", "strong"),
        ("1988-03-14", "1989-03-14", "born_year_digit", "strong"),
        ("1988-03-14", "1988", "born_year_fits", "strong"),
        ("1988-03-14", "1988-03", "born_month_fits", "strong"),
        ("1988-03-14", "~1990", "born_about", "strong"),
        ("1988-03-14", "1988-01-01", "born_placeholder", "strong"),
        ("1988-01-01", "1988-01-01", "born_first_of_january", "strong"),
        ("1988-03-14", "1988-11-25", "born_same_year", "possible"),
        ("1988-03-14", "1990-11-25", "born_nearby", "possible"),
        ("1988-03-14", "1995-11-25", "born_apart", "none"),
        ("1988-03-14", "1964-11-25", "born_generation", "none"),
        ("1988", "1989", "born_nearby", "possible"),
        ("1988-03", "1988-04", "born_same_year", "possible"),
        ("1988-03-14", "", None, "possible"),
    ],
)
def test_one_name_with_every_kind_of_birth_date(one: str, other: str, code: str | None, strength: str) -> None:
    a, b = person(NAME, born=one), person(NAME, born=other)
    born = {found for found in codes(a, b) if found.startswith("born")}
    assert (born, compare(a, b).strength) == ({code} if code else set(), strength)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Benali, Mohamed Amine", "Benali, Mohamed Yassine"),  # twins
        ("Demir, Hasan", "Demir, Hüseyin"),
        ("Mohamed Ali Hassan Warsame", "Ahmed Ali Hassan Warsame"),
        ("Chraibi, Amina", "Chraibi, Amine"),
        ("Ivanov Aleksandr", "Ivanova Aleksandra"),
        ("Mahmoud Al-Khatib", "محمد الخطيب"),
        ("García López, María Fernanda", "García López, María Alejandra"),
        ("Wang Fang", "Wang Feng"),
        ("Hassan Omar Jama", "Hussein Omar Jama"),
        ("Samir Haddad", "Samira Haddad"),  # a couple
    ],
)
def test_twins_are_never_a_strong_match(a: str, b: str) -> None:
    found = compare(person(a, born="1990-05-05"), person(b, born="1990-05-05"))
    assert found.strength not in {Strength.STRONG, Strength.CERTAIN}


@pytest.mark.parametrize(
    ("a", "b"),
    [("1962-02-03", "1990-05-05"), ("1988-01-01", "1990-05-05"), ("1990-05-05", "1991-12-20"), ("", "")],
)
def test_father_and_son_and_brothers_are_never_a_strong_match(a: str, b: str) -> None:
    found = compare(person("Ali Hassan Farah", born=a), person("Mohamed Ali Hassan", born=b))
    assert found.strength not in {Strength.STRONG, Strength.CERTAIN}


def test_no_name_alone_is_a_strong_match() -> None:
    assert (
        compare(person("Aït Benhaddou Mohamed Lahcen"), person("Aït Benhaddou Mohamed Lahcen")).strength == "possible"
    )


def test_it_says_in_words_what_speaks_for_it() -> None:
    a = person("Benali, Mohamed", born="1988-03-01")
    assert sentences(a, person("Benaly, Mohamed", born="1988-01-03")) == [
        "Family name spelt differently, sounds the same: Benali / Benaly",
        "Day and month swapped: 3 Jan 1988 / 1 Mar 1988",
        "Same: Mohamed",
        "Same nationality",
    ]
    assert sentences(a, person("Mohamed Ben Ali", born="1988", country="FRA"))[:3] == [
        "Written together on one side and apart on the other: Ben Ali / Benali",
        "Same: Mohamed",
        "Only the year of birth is known on one side, and it fits: 1988 / 1 Mar 1988",
    ]
    assert sentences(a, person("Mohamed Benali", born="1988-03-01"))[0] == (
        "Same names in another order: Benali, Mohamed / Mohamed Benali"
    )


def test_it_says_in_words_what_speaks_against_it() -> None:
    a = person("Benali, Mohamed", born="1990-05-05", sex="m")
    b = person("Benali, Yassine", born="1962-02-03", sex="f", country="DZA")
    assert set(sentences(a, b)) == {
        "Same: Benali",
        "Different: Mohamed / Yassine",
        "Different given names: siblings?",
        "Born 28 years apart: parent and child?",
        "Different sex",
        "Different nationalities: says little, people have two",
    }


def test_a_new_name_with_the_same_birth_date_may_be_by_marriage() -> None:
    a, b = person("Benali, Amina", born="1990-05-05"), person("El Fassi, Amina", born="1990-05-05")
    assert (ReasonCode.BY_MARRIAGE in codes(a, b), compare(a, b).strength) == (True, "possible")


def test_the_same_file_number_is_nearly_decisive() -> None:
    a = person("Benali, Mohamed", born="1990-05-05", numbers=frozenset({("SP", "1234567")}))
    b = person("بنعلي", born="1990", numbers=frozenset({("OV", "1234567")}))
    stranger = person("Smirnov, Ivan", born="1971-02-02", country="RUS", numbers=frozenset({("SP", "1234567")}))
    assert (compare(a, b).strength, "same_number" in codes(a, b)) == ("certain", True)
    assert compare(a, stranger).strength == "none"


@pytest.mark.parametrize(
    ("known", "other", "code", "points"),
    [
        ({"numbers": frozenset({("NN", "1")})}, {"numbers": frozenset({("NN", "2")})}, "other_number", -30),
        ({"numbers": frozenset({("SP", "1")})}, {"numbers": frozenset({("SP", "2")})}, "other_number", -4),
        ({"phones": frozenset({"32470"})}, {"phones": frozenset({"32470"})}, "same_phone", 12),
        ({"sex": "f"}, {"sex": "m"}, "other_sex", -14),
        ({"person": 7}, {"kin": frozenset({7})}, "kin", -100),
        ({"household": 3}, {"household": 3}, "same_household", -12),
    ],
)
def test_what_else_is_known_adds_and_takes(
    known: dict[str, Any], other: dict[str, Any], code: str, points: float
) -> None:
    a, b = person(NAME, born="1990", **known), person(NAME, born="1990", **other)
    assert {r.code.value: r.points for r in compare(a, b).reasons}[code] == points


def test_empty_says_nothing() -> None:
    known = compare(person(NAME, sex="f", household=1, phones=frozenset({"1"})), person(NAME, country=""))
    assert {reason.code.value for reason in known.reasons} == {"same_name"}


def test_an_alias_fits_as_well_and_says_so() -> None:
    a = person("Petrov, Ivan", "Benali, Mohamed", born="1988-03-14")
    b = person("محمد بنعلي", born="1988-03-14")
    assert ("alias" in codes(a, b), compare(a, b).strength) == (True, "strong")


def test_reasons_add_up_to_the_score() -> None:
    a, b = person("Benali, Mohamed", born="1988-03-14"), person("Mohammed Ben Aly", born="1988-03")
    found = compare(a, b)
    assert round(sum(reason.points for reason in found.reasons) / 100, 4) == found.score


# For whoever ----------------------------------------------------------------------------------------------------------

MADE_UP = make_distractors(400, seed=7)
births = st.one_of(
    st.just(UNKNOWN_DATE),
    st.builds(
        PartialDate,
        st.dates(min_value=MADE_UP[0].born.day.replace(year=1930), max_value=MADE_UP[0].born.day.replace(year=2020)),
        st.sampled_from([one for one in DatePrecision if one is not DatePrecision.UNKNOWN]),
    ),
)
names = st.one_of(
    st.sampled_from([profile.names[0] for profile in MADE_UP]),
    st.text(max_size=40),
    st.text(alphabet="aeioubdhklmnrst -'علمحدие", max_size=20),
)
profiles = st.builds(
    Profile,
    st.lists(names, min_size=0, max_size=3).map(tuple),
    births,
    st.frozensets(st.sampled_from(["MAR", "SYR", "RUS"]), max_size=2),
    st.sampled_from(["", "f", "m", "u"]),
    st.frozensets(st.tuples(st.sampled_from(["SP", "OV", "NN", "?"]), st.sampled_from(["1", "2"])), max_size=2),
    household=st.sampled_from([None, 1, 2]),
)


@settings(deadline=None, max_examples=300)
@given(profiles, profiles)
def test_it_does_not_matter_who_is_asked_first(a: Profile, b: Profile) -> None:
    assert compare(a, b) == compare(b, a)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(MADE_UP), st.sampled_from(MADE_UP), st.randoms(use_true_random=False))
def test_the_order_of_words_and_names_does_not_matter(a: Profile, b: Profile, chance: random.Random) -> None:
    def shuffled(profile: Profile) -> Profile:
        words = profile.names[0].replace(",", " ").split()
        chance.shuffle(words)
        return Profile((" ".join(words),), profile.born, profile.nationalities)

    found, again = compare(a, b), compare(shuffled(a), shuffled(b))
    assert (again.score, again.strength) == (found.score, found.strength)


@settings(deadline=None, max_examples=200)
@given(profiles)
def test_everybody_is_like_himself(profile: Profile) -> None:
    found = compare(profile, profile)
    assert found.score == max(found.score, compare(profile, Profile(("Zzyzx",))).score)


def test_several_names_in_any_order() -> None:
    a = person("Petrov, Ivan", "Benali, Mohamed", born="1988-03-14")
    b = person("Mohamed Benali", "Ahmed Tazi", born="1988-03-14")
    turned = Profile(b.names[::-1], b.born, b.nationalities)
    assert compare(a, b).score == compare(a, turned).score
