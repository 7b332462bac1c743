"""Rows understood and put together: who belongs to whom, and what is wrong between them."""

from collections.abc import Sequence

from cases.enums import HouseholdKind
from cases.importing.columns import guess
from cases.importing.households import Gathered, gather
from cases.importing.lines import Line, parse
from cases.importing.values import Lists

HEAD = ["Family name", "Given names", "Household", "Role", "Born", "SP", "NN", "Annex", "Decided on", "Street"]
LISTS = Lists(annexes={"13": 1})


def lines(*rows: Sequence[str]) -> list[Line]:
    """Rows from number 2 on; cells that are not given are empty."""
    full = [[*row, *[""] * (len(HEAD) - len(row))] for row in rows]
    return [parse(number, cells, HEAD, guess(HEAD), LISTS) for number, cells in enumerate(full, start=2)]


def told(line: Line) -> list[str]:
    return [str(said) for said in line.problems]


def gathered(*rows: Sequence[str]) -> tuple[list[Gathered], list[list[str]]]:
    read = lines(*rows)
    return gather(read), [told(line) for line in read]


def test_who_has_no_key_is_alone() -> None:
    households, problems = gathered(["A", "x"], ["B", "y"])
    assert [(one.number, one.kind, len(list(one.lines))) for one in households] == [
        (2, HouseholdKind.SINGLE, 1), (3, HouseholdKind.SINGLE, 1),
    ]  # fmt: skip
    assert problems == [[], []]


def test_rows_with_one_key_are_one_household_wherever_they_stand() -> None:
    households, problems = gathered(
        ["A", "child", "h 1", "child"], ["B", "alone"], ["C", "mother", "H2", "principal"],
        ["A", "mother", "H-1", "principal"],
    )  # fmt: skip
    assert [[line.number for line in one.lines] for one in households] == [[3], [4], [5, 2]]
    assert problems == [[], [], [], []]
    assert households[2].kind == HouseholdKind.FAMILY


def test_the_kind_follows_from_the_roles() -> None:
    def kind(*roles: str) -> HouseholdKind:
        rows = [["A", str(n), "1", role] for n, role in enumerate(("principal", *roles))]
        return gathered(*rows)[0][0].kind

    assert kind("partner") == HouseholdKind.COUPLE
    assert kind("partner", "child") == HouseholdKind.FAMILY
    assert kind("child") == HouseholdKind.FAMILY
    assert kind("other") == HouseholdKind.OTHER
    assert kind("") == HouseholdKind.OTHER


def test_two_principals_are_one_too_many() -> None:
    _households, problems = gathered(
        ["A", "x", "1", "principal"], ["A", "y", "1", "principal"], ["A", "z", "1", "child"]
    )
    assert problems == [
        ["Role in the household: Rows 2, 3 are all the principal of this household."],
        ["Role in the household: Rows 2, 3 are all the principal of this household."],
        ["Row 2, 3 of the same household is refused."],
    ]


def test_a_household_needs_a_principal() -> None:
    assert gathered(["A", "x", "1", "child"], ["A", "y", "1"])[1] == [
        ["Role in the household: No row of this household is its principal."],
        ["Role in the household: No row of this household is its principal."],
    ]
    assert gathered(["A", "x", "", "child"])[1] == [
        ["Role in the household: No row of this household is its principal."]
    ]
    assert gathered(["A", "x", "1", ""])[1] == [[]]


def test_one_bad_row_keeps_its_household_out_and_nobody_else() -> None:
    households, problems = gathered(["A", "x", "1", "principal"], ["-", "", "1", "child"], ["B", "y"])
    assert [one.is_sound for one in households] == [False, True]
    assert problems[0] == ["Row 3 of the same household is refused."]
    assert problems[1] == ["Family name: A name has at least one letter."]


def test_the_same_person_twice_is_taken_once() -> None:
    rows = (["Al-Hassan", "Layla", "", "", "14/03/1988"], ["AL HASSAN", "LAYLA", "", "", "14/03/1988"])
    households, problems = gathered(*rows)
    assert [one.is_sound for one in households] == [True, False]
    assert problems == [[], ["Row 2 says the same of the same person."]]


