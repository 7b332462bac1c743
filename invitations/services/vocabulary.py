"""From a letter's row to the words it prints. What the file does not know stays a hole, and a hole makes no letter."""

from datetime import date

from cases.enums import Sex
from cases.models import Interview
from icam.calendar import local_day, subtract_working_days
from icam.models import ClosingDay, Office, User
from invitations.enums import Channel
from invitations.models import Letter
from invitations.services import calling
from invitations.services.calling import Called
from invitations.services.conditions import order_of
from invitations.typesetting import Words

IN_THE_WINDOW = 2  # names above the address; whoever else is called in stands in the text
MOVE_WORKING_DAYS = 2  # before the appointment: what the office needs to give the place to somebody else

# How a letter addresses a person, in its own language: in the window, and at the head of the text.
TITLES: dict[str, dict[str, str]] = {
    "fr": {Sex.FEMALE: "Madame", Sex.MALE: "Monsieur"},
    "nl": {Sex.FEMALE: "Mevrouw", Sex.MALE: "De heer"},
    "de": {Sex.FEMALE: "Frau", Sex.MALE: "Herrn"},
    "en": {Sex.FEMALE: "Ms", Sex.MALE: "Mr"},
}
SALUTATIONS: dict[str, dict[str, str]] = {
    "fr": {Sex.FEMALE: "Madame", Sex.MALE: "Monsieur", "": "Madame, Monsieur"},
    "nl": {Sex.FEMALE: "Geachte mevrouw", Sex.MALE: "Geachte heer", "": "Geachte mevrouw, geachte heer"},
    "de": {
        Sex.FEMALE: "Sehr geehrte Frau {name}",
        Sex.MALE: "Sehr geehrter Herr {name}",
        "": "Sehr geehrte Damen und Herren",
    },
    "en": {Sex.FEMALE: "Dear Ms {name}", Sex.MALE: "Dear Mr {name}", "": "Dear Sir or Madam"},
}
# What stands in the window of a letter that no postman carries.
WITHOUT_POST: dict[str, dict[str, str]] = {
    Channel.HAND_OVER: {
        "fr": "Remise en main propre",
        "nl": "Persoonlijk overhandigd",
        "de": "Persönlich ausgehändigt",
        "en": "Handed over in person",
    },
    Channel.REPRESENTATIVE: {
        "fr": "Par l’intermédiaire du représentant",
        "nl": "Via de vertegenwoordiger",
        "de": "Über die Vertretung",
        "en": "Through the representative",
    },
}
ANNEX = {"fr": "annexe", "nl": "bijlage", "de": "Anlage", "en": "annex"}
LEGAL_AID = {"fr": "BAJ", "nl": "BJB", "de": "BJB", "en": "BAJ / BJB"}
DPO = "dpo@example.be"


def words_of(letter: Letter, *, on: date, called: Called | None = None) -> Words:
    """All that the letter says, as the file stands now; `on` is the date it carries, `called` whom it calls in."""
    whom = called or calling.of(letter, on=on)
    case, interview, language = letter.case, letter.interview, letter.language
    office = interview.desk.office if interview.desk else interview.office
    coach = interview.coach or case.coach
    order = order_of(case, on=on)
    return Words(
        language=language,
        track=case.track,
        letter_reference=letter.reference,
        case_reference=case.reference,
        letter_date=on,
        addressee=_addressee(letter, whom, on),
        salutation=_salutation(whom, language),
        called=tuple(person.spoken_name for person in whom.adults) if len(whom.persons) > 1 else (),
        minors=tuple(person.spoken_name for person in whom.minors),
        annex=f"{ANNEX[language]} {order.annex.code}" if order else "",
        notified_on=order.notified_on if order else None,
        appointment_at=interview.planned_at,
        minutes=interview.minutes,
        move_by=_move_by(interview, office, on),
        desk=interview.desk.name if interview.desk else "",
        region=case.region.name,
        dpo=DPO,
        legal_aid=LEGAL_AID[language],
        **_place(office),
        **_coach(coach),
    )


def _place(office: Office | None) -> dict[str, str]:
    if office is None:
        return {}
    return {
        "office": office.name,
        "street": office.street,
        "locality": office.locality.strip(),
        "directions": office.directions,
        "phone": office.phone,
        "email": office.email,
    }


def _coach(coach: User | None) -> dict[str, str]:
    return {"coach": coach.get_full_name()} if coach else {}


def _addressee(letter: Letter, called: Called, on: date) -> tuple[str, ...]:
    """Name and address as they stand in the window; nothing when post would not arrive."""
    language = letter.language
    titles = TITLES[language]
    names = [f"{titles.get(person.sex, '')} {person.spoken_name}".strip() for person in called.adults[:IN_THE_WINDOW]]
    if letter.channel in WITHOUT_POST:
        return *names, WITHOUT_POST[letter.channel][language]
    address = called.address(letter.case, on=on)
    if address is None:
        return ()
    care_of = (f"c/o {address.care_of}",) if address.care_of else ()
    return *names, *care_of, address.street, f"{address.postcode} {address.municipality.upper()}"


def _salutation(called: Called, language: str) -> str:
    forms, person = SALUTATIONS[language], called.addressee
    form = forms[""] if len(called.adults) > 1 else forms.get(person.sex, forms[""])
    return form.format(name=person.family_name or person.given_names)


def _move_by(interview: Interview, office: Office | None, on: date) -> date:
    """The last day to ask for another date; never before the letter itself."""
    closed = ClosingDay.objects.filter(office__isnull=True)
    if office:
        closed |= ClosingDay.objects.filter(office=office)
    days = frozenset(closed.values_list("day", flat=True))
    return max(on, subtract_working_days(local_day(interview.planned_at), MOVE_WORKING_DAYS, days))
