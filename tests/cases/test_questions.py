"""What is typed into the search box is taken apart as it was meant."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.services.questions import read
from icam.dates import DatePrecision, PartialDate


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Benali", "Benali"), ("  Benali,   Youcef ", "Benali, Youcef"), ("محمد الحسن", "محمد الحسن"), ("X", "X"),
        ("benali 14/3/1988", "benali"), ("SP 7.123.456 Benali", "Benali"), ("7.123.456 layla", "layla"),
        ("s.p. 7123456", ""), ("OV nr. 7123456", ""), ("NN 88.03.14-123.45", ""), ("ICAM 123", ""), ("😀", ""),
        ("O'Connor", "O'Connor"), ("Ben-Ali +32 470 12 34 56", "Ben-Ali"), ("AB12345", ""),
    ],
)  # fmt: skip
def test_names(typed: str, names: str) -> None:
    assert read(typed).names == names


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("benali 14/3/1988", date(1988, 3, 14), "day"), ("14-03-1988 benali", date(1988, 3, 14), "day"),
        ("benali 14.3.1988", date(1988, 3, 14), "day"), ("benali 1988-03-14", date(1988, 3, 14), "day"),
        ("benali 1988", date(1988, 1, 1), "year"), ("benali 3/1988", date(1988, 3, 1), "month"),
        ("بنعلي ١٩٨٨", date(1988, 1, 1), "year"), ("1988", None, "unknown"), ("7.123.456", None, "unknown"),
        ("88.03.14-123.45", None, "unknown"), ("0470 12 19 88", None, "unknown"), ("benali", None, "unknown"),
    ],
)  # fmt: skip
def test_birth_dates(typed: str, day: date | None, precision: str) -> None:
    assert read(typed).born == PartialDate(day, DatePrecision(precision))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7123456", "7123456"), ("7.123.456", "7123456"), ("7 123 456", "7123456"), ("SP7123456", "7123456"),
        ("٧١٢٣٤٥٦", "7123456"), ("OV-7.123.456 layla", "7123456"), ("88.03.14-123.45", "88031412345"),
        ("23/12345/7000001", "23123457000001"), ("FEDASIL 12-345", "12345"), ("AB 12345", "AB12345"),
    ],
)  # fmt: skip
def test_numbers(typed: str, number: str) -> None:
    assert number in read(typed).numbers


@pytest.mark.parametrize(
    "typed",
    ["0470123456", "0470 12 34 56", "0470/12.34.56", "+32 470 12 34 56", "+32 (0)470 123 456", "0032470123456"],
)
def test_telephones(typed: str) -> None:
    assert read(typed).phones == frozenset({"32470123456"})
    assert read(f"{typed} benali").phones == frozenset({"32470123456"})


def test_references() -> None:
    whole = read("icam 2026 123")
    assert (whole.reference, whole.references) == ("ICAM-2026-000123", frozenset({"ICAM-2026-000123"}))
    for typed in ("123", "000123", "ICAM 123", "ICAM-000123"):
        part = read(typed)
        assert (part.reference, "ICAM-2024-000123" in part.references, len(part.references) > 10) == ("", True, True)
    assert read("Benali").references == frozenset()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("benali 31/2/1988", "31/02/1988 does not exist."),
        ("benali 1/1/2090", "A birth date cannot lie in the future."),
        ("benali 2090", "A birth date cannot lie in the future."),
        ("benali 1/1/1850", "The year must lie between 1900 and 2100."),
        ("benali 1850", "The year must lie between 1900 and 2100."),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read(typed)
    assert refusal.value.messages == [sentence]
