"""Our columns, and how the heads of other people's tables are recognised."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.importing.words import folded
from icam.enums import Language as Page

HEADS = Path(__file__).with_name("heads.toml")


@dataclass(frozen=True)
class Column:
    """Something that a file may say of a person or a case; `sample` is what may stand there.

    `tells`: part of who the row is about; the same in two files means the same row.
    """

    key: str
    label: str | Promise
    sample: str = ""
    tells: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("family_name", _("Family name"), "Al-Hassan", tells=True),
    Column("given_names", _("Given names"), "Layla", tells=True),
    Column("name", _("Whole name"), "", tells=True),
    Column("own_script", _("Name in the own script"), "ليلى الحسن"),
    Column("own_script_language", _("Language of that script"), "ar"),
    Column("alias", _("Another name"), "Leila Hassan"),
    Column("born", _("Born on"), "14/03/1988", tells=True),
    Column("sex", _("Sex"), "f"),
    Column("nationality", _("Nationality"), "IRQ"),
    Column("sp", _("SP or OV number"), "7.123.456", tells=True),
    Column("nn", _("National Register number"), "", tells=True),
    Column("bis", _("BIS number"), "", tells=True),
    Column("cgrs", _("CGRS number"), "", tells=True),
    Column("fedasil", _("Fedasil number"), "", tells=True),
    Column("contact_language", _("Language understood best"), "ar"),
    Column("needs_interpreter", _("Needs an interpreter"), "yes"),
    Column("letter_language", _("Letters in"), "nl"),
    Column("phone", _("Telephone"), "0470 00 00 00"),
    Column("household", _("Household"), "H1"),
    Column("role", _("Role in the household"), "principal"),
    Column("household_kind", _("Household kind"), "family"),
    Column("street", _("Street, number and box"), "Rue Haute 1"),
    Column("care_of", _("Care of")),
    Column("postcode", _("Postcode"), "1000"),
    Column("municipality", _("Municipality"), "Bruxelles"),
    Column("address_kind", _("Kind of address"), "actual"),
    Column("address_since", _("Address since"), "01/06/2026"),
    Column("annex", _("Annex"), "13", tells=True),
    Column("decided_on", _("Decided on"), "01/09/2026", tells=True),
    Column("notified_on", _("Notified on"), "03/09/2026", tells=True),
    Column("notified_by", _("Notified by"), "Police"),
    Column("period_days", _("Days to leave"), "30"),
    Column("track", _("Track"), "return", tells=True),
    Column("target_group", _("Target group"), "FAMILY_ADDR"),
    Column("intake_channel", _("Came in by"), "selection"),
    Column("region", _("Region")),
    Column("office", pgettext_lazy("place", "Office")),
    Column("coach", _("Coach")),
    Column("opened_on", _("Opened on")),
)
BY_KEY = {column.key: column for column in COLUMNS}
NUMBER_KINDS = {"sp": "SP", "nn": "NN", "bis": "BIS", "cgrs": "CGRS", "fedasil": "FEDASIL"}


@cache
def _heads() -> Mapping[str, str]:
    """Every way to call a column: its key, its label in four languages, and what heads.toml adds."""
    found = {folded(column.key): column.key for column in COLUMNS}
    for page in Page:
        with translation.override(page.value):
            for column in COLUMNS:
                found.setdefault(folded(str(column.label)), column.key)
    for key, heads in tomllib.loads(HEADS.read_text("utf-8")).items():
        for head in heads:
            found.setdefault(folded(head), key)
    return found


def guess(header: Sequence[str]) -> dict[str, str]:
    """Which head is probably which of our columns; each of ours at most once, what is not recognised left out.

    A column called Name holds family names when given names have a column of their own, else whole names.
    """
    known = [(head, _heads().get(folded(head), "")) for head in header]
    found: dict[str, str] = {}
    for head, key in known:
        if key and key not in found.values():
            found[head] = key
    taken = set(found.values())
    for head, key in found.items():
        if key == "name" and "given_names" in taken and "family_name" not in taken:
            found[head] = "family_name"
        if key == "family_name" and "given_names" not in taken and "name" not in taken:
            found[head] = "name"
    return found


def ignored(header: Iterable[str], mapping: Mapping[str, str]) -> list[str]:
    """The columns of the file that say nothing to us."""
    return [head for head in header if not mapping.get(head)]


def template() -> list[list[str]]:
    """The head of our own table, in the language of the reader, and one invented row."""
    shown = [column for column in COLUMNS if column.key != "name"]
    return [[str(column.label) for column in shown], [column.sample for column in shown]]