def test_in_two_households_at_once_the_second_is_refused_whole() -> None:
    _households, problems = gathered(
        ["A", "x", "1", "principal", "1988"], ["B", "y", "1", "partner"],
        ["C", "z", "2", "principal"], ["A", "x", "2", "partner", "1988"],
    )  # fmt: skip
    assert problems == [
        [], [], ["Row 5 of the same household is refused."], ["Row 2 says the same of the same person."],
    ]  # fmt: skip


def test_a_thousand_relatives_are_a_mistake() -> None:
    _households, problems = gathered(*(["A", "x" * n, "1", "" if n else "principal"] for n in range(31)))
    assert problems[5] == ["Household: More than 30 rows have this key."]


def test_a_child_older_than_its_parent_is_worth_a_look() -> None:
    read = lines(["A", "x", "1", "principal", "1/1/2000"], ["A", "y", "1", "child", "1/1/1980"])
    gather(read)
    assert [str(said) for said in read[1].warnings] == [
        "Role in the household: This child is older than the principal of the household."
    ]


def test_what_columns_say_together() -> None:
    def problems(*row: str) -> list[str]:
        return told(lines(row)[0])

    assert problems("", "") == ["Family name: Give at least one name."]
    assert problems("A", "", "", "", "", "", "", "13") == [
        "Decided on: An order to leave needs its annex and the day it was decided."
    ]
    assert problems("A", "", "", "", "", "", "", "", "1/2/2026") == [
        "Annex: An order to leave needs its annex and the day it was decided."
    ]
    assert problems("A", "", "", "", "", "", "", "", "", "Rue Haute 1") == [
        "Postcode: An address needs street, postcode and municipality.",
        "Municipality: An address needs street, postcode and municipality.",
    ]


def test_a_wrong_check_digit_is_taken_and_said() -> None:
    line = lines(["A", "", "", "", "", "123", "88.03.14-001.00"])[0]
    assert told(line) == []
    assert [str(said) for said in line.warnings] == [
        "SP or OV number: As written, the number is too short or too long for its kind.",
        "National Register number: As written, the check digits do not fit. Please compare with the document.",
    ]
    assert line.numbers == [("SP", "123"), ("NN", "88.03.14-001.00")]


def test_a_number_that_is_only_decoration_is_refused() -> None:
    assert told(lines(["A", "", "", "", "", "SP-"])[0]) == ["SP or OV number: This is not a number."]


def test_the_fingerprint_is_who_and_what_not_how_it_was_typed() -> None:
    first, same, other, elsewhere = lines(
        ["Él", "x", "1", "principal", "1988"], ["el ", "X", "9", "other", "1988"],
        ["El", "x", "1", "principal", "1989"], ["el", "x", "", "", "1988", "7"],
    )  # fmt: skip
    assert first.fingerprint == same.fingerprint
    assert len({first.fingerprint, other.fingerprint, elsewhere.fingerprint}) == 3


def test_a_whole_name_is_cut_at_its_comma() -> None:
    def names(text: str) -> tuple[str, str]:
        return parse(2, [text], ["Name"], {"Name": "name"}, LISTS).names

    assert names("Al-Hassan, Layla Maria") == ("Al-Hassan", "Layla Maria")
    assert names("Mohamed") == ("Mohamed", "")


def test_cells_that_cannot_be_taken_and_columns_that_are_not_ours() -> None:
    cells = [{"fault": "formula"}, "x", {"fault": "spare"}]
    line = parse(7, cells, ["Name", "Remarks"], {"Name": "name"}, LISTS)
    assert told(line) == [
        "Whole name: This cell holds a formula. Paste its value instead.",
        "This row has more cells than the head of the table. A separator may stand inside a text.",
    ]


def test_the_profile_is_what_matching_compares() -> None:
    head = ["Name", "Own script", "Alias", "Born", "Nationality", "SP", "Phone", "Sex"]
    cells = ["Al-Hassan, Layla", "ليلى", "Leila", "1988", "IRQ", "OV 7.123.456", "0470 12 34 56", "v"]
    found = parse(2, cells, head, guess(head), LISTS).profile()
    assert (found.names, found.numbers, found.phones, found.sex) == (
        ("Al-Hassan, Layla", "ليلى", "Leila"), frozenset({("OV", "7123456")}), frozenset({"32470123456"}), "f",
    )  # fmt: skip
