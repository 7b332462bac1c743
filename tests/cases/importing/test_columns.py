"""Which column of a foreign table is which of ours."""

import pytest
from django.utils import translation

from cases.importing.columns import BY_KEY, COLUMNS, guess, ignored, template
from cases.importing.values import READERS


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_our_own_table_is_recognised_in_every_language(language: str) -> None:
    with translation.override(language):
        head, sample = template()
    with translation.override("en"):
        assert list(guess(head).values()) == [column.key for column in COLUMNS if column.key != "name"]
    assert len(head) == len(sample)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["Nom", "Prénom", "Né(e) le", "N° SP"], ["family_name", "given_names", None, "sp"]),
        (["Naam", "Geboren op", "OV-nummer"], ["name", "born", "sp"]),
        (["Name", "Vorname", "Geburtsdatum"], ["family_name", "given_names", "born"]),
        (["NAME", "BIRTH_DATE", "nationality"], ["name", "born", "nationality"]),
        (["family_name", "given_names", "born_on"], ["family_name", "given_names", "born"]),
        (["Nom complet", "Nom"], ["name", "family_name"]),
        (["Remarks", "Name", "Full name"], [None, "name", None]),
        (
            ["Gemeente", "Straat", "Postcode", "Taal", "Bijlage"],
            ["municipality", "street", "postcode", "contact_language", "annex"],
        ),
    ],
)  # fmt: skip
def test_heads_are_guessed_each_of_ours_once(header: list[str], found: list[str | None]) -> None:
    assert [guess(header).get(head) for head in header] == found


def test_what_is_ignored_is_said() -> None:
    assert ignored(["Name", "Remarks", "x"], {"Name": "name", "x": ""}) == ["Remarks", "x"]


def test_every_column_can_be_read() -> None:
    assert set(BY_KEY) == set(READERS)
