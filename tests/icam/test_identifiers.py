"""Numbers and references, as they are written on paper, typed in a hurry and read aloud on the telephone."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icam import identifiers
from icam.identifiers import CaseReference, FileNumberKind, NumberWarning

KINDS = st.sampled_from(list(FileNumberKind))
REFERENCES = st.builds(identifiers.new_reference)


# Numbers of other authorities ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("SP", "SP 1234567", "1234567"),
        ("SP", "s.p. 1.234.567", "1234567"),
        ("SP", "SP n° 1234567", "1234567"),
        ("SP", "OV 1.234.567", "1234567"),
        ("OV", "O.V. nr. 1234567", "1234567"),
        ("OV", " ov1234567 ", "1234567"),
        ("SP", "١٢٣٤٥٦٧", "1234567"),  # Arabic digits
        ("SP", "１２３４５６７", "1234567"),  # full-width digits
        ("SP", "1234567\u202c\u200f", "1234567"),  # invisible marks from a copied text
        ("SP", "SP", ""),
        ("SP", " - ", ""),
        ("CGRS", "CGVS 23/12345", "2312345"),
        ("CGRS", "CG 2312345", "CG2312345"),
        ("CALL", "RvV 123 456 / II", "123456II"),
        ("FEDASIL", "Fedasil 12-345", "12345"),
        ("NN", "85.07.30-033.28", "85073003328"),
        ("NN", "NISS 85 07 30 033 28", "85073003328"),
        ("BIS", "98.47.28-997.65", "98472899765"),
        ("OTHER", "ab-12/c", "AB12C"),
        ("OTHER", "NRC 12", "NRC12"),  # letters of its own, not a prefix
    ],
)
def test_a_number_has_one_form_however_it_is_written(kind: str, written: str, expected: str) -> None:
    assert identifiers.canonical(kind, written) == expected


@given(KINDS, st.text(max_size=40))
def test_the_form_of_the_form_is_the_form(kind: str, written: str) -> None:
    once = identifiers.canonical(kind, written)
    assert identifiers.canonical(kind, once) == once


@given(KINDS, st.text(string.digits, min_size=1, max_size=12), st.sampled_from([".", "-", " ", "/", "\u00a0"]))
def test_decoration_makes_no_difference(kind: str, number: str, sign: str) -> None:
    assert identifiers.canonical(kind, sign.join(number)) == number


@given(KINDS, st.text(max_size=40))
def test_no_writing_is_refused(kind: str, written: str) -> None:
    assert identifiers.check(kind, written) in set(NumberWarning)


@pytest.mark.parametrize(
    ("kind", "written", "warning"),
    [
        ("NN", "85.07.30-033.28", NumberWarning.NONE),
        ("NN", "17.07.30-033.84", NumberWarning.NONE),  # born from 2000 on
        ("NN", "85.07.30-033.29", NumberWarning.CHECK_FAILS),
        ("NN", "85.07.30-033.2", NumberWarning.WRONG_LENGTH),
        ("NN", "85.07.30-O33.28", NumberWarning.NOT_DIGITS),
        ("NN", "", NumberWarning.NOT_DIGITS),
        ("NN", "98.47.28-997.65", NumberWarning.WRONG_KIND),
        ("BIS", "98.47.28-997.65", NumberWarning.NONE),
        ("BIS", "98.47.28-997.66", NumberWarning.CHECK_FAILS),
        ("BIS", "85.07.30-033.28", NumberWarning.WRONG_KIND),
        ("SP", "1.234.567", NumberWarning.NONE),
        ("OV", "12345", NumberWarning.WRONG_LENGTH),
        ("OV", "123456789", NumberWarning.WRONG_LENGTH),
        ("SP", "123456X", NumberWarning.NOT_DIGITS),
        ("CGRS", "anything", NumberWarning.NONE),
        ("OTHER", "", NumberWarning.NONE),
    ],
)
def test_what_is_odd_is_said(kind: str, written: str, warning: NumberWarning) -> None:
    assert identifiers.check(kind, written) == warning


def test_every_warning_has_a_sentence_and_no_warning_has_none() -> None:
    assert identifiers.warning_text("") == ""
    assert str(identifiers.warning_text("check_fails")).startswith("As written")


def test_sp_and_ov_are_one_file() -> None:
    assert identifiers.same_file("SP") == identifiers.same_file("OV") == {"SP", "OV"}
    assert identifiers.same_file("CGRS") == {"CGRS"}


def test_every_kind_has_its_prefixes() -> None:
    assert set(identifiers.PREFIXES) == set(FileNumberKind)


# References of letters ----------------------------------------------------------------------------------------------


@given(REFERENCES)
def test_a_reference_is_read_back_as_written(reference: str) -> None:
    assert identifiers.parse_reference(reference) == reference


@given(REFERENCES, st.sampled_from([str.lower, str.upper]), st.sampled_from(["", " ", "-", " - ", "\u2011"]))
def test_a_reference_is_read_back_however_typed(reference: str, case, sign: str) -> None:
    assert identifiers.parse_reference(case(sign.join(reference.replace("-", "")))) == reference
    assert identifiers.parse_reference(case(reference.removeprefix("L-"))) == reference


@given(REFERENCES)
def test_signs_that_look_alike_are_read_as_what_was_meant(reference: str) -> None:
    misread = reference.removeprefix("L-").translate(str.maketrans("015V", "OISU"))
    assert identifiers.parse_reference(misread) == reference
    assert identifiers.parse_reference("1-" + misread) == reference


@given(REFERENCES, st.integers(0, 7), st.sampled_from(identifiers.ALPHABET))
def test_one_wrong_sign_is_noticed(reference: str, place: int, sign: str) -> None:
    signs = list(reference.removeprefix("L-").replace("-", ""))
    changed, signs[place] = signs[place] != sign, sign
    assert (identifiers.parse_reference("".join(signs)) is None) == changed


@given(REFERENCES, st.integers(0, 7), st.integers(0, 7))
def test_two_signs_that_changed_places_are_noticed(reference: str, one: int, other: int) -> None:
    signs = list(reference.removeprefix("L-").replace("-", ""))
    changed = signs[one] != signs[other]
    signs[one], signs[other] = signs[other], signs[one]
    assert (identifiers.parse_reference("".join(signs)) is None) == changed


@pytest.mark.parametrize(
    "typed", ["", "L-", "L-7Q4K-29T", "L-7Q4K-29TXX", "L-7A4K-29TX", "ICAM-2026-000123", "\x00" * 8]
)
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert identifiers.parse_reference(typed) is None


@given(st.text(max_size=30))
def test_any_text_can_be_asked(typed: str) -> None:
    found = identifiers.parse_reference(typed)
    assert found is None or identifiers.parse_reference(found) == found


def test_a_reference_spells_no_word_and_has_no_sign_that_is_misread() -> None:
    assert set("AEIOUSL").isdisjoint(identifiers.ALPHABET)
    assert (len(identifiers.ALPHABET), len(set(identifiers.ALPHABET))) == (29, 29)


def test_references_do_not_follow_each_other() -> None:
    assert len({identifiers.new_reference() for _ in range(500)}) == 500


# References of cases ------------------------------------------------------------------------------------------------


def test_a_case_reference_as_printed() -> None:
    assert str(CaseReference(2026, 123)) == "ICAM-2026-000123"
    assert str(CaseReference(2026, 1234567)) == "ICAM-2026-1234567"


@pytest.mark.parametrize(
    "typed",
    [
        "ICAM-2026-000123",
        "icam-2026-123",
        " icam 2026 123 ",
        "ICAM2026000123",
        "ICAM/2026/123",
        "2026-123",
        "2026/000123",
        "2026 123",
        "lcam-2026-OOO123",
        "ICAM-2O26-000I23",
        "#ICAM-2026-000123.",
        "ICAM–2026–000123",
        "ＩＣＡＭ-２０２６-１２３",
        "٢٠٢٦-١٢٣",
    ],
)
def test_a_case_reference_however_typed(typed: str) -> None:
    assert identifiers.parse_case_reference(typed) == CaseReference(2026, 123)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ICAM",
        "2026123",
        "1234567",
        "ICAM-2026",
        "ICAM-2026-0",
        "ICAM-1026-5",
        "ICAM-9999-5",
        "12-123",
        "2026-123-4",
    ],
)
def test_what_is_no_case_reference_is_none(typed: str) -> None:
    assert identifiers.parse_case_reference(typed) is None


@given(st.integers(2000, 2199), st.integers(1, 999_999_999))
def test_a_case_reference_is_read_back_as_written(year: int, number: int) -> None:
    assert identifiers.parse_case_reference(str(CaseReference(year, number))) == (year, number)


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for_a_case(typed: str) -> None:
    found = identifiers.parse_case_reference(typed)
    assert found is None or identifiers.parse_case_reference(str(found)) == found


# Telephone numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("0470 12 34 56", "32470123456"), ("+32 (0)470/12.34.56", "32470123456"), ("0032470123456", "32470123456"),
        ("02 488 97 77", "3224889777"), ("+33 6 12 34 56 78", "33612345678"), ("٠٤٧٠ ١٢ ٣٤ ٥٦", "32470123456"),
        ("32470123456", "32470123456"), ("12 34", ""), ("", ""), ("+", ""), ("0" * 40, ""),
    ],
)  # fmt: skip
def test_a_telephone_number_is_known_in_every_writing(typed: str, plain: str) -> None:
    assert identifiers.plain_phone(typed) == plain


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for_a_telephone_number(typed: str) -> None:
    found = identifiers.plain_phone(typed)
    assert found == "" or (found.isdecimal() and found.isascii() and 8 <= len(found) <= 15)
