"""What is kept is recognised in slightly other words, and what everybody writes is not."""

import pytest

from icam import wording

NOTE = "She was beaten by her former husband in 2019. He is HIV-positive. She takes insulin daily since the detention."


@pytest.mark.parametrize(
    "text",
    [
        "He is HIV-positive.",
        "he is hiv positive",
        "We learned that he is, HIV\u00ad-\npositive and more",
        "She was beaten by her former husband in 2019.",
        "Madam, it is said that (takes insulin daily since) is so",
        NOTE.upper(),
    ],
)
def test_a_sentence_or_four_words_of_a_note_are_told_again(text: str) -> None:
    assert wording.tells_again(f"Dear Sir. {text} Bye", NOTE)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("He is well. She was in 2019 at the talk.", NOTE),
        ("Yes. At 5 he was in the end a guest.", "Yes. He was in the end a friend."),
        ("Fatima Zahra El Amrani was told.", "Fatima Zahra El Amrani hides."),
        ("", NOTE),
        ("Anything at all", ""),
    ],
)
def test_what_everybody_writes_is_not(text: str, kept: str) -> None:
    assert not wording.tells_again(text, kept, names="El Amrani, Fatima Zahra")


def test_a_short_sentence_and_accents() -> None:
    assert wording.tells_again("Il est seropositif, dit-il", "Dossier. Séropositif.\nRien.")
    assert not wording.tells_again("Il est positif", "Séropositif.")


@pytest.mark.parametrize(
    ("street", "text"),
    [
        ("Rue Gallait 88, bte 3", "Rue Gallait 88, bte 3"),
        ("Rue Gallait 88, bte 3", "rue Gallait, 88"),
        ("Rue Gallait 88, bte 3", "Rue Gallait n° 88 à 1030 Schaerbeek"),
        ("Rue Gallait 88, bte 3", "88, RUE GALLAIT"),
        ("Rue Gallait 88, bte 3", "rue Gallait à Schaerbeek (1030)"),
        ("Rue Gallait 88, bte 3", "Gallaitstraat 88"),
        ("Rue Gallait 88/3", "r. Gallait 88"),
        ("Rue Gallait 88A", "rue Gallait nº88"),
        ("88 bis, rue Gallait", "rue Gallait 88"),
        ("Schuilstraat 9", "in the schuil-straat  9 now"),
        ("Chaussée d'Églantine 12", "chee d’Eglantine 12"),
        ("Rue St-Jean 5", "rue Saint Jean, 5"),
        ("Avenue du 8 Mai 1945 12", "avenue du 8 mai 1945, n° 12"),
        ("Grand-Place", "à la grand place"),
        ("Rue du Bus 4 boîte 2", "rue du Bus, 4"),
    ],
)
def test_an_address_is_told_however_it_is_written(street: str, text: str) -> None:
    assert wording.names_address(f"She lives at {text} now", street=street, postcode="1030")


@pytest.mark.parametrize(
    "text",
    [
        "Rue Gallait",
        "rue Royale 88, 1030 Schaerbeek",
        "88 persons",
        "1030 Schaerbeek",
        "rue Gallait is long; the talk that we had with the whole family on that day lasted all of 88 minutes",
        "",
    ],
)
def test_another_address_or_half_of_one_is_not(text: str) -> None:
    assert not wording.names_address(text, street="Rue Gallait 88, bte 3", postcode="1030")


def test_a_street_of_a_digit_or_nothing_is_in_no_text() -> None:
    assert [wording.names_address("5 rue, 1030", street=street, postcode="1030") for street in ("", " ,")] == [
        False
    ] * 2


@pytest.mark.parametrize(
    ("care_of", "text", "named"),
    [
        ("c/o Mme Dupont", "Elle loge chez Dupont.", True),
        ("Refuge Les Lilas", "Elle est aux Lilas, les, au refuge", True),
        ("Refuge Les Lilas", "Au refuge, dit-elle.", False),
        ("chez Fatima El Amrani", "Fatima El Amrani viendra.", False),
        ("c/o", "c o", False),
        ("", "Madame", False),
    ],
)
def test_who_stands_in_a_care_of_line_is_recognised(care_of: str, text: str, named: bool) -> None:
    assert wording.names_keeper(text, care_of, names="El Amrani, Fatima") is named
