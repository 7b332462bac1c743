"""What hangs on orders, addresses and households: extensions, appeals, bans, checks, who acts for them, agreements.

All of it is drawn from a source of its own, so that nothing that is counted changes with it.
"""

import random
from datetime import date, timedelta

from cases.enums import CaseState, HouseholdKind, SuspensionGround
from cases.enums.dossier import (
    AgreementCondition,
    AppealEffect,
    AppealKind,
    AppealOutcome,
    BanGround,
    CheckedBy,
    CheckResult,
    ExtensionOutcome,
    RepresentativeKind,
)
from cases.models import (
    Address,
    Appeal,
    Case,
    CasePartner,
    EntryBan,
    Extension,
    FamilyAgreement,
    FamilyStep,
    Order,
    Procedure,
    Representative,
    ResidenceCheck,
)
from icam.models import User
from reporting.demonstration.dossiers import Written
from reporting.demonstration.households import Home
from reporting.demonstration.lives import Life
from reporting.demonstration.office import TheOffice
from reporting.demonstration.partners import found_partners
from reporting.demonstration.spells import Spells
from reporting.demonstration.store import Store
from reporting.demonstration.volumes import draw
from reporting.demonstration.wording import text

GROUNDS = {"2": 46, "1": 34, "1 12": 6, "2 12": 5, "8": 4, "3": 3, "1 3": 2}
JUDGMENTS = {AppealOutcome.REJECTED: 78, AppealOutcome.ANNULLED: 9, AppealOutcome.WITHDRAWN: 13}
FOUND = {
    CheckResult.MOVED_UNKNOWN: 40, CheckResult.LIVES_THERE: 34, CheckResult.NOT_ESTABLISHED: 14,
    CheckResult.NEVER_LIVED: 7, CheckResult.MOVED_KNOWN: 5,
}  # fmt: skip
ACTS_FOR = {
    RepresentativeKind.LAWYER: 70, RepresentativeKind.SOCIAL: 15, RepresentativeKind.CONFIDANT: 10,
    RepresentativeKind.SCHOOL: 5,
}  # fmt: skip
SURNAMES = ("Lambrecht", "Dupuis", "Verlinden", "Jacobs", "Maes", "Leroy", "Wouters", "Simon", "Claes", "Lejeune")


WATCHED = (-4, 9, 26)  # days from today on which a pending procedure is looked at again


def _days(count: int) -> timedelta:
    return timedelta(days=count)


