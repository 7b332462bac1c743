"""What a letter says: every word comes from the file, and what the file does not know stays a hole."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import Sex
from cases.models import Address, Interview, Person
from icam.calendar import ZONE, subtract_working_days, today
from icam.models import ClosingDay
from invitations.enums import Channel
from invitations.models import Letter
from invitations.services.vocabulary import words_of
from invitations.typesetting import Words, missing, typeset, unfit
from tests import factories
from tests.invitations.conftest import make_invitable

LANGUAGES = ["fr", "nl", "de", "en"]


def words(ready: SimpleNamespace, language: str = "fr", channel: str = Channel.POST) -> Words:
    letter = Letter(
        reference="L-7Q4K-29TX",
        case=ready.case,
        interview=Interview.objects.get(pk=ready.interview.pk),
        addressee=Person.objects.get(pk=ready.person.pk),
        language=language,
        channel=channel,
    )
    return words_of(letter, on=today())


def test_every_word_comes_from_the_file(invitable: SimpleNamespace) -> None:
    desk, office = invitable.interview.desk, invitable.office
    assert words(invitable) == Words(
        language="fr",
        track="return",
        letter_reference="L-7Q4K-29TX",
        case_reference=invitable.case.reference,
        letter_date=today(),
        addressee=(
            f"Monsieur {invitable.person.spoken_name}",
            "Rue Gallait 88, bte 3",
            "1030 SCHAERBEEK",
        ),
        salutation="Monsieur",
        annex="annexe 13",
        notified_on=invitable.order.notified_on,
        appointment_at=invitable.interview.planned_at,
        minutes=60,
        office=office.name,
        street="Voorbeeldstraat 1",
        locality="1000 Brussel",
        desk=desk.name,
        region=invitable.region.name,
        coach=invitable.coach.get_full_name(),
        phone="02 000 00 00",
        email="office@example.be",
        move_by=subtract_working_days(invitable.interview.planned_at.astimezone(ZONE).date(), 2),
        dpo="dpo@example.be",
        legal_aid="BAJ",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("track", ["return", "transfer"])
@pytest.mark.parametrize("channel", Channel)
def test_every_language_track_and_channel_makes_a_letter(language: str, track: str, channel: str) -> None:
    found = words(make_invitable(track=track), language, channel)
    assert (missing(found), unfit(found)) == ([], {})
    if channel == Channel.HAND_OVER:
        assert typeset(found).pages == 1


@pytest.mark.parametrize(
    ("language", "sex", "salutation", "title"),
    [
        ("fr", Sex.FEMALE, "Madame", "Madame "),
        ("fr", Sex.UNKNOWN, "Madame, Monsieur", ""),
        ("nl", Sex.MALE, "Geachte heer", "De heer "),
        ("nl", Sex.OTHER, "Geachte mevrouw, geachte heer", ""),
        ("de", Sex.FEMALE, "Sehr geehrte Frau Haddad", "Frau "),
        ("de", Sex.MALE, "Sehr geehrter Herr Haddad", "Herrn "),
        ("de", Sex.UNKNOWN, "Sehr geehrte Damen und Herren", ""),
        ("en", Sex.FEMALE, "Dear Ms Haddad", "Ms "),
        ("en", Sex.UNKNOWN, "Dear Sir or Madam", ""),
    ],
)
def test_a_letter_addresses_its_reader(
    invitable: SimpleNamespace, language: str, sex: str, salutation: str, title: str
) -> None:
    Person.objects.filter(pk=invitable.person.pk).update(sex=sex, family_name="Haddad", given_names="Rim")
    found = words(invitable, language)
    assert (found.salutation, found.addressee[0]) == (salutation, f"{title}Rim Haddad")


def test_a_single_name_is_enough(invitable: SimpleNamespace) -> None:
    Person.objects.filter(pk=invitable.person.pk).update(family_name="", given_names="Tesfaye")
    found = words(invitable, "en")
    assert (found.salutation, found.addressee[0]) == ("Dear Mr Tesfaye", "Mr Tesfaye")


def test_care_of_stands_in_the_window(invitable: SimpleNamespace) -> None:
    Address.objects.update(care_of="Fam. Peeters")
    assert words(invitable).addressee[1:] == ("c/o Fam. Peeters", "Rue Gallait 88, bte 3", "1030 SCHAERBEEK")


@pytest.mark.parametrize(
    ("channel", "line"),
    [(Channel.HAND_OVER, "Persoonlijk overhandigd"), (Channel.REPRESENTATIVE, "Via de vertegenwoordiger")],
)
def test_what_no_postman_carries_shows_no_address(invitable: SimpleNamespace, channel: str, line: str) -> None:
    found = words(invitable, "nl", channel)
    assert found.addressee == (f"De heer {invitable.person.spoken_name}", line)


@pytest.mark.parametrize(
    ("holes", "spoil"),
    [
        (["addressee"], lambda ready: Address.objects.update(undeliverable_since=today())),
        (["annex", "notified_on"], lambda ready: ready.order.delete()),
        (["desk"], lambda ready: Interview.objects.update(desk=None, office=ready.office)),
        (["coach"], lambda ready: (setattr(ready.case, "coach", None), Interview.objects.update(coach=None))),
        (
            ["office", "street", "locality", "desk", "phone", "email"],
            lambda ready: Interview.objects.update(desk=None, office=None),
        ),
    ],
)
def test_what_the_file_does_not_know_is_a_hole(invitable: SimpleNamespace, holes: list[str], spoil: Any) -> None:
    spoil(invitable)
    assert missing(words(invitable)) == holes


def test_the_coach_of_the_appointment_signs(invitable: SimpleNamespace) -> None:
    other = factories.make_coach(invitable.region, first_name="Bram", last_name="Claes")
    Interview.objects.update(coach=other)
    assert words(invitable).coach == "Bram Claes"


def test_the_last_day_to_ask_for_another_date_is_two_working_days_before(invitable: SimpleNamespace) -> None:
    monday = datetime(2027, 3, 15, 10, tzinfo=ZONE)
    Interview.objects.update(planned_at=monday)
    assert words(invitable).move_by == date(2027, 3, 11)
    ClosingDay.objects.create(day=date(2027, 3, 12), office=invitable.office, label="Move")
    assert words(invitable).move_by == date(2027, 3, 10)
    ClosingDay.objects.create(day=date(2027, 3, 11), office=factories.make_office(), label="Elsewhere")
    assert words(invitable).move_by == date(2027, 3, 10)


def test_the_last_day_to_ask_is_never_before_the_letter(invitable: SimpleNamespace) -> None:
    Interview.objects.update(planned_at=datetime.combine(today(), datetime.max.time(), tzinfo=ZONE))
    assert words(invitable).move_by == today()


@pytest.mark.parametrize(
    ("end", "count", "day"),
    [
        (date(2026, 11, 26), 2, date(2026, 11, 24)),
        (date(2026, 11, 23), 1, date(2026, 11, 20)),
        (date(2026, 12, 26), 1, date(2026, 12, 24)),
        (date(2026, 11, 22), 3, date(2026, 11, 18)),
    ],
)
def test_working_days_are_counted_backwards(end: date, count: int, day: date) -> None:
    assert subtract_working_days(end, count) == day


def test_nothing_is_counted_backwards_by_less_than_one() -> None:
    with pytest.raises(ValueError, match="counted from one"):
        subtract_working_days(date(2026, 11, 26), 0)


def test_the_same_words_make_the_same_letter(invitable: SimpleNamespace) -> None:
    found = words(invitable)
    assert typeset(found).sha256 == typeset(replace(found)).sha256
    assert found.letter_date == today() + timedelta(0)
