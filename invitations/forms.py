"""The forms of a letter: made, sent, cancelled, tried again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.households import PersonsField, offer_persons
from cases.models import Case, Interview
from icam.calendar import now, today
from icam.dates import moment_in_words
from icam.fields import DateField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.languages import LanguageChoice, language
from icam.rendering import Picks
from invitations.enums import Channel
from invitations.models import Letter
from invitations.services import calling
from invitations.services.conditions import address_of
from invitations.typesetting import languages


def language_choices(first: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The languages that a letter has a text in, those in `first` before the others."""
    codes = sorted(languages(), key=lambda code: (code not in first, first.index(code) if code in first else 0, code))
    return [(code, language(code).label) for code in codes]


class InterviewField(forms.ModelChoiceField):
    def label_from_instance(self, interview: Any) -> str:
        desk = interview.desk
        place = f"{desk.office.name}, {desk.name}" if desk else interview.get_mode_display()
        return f"{moment_in_words(interview.planned_at)} · {place}"


class NewLetterForm(OnceForm):
    """Which appointment, by what way, in which language."""

    interview = InterviewField(Interview.objects.none(), label=_("Appointment"), widget=Picks, empty_label=None)
    called = PersonsField(
        label=_("Who is called in"), help_text=_("The minors who live with them are listed in the letter.")
    )
    channel = forms.ChoiceField(label=_("How it goes out"), choices=Channel, widget=Picks)
    language = forms.ChoiceField(label=_("Language of the letter"), widget=Picks)
    language_reason = TextField(
        label=_("Why another language"),
        max_length=200,
        required=False,
        help_text=_("Only when it is not the language proposed; kept with the letter."),
    )

    def __init__(self, *args: Any, case: Case, proposed: LanguageChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_adults(self, case)
        rows = upcoming(case)
        interview, channel, tongue = (self.fields[name] for name in ("interview", "channel", "language"))
        assert isinstance(interview, InterviewField)
        assert isinstance(channel, forms.ChoiceField)
        assert isinstance(tongue, forms.ChoiceField)
        interview.queryset = rows
        interview.widget.hints = told_already(case)
        channel.choices = channels(case)
        tongue.choices = language_choices(proposed.alternatives)
        self.initial.setdefault("interview", rows.first())
        self.initial.setdefault("channel", channel.choices[0][0])
        self.initial.setdefault("language", proposed.language)


def _offer_adults(form: forms.BaseForm, case: Case) -> None:
    """The adults of the household; nothing to choose where there is one."""
    adults = calling.callable_on(case, today())
    if len(adults) < 2:
        del form.fields["called"]
        return
    offer_persons(form, called=adults)
    form.initial.setdefault("called", [person.pk for person in calling.usual(case, on=today()).adults])


def upcoming(case: Case) -> Any:
    """The appointments that a letter may still be written for."""
    return case.interviews.upcoming(now()).select_related("desk__office").order_by("planned_at")


def told_already(case: Case) -> dict[str, str]:
    """What to know about an appointment: the letters it already has."""
    rows = Letter.objects.live().filter(case=case).order_by("id")
    return {str(row.interview_id): f"{row.get_purpose_display()}: {row.get_state_display().lower()}" for row in rows}


def channels(case: Case) -> list[tuple[str, str]]:
    """Somebody without an address where post arrives can never enter the post."""
    ways = [*Channel] if address_of(case, on=today()) else [Channel.HAND_OVER, Channel.REPRESENTATIVE]
    return [(way.value, str(way.label)) for way in ways]


class SendForm(VersionedForm):
    """On which day it left, and how."""

    sent_on = DateField(label=_("Posted or handed over on"), not_future=True)
    channel = forms.ChoiceField(label=_("How it went out"), choices=Channel)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "send_%s", **kwargs})
        self.initial.update(sent_on=today(), channel=letter.channel, version=letter.version)


class CancelForm(VersionedForm):
    because = TextField(label=_("Why it is cancelled"), max_length=200)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "cancel_%s", **kwargs})
        self.initial["version"] = letter.version


class AgainForm(VersionedForm):
    """Nothing to type: the button is the whole of it."""

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "again_%s", **kwargs})
        self.initial["version"] = letter.version
