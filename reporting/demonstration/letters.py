"""The letters that called households in. Their bytes were never made: see `stand_in`."""

import hashlib
import random
from datetime import date, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cases.models import Case, Interview, Person
from icam.identifiers import new_reference
from icam.languages import letter_language
from icam.models import User
from icam.municipalities import Municipality
from icam.pdf import Layout
from invitations.enums import Channel, LetterState
from invitations.models import Letter
from reporting.demonstration import twists
from reporting.demonstration.diary import written_at
from reporting.demonstration.lives import Life, Round
from reporting.demonstration.office import TheOffice
from reporting.demonstration.spells import Spell, Spells
from reporting.demonstration.store import Store
from reporting.demonstration.wording import text

STAND_IN = """<html lang="en"><head><meta charset="utf-8"/><title>Demonstration: a letter that was never made</title>
<meta name="dcterms.created" content="2024-01-01"/><meta name="dcterms.modified" content="2024-01-01"/></head><body>
<h1>Demonstration: a letter that was never made</h1>
<p lang="en">The letters of the past are invented, so this page stands in for them. Letters that are ordered from now on
are really made.</p>
<p lang="fr">Démonstration : les lettres du passé sont inventées et cette page en tient lieu. Les lettres commandées à
partir de maintenant sont réellement établies.</p>
<p lang="nl">Demonstratie: de brieven uit het verleden zijn verzonnen en deze bladzijde komt in hun plaats. Brieven die
vanaf nu worden besteld, worden echt gemaakt.</p>
<p lang="de">Vorführung: Die Briefe der Vergangenheit sind erfunden, und diese Seite steht an ihrer Stelle. Briefe, die
von nun an bestellt werden, werden wirklich erstellt.</p></body></html>"""
TWISTED = {
    twists.READY: LetterState.READY, twists.FAILED: LetterState.FAILED, twists.RENDERING: LetterState.RENDERING,
}  # fmt: skip


class Letters:
    """Writes the letters of a case."""

    def __init__(self, store: Store, office: TheOffice, today: date) -> None:
        self.store, self.office, self.today = store, office, today
        self._references: set[str] = set()
        self._file, self._sha256 = stand_in()

    def write(
        self, life: Life, case: Case, addressee: Person, spells: Spells, talks: list[tuple[Round, Interview]],
        town: Municipality | None, *, by_post: bool,
    ) -> None:  # fmt: skip
        """A letter for each appointment that was called for by one; `town` and `by_post` say where it goes and how."""
        previous: str | None = None
        for talk, interview in talks:
            if not talk.has_letter:
                continue
            choice = letter_language(town, addressee.letter_language or None, previous)
            letter = self._letter(life, case, talk, interview, addressee, spells)
            letter.language, letter.language_reason = choice.language, choice.reason.value
            letter.channel = self._channel(life, by_post).value
            previous = letter.language
            if life.story.twist == twists.CANCELLED or life.rng.random() < 0.02:
                self._cancelled(letter, spells.at(talk.planned_on), life.rng)
            self._finish(life, talk, letter, spells)
            self.store.add(letter)

    def _channel(self, life: Life, by_post: bool) -> Channel:
        if life.story.twist == twists.HANDED_OVER or (
            not by_post and life.story.twist not in {twists.UNDELIVERABLE, twists.FAILED}
        ):
            return Channel.HAND_OVER
        return Channel.REPRESENTATIVE if life.rng.random() < 0.02 else Channel.POST

    def _letter(
        self, life: Life, case: Case, talk: Round, interview: Interview, addressee: Person, spells: Spells
    ) -> Letter:
        spell = spells.at(talk.planned_on)
        return Letter(
            reference=self._reference(life.rng), case_id=case.pk, interview_id=interview.pk,
            addressee_id=addressee.pk, purpose=talk.purpose, drafted_by_id=self._by(spell).pk,
            drafted_at=written_at(talk.planned_on, life.rng), state=LetterState.DRAFTED.value, **spell.facts,
        )  # fmt: skip

    def _finish(self, life: Life, talk: Round, letter: Letter, spells: Spells) -> None:
        """Sent, when its day has come; else as the twist says, or waiting for its coach."""
        if talk.sent_on <= life.until:
            spell = spells.at(talk.sent_on)
            letter.state, letter.version = LetterState.SENT.value, 4
            letter.file, letter.sha256, letter.pages, letter.template_version = (
                self._file,
                self._sha256,
                1,
                "demonstration",
            )
            letter.rendered_at = letter.drafted_at + timedelta(minutes=2)
            letter.sent_on, letter.sent_by_id = talk.sent_on, self._by(spell).pk
            for name, value in spell.facts.items():
                setattr(letter, name, value)
            return
        state = TWISTED.get(life.story.twist)
        if state is None:
            return
        letter.state, letter.version = state.value, 2
        if state is LetterState.FAILED:
            letter.failure, letter.version, letter.attempts = (
                text(self._language(spells), "letter_failed", life.rng),
                3,
                1,
            )
        if state is LetterState.RENDERING:  # by a worker that died: the sweep gives it to another
            letter.claim, letter.attempts = UUID(int=life.rng.getrandbits(128)), 1
            letter.claimed_at = letter.drafted_at + timedelta(minutes=1)

    def _cancelled(self, letter: Letter, spell: Spell, rng: random.Random) -> None:
        """An earlier letter for the same appointment that never left the house."""
        earlier = Letter(
            **{
                field.attname: getattr(letter, field.attname)
                for field in Letter._meta.concrete_fields
                if field.name not in {"id", "reference"}
            },
            reference=self._reference(rng),
        )
        earlier.state, earlier.version = LetterState.CANCELLED.value, 2
        earlier.cancelled_because = text(self._by(spell).language, "letter_cancelled", rng)
        self.store.add(earlier)

    def _reference(self, rng: random.Random) -> str:
        while (reference := new_reference(rng.choice)) in self._references:
            pass
        self._references.add(reference)
        return reference

    def _by(self, spell: Spell) -> User:
        return spell.coach or self.office.managers[spell.region]

    def _language(self, spells: Spells) -> str:
        return self._by(spells.now).language


def stand_in() -> tuple[str, str]:
    """One page in four languages that stands in for every letter of the past; stored once. Gives its name and hash."""
    data = Layout(STAND_IN, sheet="letter.css").write()
    digest = hashlib.sha256(data).hexdigest()
    name = f"demonstration/{digest}.pdf"
    if not storages["letters"].exists(name):
        storages["letters"].save(name, ContentFile(data))
    return name, digest
