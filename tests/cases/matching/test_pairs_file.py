"""Files of labelled pairs as other people write them, right and wrong; and the command over them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases.matching.pairs import BadFile, read_born, read_country, read_pairs, read_same
from icam.dates import DatePrecision

HEADING = "name_a,born_a,country_a,name_b,born_b,country_b,language,same\n"
ROW = '"Benali, Mohamed",1988-03-14,MA,محمد بنعلي,14/03/1988,Morocco,Arabic,1\n'


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "pairs.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        HEADING + ROW,
        "\ufeff" + HEADING + ROW,
        (HEADING + ROW).encode("utf-16"),
        (HEADING + ROW).replace("\n", "\r\n"),
        "\n" + HEADING + "\n,,,,,,,\n" + ROW,
        "Same;Language;NAME_B;Born B;country_b;name_a;born_a;country_a;note\n"
        "yes;Arabic;محمد بنعلي;1988-03-14;MAR;Benali, Mohamed;14.3.1988;mar;seen\n",
        "same\tlanguage\tname_b\tborn_b\tcountry_b\tname_a\tborn_a\tcountry_a\n"
        "TRUE\tArabic\tمحمد بنعلي\t1988-03-14\tMAR\tBenali, Mohamed\t14-03-1988\tMAR\n",
    ],
)
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, content: str | bytes) -> None:
    (pair,) = read_pairs(write(tmp_path, content))
    assert (pair.a.names, pair.b.names) == (("Benali, Mohamed",), ("محمد بنعلي",))
    assert (str(pair.a.born), str(pair.b.born)) == ("14 Mar 1988", "14 Mar 1988")
    assert (pair.a.nationalities, pair.b.nationalities) == (frozenset({"MAR"}), frozenset({"MAR"}))
    assert (pair.language, pair.same) == ("Arabic", True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "pairs.csv is empty."),
        (HEADING, "pairs.csv has a heading and no pairs."),
        (HEADING.replace("born_b,", "") + ROW, "Row 1: these columns are missing: born_b."),
        (HEADING + ROW.replace("1988-03-14", "1988-13-14"), "Row 2: born_a: “1988-13-14” does not exist."),
        (HEADING + ROW + ROW.replace("14/03/1988", "soon"), "Row 3: born_b: “soon” is no date;"),
        (HEADING + ROW.replace("1988-03-14", "1688-03-14"), "Row 2: born_a: the year of “1688-03-14” must lie between"),
        (HEADING + ROW.replace(",1\n", ",perhaps\n"), "Row 2: same must be 1 or 0"),
        (HEADING + ROW.replace('"Benali, Mohamed"', "Benali, Mohamed"), "Row 2: 9 cells under 8 columns;"),
        (HEADING + ROW.replace("محمد بنعلي", "???"), "Row 2: name_b has no letter in it"),
        (HEADING + "Benali,1988,MA\n", "Row 2: the row ends early, before name_b."),
        ((HEADING + "Müller,,,Muller,,,German,1\n").encode("latin-1"), "Row 2: the file is not in UTF-8"),
        (b"PK\x03\x04\x00\x00binary", "pairs.csv is no text file"),
    ],
)
def test_a_bad_file_is_refused_with_the_row_and_the_reason(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(BadFile) as refused:
        read_pairs(path)
    assert str(refused.value)[: len(said)] == said
    with pytest.raises(CommandError) as told:
        call_command("match_pairs", str(path), stdout=StringIO())
    assert (str(told.value), told.value.returncode) == (str(refused.value), 2)


def test_every_bad_row_is_named_up_to_twenty(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        read_pairs(write(tmp_path, HEADING + ROW.replace(",1\n", ",?\n") * 25))
    lines = str(refused.value).splitlines()
    assert (len(lines), lines[-1]) == (21, "… and 5 more rows")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        read_pairs(tmp_path / "none.csv")
    with pytest.raises(BadFile, match="Is a directory"):
        read_pairs(tmp_path)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("1988-03-14", "1988-03-14", DatePrecision.DAY),
        ("14/03/1988", "1988-03-14", DatePrecision.DAY),
        ("١٤/٠٣/١٩٨٨", "1988-03-14", DatePrecision.DAY),
        ("1988-03-14T00:00:00", "1988-03-14", DatePrecision.DAY),
        ("1988-03", "1988-03-01", DatePrecision.MONTH),
        ("03/1988", "1988-03-01", DatePrecision.MONTH),
        ("1988", "1988-01-01", DatePrecision.YEAR),
        ("00/00/1988", "1988-01-01", DatePrecision.YEAR),
        ("1988-00-00", "1988-01-01", DatePrecision.YEAR),
        ("~1988", "1988-01-01", DatePrecision.ESTIMATED),
        ("ca. 1988", "1988-01-01", DatePrecision.ESTIMATED),
        ("", None, DatePrecision.UNKNOWN),
        ("unknown", None, DatePrecision.UNKNOWN),
    ],
)
def test_birth_dates_are_read_with_their_precision(text: str, day: str | None, precision: DatePrecision) -> None:
    born = read_born(text)
    assert (born.day.isoformat() if born.day else None, born.precision) == (day, precision)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MA", "MAR"),
        ("mar", "MAR"),
        ("Morocco", "MAR"),
        ("XK", "XKX"),
        ("Kosovo", "XKX"),
        ("Wakanda", "WAKANDA"),
        ("", ""),
    ],
)
def test_countries_are_read_by_code_or_name(text: str, code: str) -> None:
    assert read_country(text) == code


def test_same_is_said_in_several_languages() -> None:
    said = ("1", "TRUE", "Yes", "oui", "0", "false", "No", "nee")
    assert [read_same(text) for text in said] == [True] * 4 + [False] * 4


@pytest.fixture
def small(tmp_path: Path) -> Path:
    other = ROW.replace("محمد بنعلي", "Benali Yassine").replace(",1\n", ",0\n")
    wrong = ROW.replace(",1\n", ",0\n").replace("Arabic", "Other")
    return write(tmp_path, HEADING + ROW + other + wrong)


def test_the_command_gives_every_row_and_the_figures_as_json(small: Path) -> None:
    out = StringIO()
    call_command("match_pairs", str(small), format="json", distractors=200, seed=3, stdout=out)
    found = json.loads(out.getvalue())
    assert (found["file"], found["distractors"], found["seed"]) == ("pairs.csv", 200, 3)
    assert found["languages"]["Arabic"] == {
        "pairs": 2, "same": 1, "different": 1, "recall_at_5_by_name": 1.0, "recall_at_5_with_birth": 1.0,
        "strong_precision": 1.0, "strong_recall": 1.0,
    }  # fmt: skip
    assert (found["overall"]["strong_precision"], found["languages"]["Other"]["strong_recall"]) == (0.5, None)
    assert [row["row"] for row in found["false_positives"]] == [4]
    first = found["rows"][0]
    assert (first["row"], first["strength"], first["place_by_name"], first["same"]) == (2, "strong", 1, True)
    assert first["reasons"][0] == {"code": "born_same_day", "points": 36, "text": "Born on the same day, 14 Mar 1988"}
    assert found["rows"][1]["place_by_name"] is None


def test_the_command_says_it_in_words_as_well(small: Path) -> None:
    out = StringIO()
    call_command("match_pairs", str(small), distractors=50, stdout=out)
    lines = out.getvalue().splitlines()
    assert (lines[0][:24], lines[1].strip()) == (
        "    2 0.94 strong   same",
        "+36.0  Born on the same day, 14 Mar 1988  [born_same_day]",
    )
    assert [line.split() for line in lines if line.startswith("overall")] == [
        ["overall", "3", "1", "1.000", "1.000", "0.500", "1.000"]
    ]
    assert "Wrongly called strong: 1" in lines


def test_the_same_seed_gives_the_same_report(small: Path) -> None:
    def report(seed: int) -> str:
        out = StringIO()
        call_command("match_pairs", str(small), format="json", distractors=300, seed=seed, stdout=out)
        return out.getvalue()

    assert report(1) == report(1)


@pytest.mark.parametrize("count", [-1, 1_000_001])
def test_no_impossible_number_of_made_up_persons(small: Path, count: int) -> None:
    with pytest.raises(CommandError, match="--distractors must lie between 0 and 1000000"):
        call_command("match_pairs", str(small), distractors=count)
