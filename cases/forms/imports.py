"""The forms of an import: the file, its columns, what becomes of its rows, the start."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.enums import IntakeChannel, Track
from cases.enums.papers import RowDecision, RowResult
from cases.forms.base import offer
from cases.importing.columns import COLUMNS
from cases.importing.tables import MOST_BYTES
from cases.importing.writing import GUESSES, readings
from cases.models import Import, ImportRow, Person
from cases.services.imports import Choice
from icam.fields import TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.forms.lists import ListForm
from icam.models import Office, Region, TargetGroup, User
from icam.rendering import Picks

SAMPLES = 3


class FileField(forms.FileField):
    """One table; what it holds is looked at by cases.importing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput({"accept": ".csv,.xlsx,.txt,text/csv"}))
        super().__init__(allow_empty_file=True, max_length=200, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > MOST_BYTES:
            raise ValidationError(
                gettext("This file is too large: %(size)s MB, at most %(most)s MB. Cut it into several files.")
                % {"size": f"{file.size / 1024 / 1024:.1f}", "most": MOST_BYTES // 1024 // 1024}
            )
        return file


class UploadImportForm(OnceForm):
    file = FileField(
        label=_("File"), help_text=_("CSV or XLSX with one person a row; the first row names the columns.")
    )
    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Region"), help_text=_("All cases of the file are opened there.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = user.regions.filter(is_active=True)
        offer(self, region=regions)
        self.initial.setdefault("region", regions.first())


class ColumnsForm(VersionedForm):
    """Which column of the file is what, what holds where the file is silent, and how the file is written."""

    track = forms.ChoiceField(label=_("Track"), required=False, choices=[("", "—"), *Track.choices])
    target_group = forms.ModelChoiceField(
        TargetGroup.objects.filter(is_active=True), label=_("Target group"), required=False
    )
    intake_channel = forms.ChoiceField(
        label=_("Came in by"), required=False, choices=[("", "—"), *IntakeChannel.choices]
    )
    office = forms.ModelChoiceField(Office.objects.none(), label=pgettext_lazy("place", "Office"), required=False)
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"), required=False)

    DEFAULTS = ("track", "target_group", "intake_channel", "office", "coach")

    def __init__(self, *args: Any, made: Import, rows: Sequence[ImportRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.header: list[str] = made.header
        offer(self, office=Office.objects.filter(region=made.region, is_active=True))
        offer(self, coach=User.objects.coaching().filter(regions=made.region).distinct())
        if made.encoding in GUESSES:
            self.fields = {"encoding": _writings(made), **self.fields}
        said = made.mapping.get("columns", {})
        for place, head in enumerate(self.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=head, required=False, choices=_columns, initial=said.get(head, ""), help_text=_sample(rows, place)
            )
        for name, value in made.mapping.get("defaults", {}).items():
            self.initial.setdefault(name, value)

    def columns(self) -> list[forms.BoundField]:
        return [self[f"column_{place}"] for place, _head in enumerate(self.header)]

    def defaults(self) -> list[forms.BoundField]:
        return [self[name] for name in self.DEFAULTS]

    def words(self) -> dict[str, Any]:
        """The keyword arguments of imports.choose_columns."""
        typed = self.cleaned_data
        rows = {name: typed[name] for name in self.DEFAULTS if typed[name]}
        return {
            "mapping": {head: typed[f"column_{place}"] for place, head in enumerate(self.header)},
            "defaults": {name: getattr(value, "pk", value) for name, value in rows.items()},
            "encoding": typed.get("encoding", ""),
        }


def _columns() -> list[tuple[str, str]]:
    return [("", gettext("— not imported —")), *((column.key, str(column.label)) for column in COLUMNS)]


def _sample(rows: Sequence[ImportRow], place: int) -> str:
    """What stands in the first rows of a column."""
    texts = (row.cells[place] for row in rows if place < len(row.cells))
    shown = [Truncator(text).chars(30) for text in texts if isinstance(text, str) and text]
    return " · ".join(dict.fromkeys(shown[:SAMPLES]))


def _writings(made: Import) -> forms.ChoiceField:
    """The ways in which the bytes can be read, with what each makes of the names."""
    cells = made.rows.order_by("number").values_list("cells", flat=True)
    texts = [text for row in cells for text in row if isinstance(text, str)]
    offered = list(readings([*texts, *made.header], made.encoding))
    hints = {code: " · ".join(words) for code, words in offered}
    return forms.ChoiceField(
        label=_("In which writing are the names right?"),
        choices=[(code, GUESSES[code]) for code, _words in offered],
        initial=made.encoding,
        widget=Picks(hints=hints),
    )


class RowsForm(VersionedForm):
    """What becomes of the rows of one page of the list."""

    def __init__(self, *args: Any, offers: "Sequence[Offer]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        for offered in offers:
            name, row = f"row_{offered.row.pk}", offered.row
            if offered.choices:
                choices = [(_value(choice), _label(choice, offered)) for choice in offered.choices]
                self.fields[name] = forms.ChoiceField(
                    label=_("Row %(number)d") % {"number": row.number}, required=False, choices=choices,
                    initial=_initial(row, choices), widget=forms.Select({"class": "form-select-sm"}),
                )  # fmt: skip
                self.fields[f"tick_{row.pk}"] = forms.BooleanField(
                    label=_("Choose row %(number)d") % {"number": row.number}, required=False, initial=row.is_chosen
                )

    def words(self) -> dict[str, Any]:
        """The keyword arguments of imports.decide."""
        rows = [offered for offered in self.offers if offered.choices]
        return {
            "decisions": {
                one.row.pk: _choice(self.cleaned_data[f"row_{one.row.pk}"]) for one in rows if self._differs(one)
            },
            "chosen": {one.row.pk: self.cleaned_data[f"tick_{one.row.pk}"] for one in rows},
        }

    def _differs(self, offered: "Offer") -> bool:
        return bool(self.cleaned_data[f"row_{offered.row.pk}"] != self.fields[f"row_{offered.row.pk}"].initial)


class Offer:
    """A row, and what may be decided on it; `persons` are those whom the reader may see, by id."""

    def __init__(self, row: ImportRow, choices: Iterable[Choice], persons: Mapping[int, Person]) -> None:
        self.row, self.choices, self.persons = row, list(choices), persons


def _value(choice: Choice) -> str:
    return f"{choice.decision}-{choice.person}" if choice.person else choice.decision


def _choice(value: str) -> Choice:
    decision, _sign, person = value.partition("-")
    return Choice(decision, int(person) if person else None)


def _initial(row: ImportRow, choices: list[tuple[str, str]]) -> str:
    """What is decided, or what happens when nobody decides."""
    value = _value(Choice(row.decision, row.person_id))
    return value if value in dict(choices) else choices[0][0]


def _label(choice: Choice, offered: Offer) -> str:
    if not choice.decision:
        return gettext("— decide —")
    if choice.person:
        person = offered.persons[choice.person]
        return gettext("The same as %(name)s") % {"name": f"{person.name} ({person.born})"}
    if choice.decision == RowDecision.SKIP:
        return str(RowDecision.SKIP.label)
    return gettext("Another person: import") if offered.row.candidates else gettext("Import")


class StartForm(VersionedForm):
    ALL, CHOSEN = "all", "chosen"

    which = forms.ChoiceField(
        label=_("Which rows"),
        choices=[(ALL, _("All rows that can be imported")), (CHOSEN, _("Only those that are ticked"))],
        initial=ALL,
        widget=Picks,
    )


class DiscardForm(VersionedForm):
    reason = TextField(label=_("Why it is discarded"), max_length=200)


class RowFilter(ListForm):
    """What the list of rows can be narrowed by."""

    result = forms.ChoiceField(required=False, choices=[("", ""), *RowResult.choices])
    after = forms.CharField(required=False, max_length=20)
    before = forms.CharField(required=False, max_length=20)