class Surroundings:
    """Writes what hangs on the rows of one household."""

    def __init__(self, store: Store, office: TheOffice, today: date, seed: int) -> None:
        self.store, self.office, self.today, self.seed = store, office, today, seed
        self.partners = [partner.pk for partner in found_partners()]

    def write(self, life: Life, home: Home, case: Case, spells: Spells, written: Written) -> None:
        rng = random.Random(f"{self.seed}/surroundings/{life.story.number}")  # noqa: S311  (invented, not secret)
        by = spells.now.coach or self.office.managers[spells.now.region]
        is_open = case.state != CaseState.CLOSED
        for order in written.orders:
            order.grounds = draw(rng, GROUNDS).split()
            self._extension(order, by, rng, is_open=is_open)
            self._appeal(order, rng)
            self._ban(order, rng)
        self._rests(life, written, rng)
        for procedure in written.procedures:
            self._procedure(procedure, rng, WATCHED[life.story.number % len(WATCHED)])
        for address in written.addresses:
            self._check(address, case, by, rng)
        self._around(home, case, by, rng)
        if home.household.kind == HouseholdKind.FAMILY and case.state in {CaseState.IN_COACHING, CaseState.FOLLOW_UP}:
            self._agreement(case, by, rng)

    def _extension(self, order: Order, by: User, rng: random.Random, *, is_open: bool) -> None:
        """The answer behind every day that an order was extended to; some were refused, a few wait."""
        if order.notified_on is None:
            return
        asked = order.notified_on + _days(rng.randint(3, 20))
        granted, chance = order.extended_to is not None, rng.random()
        if asked >= self.today or not (granted or chance < 0.03):
            if granted:
                asked = order.notified_on
            else:
                return
        row = Extension(order_id=order.pk, requested_on=asked, reason=text(by.language, "more_time", rng))
        if granted or chance < 0.02 or not is_open:
            row.outcome = (ExtensionOutcome.GRANTED if granted else ExtensionOutcome.REFUSED).value
            row.answered_on, row.until = min(self.today, asked + _days(rng.randint(2, 12))), order.extended_to
        self.store.add(row)

    def _appeal(self, order: Order, rng: random.Random) -> None:
        if order.notified_on is None or rng.random() > 0.07:
            return
        lodged = order.notified_on + _days(rng.randint(4, 30))
        if lodged > self.today:
            return
        row = self._contest(order, AppealKind.ANNULMENT, AppealEffect.NONE, lodged, rng)
        decided = lodged + _days(rng.randint(70, 320))
        if order.withdrawn_on and order.withdrawn_on > lodged:
            row.outcome, row.decided_on = AppealOutcome.ANNULLED.value, order.withdrawn_on
        elif decided < self.today:
            row.outcome, row.decided_on = draw(rng, JUDGMENTS).value, decided
            if row.outcome == AppealOutcome.ANNULLED:
                row.outcome = AppealOutcome.REJECTED.value  # an annulled order would no longer stand

    def _contest(
        self, order: Order, kind: AppealKind, effect: AppealEffect, lodged_on: date, rng: random.Random
    ) -> Appeal:
        number = f"{rng.randint(200, 399)} {rng.randint(100, 999)}"
        return self.store.add(
            Appeal(order_id=order.pk, kind=kind.value, effect=effect.value, lodged_on=lodged_on, number=number)
        )

    def _rests(self, life: Life, written: Written, rng: random.Random) -> None:
        """The appeal for which a case rests today."""
        rest = life.rest
        if rest is None or rest.ground != SuspensionGround.APPEAL or rest.on > life.until:
            return
        order = next((order for order in written.orders if order.decided_on <= rest.on), None)
        if order:
            row = self._contest(order, AppealKind.FULL, AppealEffect.SUSPENDS, rest.on, rng)
            if rest.decided_on and rest.decided_on < self.today:
                row.outcome, row.decided_on = AppealOutcome.REJECTED.value, rest.decided_on

    def _ban(self, order: Order, rng: random.Random) -> None:
        if order.notified_on is None or not (order.period_days == 0 or "12" in order.grounds) or rng.random() > 0.8:
            return
        ground = draw(rng, {BanGround.NO_PERIOD: 80, BanGround.FRAUD: 14, BanGround.THREAT: 6})
        years = rng.randint(1, ground.most_years or 10)
        row = EntryBan(
            person_id=order.person_id, order_id=order.pk, ground=ground.value, years=years,
            decided_on=order.decided_on, notified_on=order.notified_on,
        )  # fmt: skip
        self.store.add(row)

    def _procedure(self, procedure: Procedure, rng: random.Random, watched: int) -> None:
        procedure.lodged_with = rng.choice(
            ("", "Commune / Gemeente", "Office des étrangers", "Dienst Vreemdelingenzaken")
        )
        if procedure.gives_provisional_stay:
            procedure.stay_from = procedure.lodged_on
            if procedure.decided_on is None:
                procedure.watch_on = max(procedure.lodged_on, self.today + _days(watched))

    def _check(self, address: Address, case: Case, by: User, rng: random.Random) -> None:
        """Where mail came back somebody looks; elsewhere now and then."""
        since = address.undeliverable_since
        if address.ends_on or rng.random() > (0.4 if since else 0.01):
            return
        asked = min(self.today, (since or max(address.starts_on, case.opened_on)) + _days(rng.randint(1, 15)))
        row = ResidenceCheck(
            case_id=case.pk, address_id=address.pk, asked_on=asked, asked_by_id=by.pk,
            by_whom=rng.choice((CheckedBy.MAYOR, CheckedBy.MAYOR, CheckedBy.DELEGATE)).value,
        )  # fmt: skip
        done = asked + _days(rng.randint(6, 40))
        if done < self.today:
            result = draw(rng, FOUND) if since else CheckResult.LIVES_THERE
            row.done_on, row.result, row.note = done, result.value, text(by.language, "found", rng)
        self.store.add(row)

    def _around(self, home: Home, case: Case, by: User, rng: random.Random) -> None:
        if rng.random() < 0.12:
            began = case.opened_on - _days(rng.randint(0, 200))
            surname = rng.choice(SURNAMES)
            lasts = rng.choice((None, None, 180, 365, 540))
            row = Representative(
                person_id=home.principal.pk, kind=draw(rng, ACTS_FOR).value,
                name=f"{rng.choice('ABCDEFHJKLM')}. {surname}", email=f"{surname.lower()}@example.be",
                phone=f"02 000 {rng.randint(10, 99)} {rng.randint(10, 99)}", mandate_from=began,
                mandate_until=began + _days(lasts) if lasts else None, gets_copies=rng.random() < 0.6,
            )  # fmt: skip
            self.store.add(row)
        if rng.random() < 0.15:
            ends = case.closed_on if case.closed_on and rng.random() < 0.7 else None
            began = min(case.opened_on + _days(rng.randint(0, 20)), ends or self.today)
            row_of_partner = CasePartner(
                case_id=case.pk, partner_id=rng.choice(self.partners), starts_on=began, ends_on=ends,
                what_for=text(by.language, "what_for", rng),
            )  # fmt: skip
            self.store.add(row_of_partner)

    def _agreement(self, case: Case, by: User, rng: random.Random) -> None:
        """An agreement that is in force, with a timetable of which the past part was mostly kept."""
        if rng.random() > 0.3:
            return
        concluded = min(self.today, case.opened_on + _days(rng.randint(20, 50)))
        chosen = [value for value in AgreementCondition.values if rng.random() < 0.7] or [AgreementCondition.HOME.value]
        agreement = self.store.add(
            FamilyAgreement(case_id=case.pk, concluded_on=concluded, conditions=chosen, concluded_by_id=by.pk)
        )
        due = concluded
        for _ in range(rng.randint(1, 3)):
            due += _days(rng.randint(10, 35))
            step = FamilyStep(agreement_id=agreement.pk, text=text(by.language, "steps", rng), due_on=due)
            if due < self.today:
                step.is_breach = rng.random() < 0.15
                step.done_on = None if step.is_breach else due - _days(rng.randint(0, 8))
            self.store.add(step)
