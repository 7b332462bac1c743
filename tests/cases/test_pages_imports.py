"""The pages of an import, one after the other, as a manager walks them."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.importing.tables import MOST_BYTES
from cases.models import Case, Import, Person
from cases.services import import_runs
from icam.enums import Verb
from icam.models import AuditEvent
from tests import factories
from tests.imports import HEAD, SIMPLE, carry_out, known_person, make_import

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_runs, "wake", lambda _id: None)


def upload(client: Client, cast: SimpleNamespace, data: bytes, name: str = "a.csv") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("cases:new_import"), {"file": file, "region": cast.here.pk})


def text_of(response: Any) -> str:
    """What a reader sees of the main part."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&quot;", '"').split())


def test_from_the_file_to_the_cases(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    factories.make_target_group("UNKNOWN")
    made = Import.objects.get(pk=_number(upload(client, cast, SIMPLE.encode(), "x.csv")))
    page = client.get(reverse("cases:import_columns", args=[made.pk]))
    assert [field.value() for field in page.context["form"].columns()] == [
        "family_name", "given_names", "born", "sp",
    ]  # fmt: skip
    columns = {f"column_{n}": key for n, key in enumerate(("family_name", "given_names", "born", "sp"))}
    client.post(reverse("cases:import_columns", args=[made.pk]), {**columns, "version": made.version})
    made.refresh_from_db()
    assert made.state == "checking"
    assert "0 of 2" in text_of(client.get(reverse("cases:import", args=[made.pk])))
    import_runs.check_here(made)
    made.refresh_from_db()
    assert "Diallo, Aminata" in text_of(client.get(reverse("cases:import", args=[made.pk])))
    start = reverse("cases:start_import", args=[made.pk])
    assert "2 rows can be imported." in text_of(client.get(start))
    client.post(start, {"which": "all", "version": made.version})
    import_runs.run_here(Import.objects.get(pk=made.pk))
    page = client.get(reverse("cases:import", args=[made.pk]))
    case = Case.objects.get(household__principal__family_name="Sow")
    assert (page.context["made"].state, case.reference in text_of(page)) == ("done", True)


def _number(response: Any) -> int:
    found = re.search(r"/imports/(\d+)/columns/", response["Location"])
    assert found
    return int(found[1])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "This file is empty."),
        (b"x" * (MOST_BYTES + 1), "This file is too large: 5.0 MB, at most 5 MB. Cut it into several files."),
        (b"a;a\n1;2", "Columns 1 and 2 are both called “a”. Give each a name of its own."),
        (b"%PDF-1.7", "This is a file of the kind PDF. Save the table as CSV UTF-8 or XLSX."),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_file(
    cast: SimpleNamespace, sign_in: SignIn, data: bytes, told: str
) -> None:
    response = upload(sign_in(cast.manager), cast, data)
    assert (response.status_code, response.context["form"].errors["file"]) == (200, [told])
    assert Import.objects.count() == 0


