"""The legal situation: orders to leave, addresses, residence procedures, measures."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from cases.enums import (
    AddressKind,
    AddressSource,
    ClosureReason,
    Decision,
    MeasureKind,
    StayGround,
    SuspensionGround,
    Track,
)
from cases.models import Address, Measure, Order, Person, Procedure
from icam.municipalities import Municipality
from reporting.demonstration import twists
from reporting.demonstration.households import Home
from reporting.demonstration.lives import Life
from reporting.demonstration.office import TheOffice
from reporting.demonstration.store import Store
from reporting.demonstration.volumes import draw
from reporting.demonstration.wording import language_of, street, town

RETURN_ANNEXES = {"13": 58, "13quinquies": 30, "12": 4, "20-order": 4, "21": 3, "33bis": 1}
TRANSFER_ANNEXES = {"26quater": 95, "25quater": 5}
PERIODS = {30: 80, 7: 9, 0: 7, 14: 4}
NOTIFIERS = {
    "fr": {"commune": 46, "lettre recommandée": 30, "police": 14, "centre d'accueil": 10},
    "nl": {"gemeente": 46, "aangetekende brief": 30, "politie": 14, "opvangcentrum": 10},
    "de": {"Gemeinde": 46, "Einschreiben": 30, "Polizei": 14, "Aufnahmezentrum": 10},
}
ROUTES = {
    StayGround.HUMANITARIAN: "HUMANITARIAN", StayGround.MEDICAL: "MEDICAL", StayGround.FAMILY: "FAMILY",
    StayGround.WORK: "SINGLE_PERMIT", StayGround.STUDENT: "OTHER", StayGround.PROTECTION: "SUBSEQUENT",
    StayGround.STATELESS: "STATELESS", StayGround.TRAFFICKING: "TRAFFICKING", StayGround.MINOR: "MINOR",
    StayGround.EU: "FAMILY_EU", StayGround.RESTORED: "OTHER", StayGround.OTHER: "OTHER",
}  # fmt: skip
DENIED = {Decision.REFUSED: 60, Decision.INADMISSIBLE: 30, Decision.WITHDRAWN: 10}


def _days(count: int) -> timedelta:
    return timedelta(days=count)


@dataclass(slots=True)
class Written:
    """What was written for one household, for whatever hangs on it."""

    orders: list[Order] = field(default_factory=list)
    procedures: list[Procedure] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)


class Dossiers:
    """Writes the dossier of a household; `home_town` of the letters comes out of it."""

    def __init__(self, store: Store, office: TheOffice, today: date) -> None:
        self.store, self.office, self.today = store, office, today
        self.written = Written()

    # Orders ----------------------------------------------------------------------------------------------------------

    def orders(self, life: Life, home: Home, language: str) -> date | None:
        """The orders on the adults; returns the deadline of the newest in force on those who are members today."""
        story, rng, self.written = life.story, life.rng, Written()
        before = rng.randint(0, 4) if story.channel == "with_order" else rng.randint(6, 75)
        notified_on = story.opened_on - _days(before)
        written: list[tuple[Order, Person]] = []
        for member, person in home.adults():
            if person is home.principal or rng.random() < 0.8:
                served_on = max(notified_on, member.joined_on - _days(before)) if home.changed_on else notified_on
                written.append((self._order(life, person, language, served_on), person))
        if rng.random() < 0.08:
            old = self._order(life, home.principal, language, notified_on - _days(rng.randint(250, 1500)))
            written.append((old, home.principal))
        written += self._later_orders(life, home, language, written[0][0])
        present = {person.pk for _member, person in home.on(self.today)}
        force = [order for order, person in written if person.pk in present and _in_force(order)]
        newest = max(force, key=lambda order: (order.notified_on, order.pk), default=None)
        return _deadline(newest) if newest else None

    def _order(
        self, life: Life, person: Person, language: str, notified_on: date | None, decided_on: date | None = None
    ) -> Order:
        rng, story = life.rng, life.story
        decided_on = decided_on or (notified_on or self.today) - _days(rng.randint(0, 25))
        transfer = story.track == Track.TRANSFER
        period = 0 if story.twist == twists.NO_PERIOD else draw(rng, PERIODS)
        order = Order(
            person_id=person.pk,
            annex_id=self.office.annexes[draw(rng, TRANSFER_ANNEXES if transfer else RETURN_ANNEXES)].pk,
            decided_on=decided_on,
            notified_on=notified_on,
            notified_by=draw(rng, NOTIFIERS[language]) if notified_on else "",
            period_days=period,
        )
        if notified_on and (story.twist == twists.EXTENDED or rng.random() < 0.04):
            order.extended_to = notified_on + _days(period + rng.randint(20, 75))
        self.written.orders.append(order)
        return self.store.add(order)

    def _later_orders(self, life: Life, home: Home, language: str, first: Order) -> list[tuple[Order, Person]]:
        """What the twists say: withdrawn and replaced, withdrawn at the end, decided but not notified yet."""
        rng, twist = life.rng, life.story.twist
        if life.past[-1].closure_reason == ClosureReason.ORDER_WITHDRAWN:
            first.withdrawn_on = life.past[-1].on
        if twist == twists.REPLACED:
            first.withdrawn_on = self.today - _days(rng.randint(12, 30))
            return [(self._order(life, home.principal, language, first.withdrawn_on), home.principal)]
        if twist == twists.NOT_NOTIFIED:
            decided_on = self.today - _days(rng.randint(2, 9))
            return [(self._order(life, home.principal, language, None, decided_on), home.principal)]
        return []

    # Addresses -------------------------------------------------------------------------------------------------------

    def address(self, life: Life, home: Home, region: str) -> tuple[Municipality | None, bool]:
        """Where the principal lives; gives the municipality, and whether the post arrives there."""
        story, rng, person = life.story, life.rng, home.principal
        if story.twist == twists.NO_ADDRESS or (story.group == "INTERCEPT" and not story.twist and rng.random() < 0.5):
            return None, False
        place = town(region, rng)
        since = story.opened_on - _days(rng.randint(10, 900))
        if rng.random() < 0.12:
            self._address(rng, person, town(region, rng), since - _days(rng.randint(60, 700)), ends_on=since)
        centre = story.group == "OTP"
        address = self._address(
            rng, person, place, since,
            kind=(AddressKind.CENTRE if centre else AddressKind.ACTUAL).value,
            care_of=f"Open return place {rng.randint(1, 9)}" if centre else "",
        )  # fmt: skip
        if story.twist == twists.ELECTED or rng.random() < 0.03:
            care_of = f"M. / Mr. {rng.choice('ABCDEFGHJKLMNPRSTV')}. Advocaat-Avocat"
            self._address(
                rng, person, town(region, rng), since, kind=AddressKind.ELECTED.value, care_of=care_of,
                source=AddressSource.FILE.value,
            )  # fmt: skip
        address.undeliverable_since = self._undeliverable(life)
        return place, address.undeliverable_since is None

    def _undeliverable(self, life: Life) -> date | None:
        """The post comes back after the last letter of a household that was never reached."""
        sent = [talk.sent_on for talk in life.rounds if talk.has_letter and talk.sent_on <= life.until]
        lost = any(step.closure_reason == ClosureReason.NEVER_REACHED for step in life.past)
        if lost or life.story.twist in {twists.UNDELIVERABLE, twists.FAILED}:
            last = max(sent, default=life.story.opened_on)
            return min(self.today, last + _days(life.rng.randint(5, 9)))
        return None

    def _address(
        self, rng: random.Random, person: Person, place: Municipality, starts_on: date, **more: object
    ) -> Address:
        language = language_of(place, rng)
        defaults: dict[str, object] = {
            "kind": AddressKind.ACTUAL.value, "source": rng.choice(AddressSource.values[:4]),
            "street": street(language, rng), "postcode": place.main_postcode, "municipality": place.name(language),
        }  # fmt: skip
        address = Address(person_id=person.pk, starts_on=starts_on, **defaults | more)
        self.written.addresses.append(address)
        return self.store.add(address)

    # Procedures and measures -----------------------------------------------------------------------------------------

    def procedures(self, life: Life, home: Home) -> None:
        """What was asked before, what suspends the case, and what a prospect of stay led to."""
        story, rng, person = life.story, life.rng, home.principal
        if rng.random() < 0.3:
            lodged = story.opened_on - _days(rng.randint(300, 1200))
            self._procedure(person, "INT_PROTECTION", lodged, lodged + _days(rng.randint(60, 200)), draw(rng, DENIED))
        rest = life.rest
        if rest and rest.on <= life.until and rest.ground == SuspensionGround.PROCEDURE:
            code = rng.choice(("SUBSEQUENT", "MEDICAL", "FAMILY_BELGIAN", "INT_PROTECTION"))
            self._procedure(person, code, rest.on, rest.decided_on, draw(rng, DENIED), gives_stay=True)
        proposal = story.proposal
        if proposal and proposal.ground and life.told_on and life.told_on < life.until:
            route = ROUTES[StayGround(proposal.ground)]
            if proposal.result_on:
                granted = proposal.result == "stay_granted"
                decision = Decision.GRANTED if granted else Decision.REFUSED
                self._procedure(person, route, life.told_on, proposal.result_on, decision)
            elif rng.random() < 0.5:
                self._procedure(person, route, life.told_on, None, Decision.REFUSED)

    def _procedure(
        self, person: Person, code: str, lodged_on: date, decided_on: date | None, decision: Decision, *,
        gives_stay: bool = False,
    ) -> None:  # fmt: skip
        if decided_on and decided_on >= self.today:
            decided_on = None
        procedure = Procedure(
            person_id=person.pk, route_id=self.office.routes[code].pk, lodged_on=lodged_on,
            gives_provisional_stay=gives_stay, decided_on=decided_on, decision=decision.value if decided_on else "",
        )  # fmt: skip
        self.written.procedures.append(self.store.add(procedure))

    def measures(self, life: Life, home: Home) -> None:
        """A measure begins after the last letter: who is under one may not be invited (art. 74/24 §1)."""
        rng, person, twist = life.rng, home.principal, life.story.twist
        sent = [talk.sent_on for talk in life.rounds if talk.has_letter and talk.sent_on <= life.until]
        since = max([self.today - _days(9), *(day + _days(1) for day in sent)])
        barring = {twists.DETAINED: MeasureKind.DETENTION, twists.LESS_COERCIVE: MeasureKind.LESS_COERCIVE}
        if kind := barring.get(twist):
            self._measure(person, kind, since, None)
        elif twist == twists.RELEASED:
            began = life.story.opened_on - _days(rng.randint(30, 60))
            self._measure(person, MeasureKind.DETENTION, began, began + _days(rng.randint(5, 20)))
        elif twist == twists.PREVENTIVE:
            self._measure(person, MeasureKind.PREVENTIVE, self.today - _days(5), self.today + _days(20))
        last = life.past[-1]
        if last.closure_reason == ClosureReason.DETAINED:
            self._measure(person, MeasureKind.DETENTION, last.on, last.on + _days(rng.randint(10, 60)))
        proposal = life.story.proposal
        if proposal and proposal.from_detention and proposal.result_on and proposal.result_on <= life.until:
            began = max([proposal.result_on - _days(14), *(day + _days(1) for day in sent)])
            self._measure(person, MeasureKind.DETENTION, min(began, proposal.result_on), proposal.result_on)

    def _measure(self, person: Person, kind: MeasureKind, starts_on: date, ends_on: date | None) -> None:
        self.store.add(Measure(person_id=person.pk, kind=kind.value, starts_on=starts_on, ends_on=ends_on))


def _in_force(order: Order) -> bool:
    return order.notified_on is not None and order.withdrawn_on is None


def _deadline(order: Order) -> date | None:
    if order.notified_on is None:
        return None
    return order.extended_to or order.notified_on + _days(order.period_days)
