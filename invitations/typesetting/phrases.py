"""Values as a letter writes them: dates, hours and durations in the letter's language, in Brussels time."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from babel.dates import format_date

from icam.calendar import ZONE
from invitations.typesetting.texts import Text
from invitations.typesetting.words import Words


def local(words: Words) -> datetime:
    """The appointment on the clock of the office."""
    assert words.appointment_at is not None
    return words.appointment_at.astimezone(ZONE)


def phrases(words: Words, text: Text) -> dict[str, str]:
    """Every word as text: what placeholders and fixed places of the letter print. The words must be complete."""
    assert words.letter_date is not None
    assert words.notified_on is not None
    assert words.move_by is not None
    assert words.minutes is not None
    start = local(words)
    plain = {field.name: value for field in fields(words) if isinstance(value := getattr(words, field.name), str)}
    return plain | {
        "called": ", ".join(words.called),
        "minors": ", ".join(words.minors),
        "letter_date": written(words.letter_date, "date", text),
        "notified_on": written(words.notified_on, "date", text),
        "move_by": written(words.move_by, "date", text),
        "day": written(start.date(), "day", text),
        "year": str(start.year),
        "time": f"{start:%H:%M}",
        "duration": duration(words.minutes, text),
        "desk": words.desk.strip(),
    }


def written(day: date, form: str, text: Text) -> str:
    """The date in the form "day" or "date" of that text; French writes the first of a month 1er."""
    formats: Mapping[str, str] = text.formats
    pattern = formats.get(f"{form}_of_first", formats[form]) if day.day == 1 else formats[form]
    return str(format_date(day, pattern, locale=text.language))


def duration(minutes: int, text: Text) -> str:
    """So many minutes in words: "45 minutes", "1 heure", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return text.phrase("hours_minutes", hours=str(hours), minutes=f"{rest:02}")
    if not hours:
        return text.phrase("minutes", minutes=str(rest))
    return text.phrase("hour") if hours == 1 else text.phrase("hours", hours=str(hours))