def test_of_a_doubtful_writing_only_readings_that_differ_are_offered(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    made = Import.objects.get(pk=_number(upload(client, cast, "Nom\nBénard\n".encode("cp1252"))))
    form = client.get(reverse("cases:import_columns", args=[made.pk])).context["form"]
    assert [(row["control"].data["value"], row["hint"]) for row in form["encoding"].rows()] == [
        ("cp1252", "Bénard"), ("mac-roman", "BÈnard"), ("cp850", "BÚnard"),
    ]  # fmt: skip
    sure = make_import(cast.here, cast.manager, until="read")
    page = client.get(reverse("cases:import_columns", args=[sure.pk]))
    assert "encoding" not in page.context["form"].fields


def test_unknown_columns_are_said_to_be_ignored(cast: SimpleNamespace, sign_in: SignIn) -> None:
    made = make_import(cast.here, cast.manager, "Name;Remarks\nX;y\n", until="read")
    page = sign_in(cast.manager).get(reverse("cases:import_columns", args=[made.pk]))
    assert page.context["ignored"] == ["Remarks"]
    assert "leave them out: Remarks" in text_of(page)


def test_somebody_of_another_region_is_masked(cast: SimpleNamespace, sign_in: SignIn) -> None:
    person = known_person(cast, region=cast.elsewhere, family_name="Diallo", given_names="Aminata Secret")
    made = make_import(cast.here, cast.manager, SIMPLE.replace("12/05/1991;7.100.001", "12/05/1991;"))
    page = sign_in(cast.manager).get(reverse("cases:import", args=[made.pk]), {"result": "decide"})
    office = f"Office of {person.pk}"
    assert f"in another region, held by {office}. Ask for access" in text_of(page)
    assert "Secret" not in page.content.decode()
    form = page.context["form"]
    field = next(name for name in form.fields if name.startswith("row_"))
    assert [value for value, _label in form.fields[field].choices] == ["", "new", "skip"]


def test_somebody_of_the_own_region_is_named_with_reasons(cast: SimpleNamespace, sign_in: SignIn) -> None:
    person = known_person(cast)
    made = make_import(cast.here, cast.manager)
    page = sign_in(cast.manager).get(reverse("cases:import", args=[made.pk]), {"result": "known"})
    assert "Certain match: Diallo, Aminata" in text_of(page)
    field = page.context["rows"][0]["field"]
    assert (field.value(), [value for value, _label in field.field.choices]) == (
        f"same-{person.pk}", ["", f"same-{person.pk}", "new", "skip"],
    )  # fmt: skip


def test_the_progress_says_when_it_is_done(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    made = make_import(cast.here, cast.manager)
    Import.objects.filter(pk=made.pk).update(state="running")
    made.rows.filter(number=2).update(result="queued")
    response = client.get(reverse("cases:import_progress", args=[made.pk]))
    assert ("1 of 2" in response.content.decode(), response.headers.get("HX-Refresh")) == (True, None)
    Import.objects.filter(pk=made.pk).update(state="done")
    assert client.get(reverse("cases:import_progress", args=[made.pk]))["HX-Refresh"] == "true"


def test_the_result_is_a_file_with_the_problems_first(cast: SimpleNamespace, sign_in: SignIn) -> None:
    text = f"{HEAD}\nDiallo;Aminata;12/05/1991;7.100.001\nSow;=cmd;31/02/1985;7.100.002\n"
    made = make_import(cast.here, cast.manager, text)
    carry_out(made, cast.manager)
    response = sign_in(cast.manager).get(reverse("cases:import_result", args=[made.pk]))
    lines = response.content.decode("utf-8-sig").splitlines()
    case = Case.objects.get(household__principal__family_name="Diallo")
    assert lines == [
        '"Row";"Result";"Case";"What is wrong";"Worth a look";"Family name";"Given names";"Born on";"SP or OV number"',
        '3;"Refused";"";"Born on: 31/02/1985 does not exist.";"";"Sow";"\'=cmd";"31/02/1985";"7.100.002"',
        f'2;"Case opened";"{case.reference}";"";"";"Diallo";"Aminata";"12/05/1991";"7.100.001"',
    ]
    event = AuditEvent.objects.filter(verb=Verb.ROWS_LISTED, target_id=made.pk).latest("pk")
    assert (event.actor, event.changes) == (cast.manager, {"rows": 2, "file": True})


def test_looking_at_rows_is_in_the_trail(cast: SimpleNamespace, sign_in: SignIn) -> None:
    made = make_import(cast.here, cast.manager)
    sign_in(cast.manager).get(reverse("cases:import", args=[made.pk]))
    event = AuditEvent.objects.filter(target_type="cases.import").latest("pk")
    assert (event.verb, event.changes) == ("rows_listed", {"rows": 2, "result": "new"})


def test_the_list_of_rows_asks_as_often_for_three_rows_as_for_fifty(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)

    def queries(rows: int) -> int:
        text = HEAD + "".join(f"\nName{n:03d}x;Given;1/2/1980;{8_000_000 + n}" for n in range(rows))
        made = make_import(cast.here, cast.manager, text)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("cases:import", args=[made.pk]))
        return len(seen)

    assert queries(3) == queries(50)


def test_a_strange_filter_is_refused(cast: SimpleNamespace, sign_in: SignIn) -> None:
    made = make_import(cast.here, cast.manager)
    client, url = sign_in(cast.manager), reverse("cases:import", args=[made.pk])
    assert [client.get(url, query).status_code for query in ({"result": "x"}, {"name": "x"}, {"after": "x"})] == [
        400
    ] * 3


def test_the_empty_table_is_a_file(cast: SimpleNamespace, sign_in: SignIn) -> None:
    response = sign_in(cast.manager).get(reverse("cases:import_template"))
    assert response["Content-Disposition"] == 'attachment; filename="icam-import.csv"'
    assert response.content.decode("utf-8-sig").splitlines()[1].startswith('"Al-Hassan";"Layla"')
    assert Person.objects.filter(family_name="Al-Hassan", given_names="Layla").count() == 0


def test_who_may_import_finds_it_beside_the_list_of_cases(cast: SimpleNamespace, sign_in: SignIn) -> None:
    link = f'href="{reverse("cases:imports")}"'
    seen = {
        who: link in sign_in(getattr(cast, who)).get(reverse("cases:list")).content.decode()
        for who in ("manager", "coach")
    }
    assert seen == {"manager": True, "coach": False}


def test_a_wrong_file_is_discarded_from_its_page(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, made = sign_in(cast.manager), make_import(cast.here, cast.manager)
    url = reverse("cases:discard_import", args=[made.pk])
    for name in ("cases:import", "cases:import_columns"):
        assert url in client.get(reverse(name, args=[made.pk])).content.decode()
    page = client.post(url, {"version": made.version, "reason": "The wrong list"}, follow=True)
    assert ("The import is discarded." in text_of(page), made.rows.count()) == (True, 0)
    page = client.get(reverse("cases:import", args=[made.pk]))
    assert ("Discarded before anything was imported." in text_of(page), url in page.content.decode()) == (True, False)
