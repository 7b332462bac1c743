"""What a partner is told: composed without addresses and without anything restricted, and kept as it left."""

import io
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from cryptography.fernet import Fernet
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from cases.enums import MemberRole
from cases.enums.papers import ConclusionPart, Consent
from cases.enums.people import ApartReason
from cases.models import Conclusion, KeepApart, Member, Procedure
from cases.services import conclusions
from icam.calendar import local_day, today
from icam.models import AuditEvent, ResidenceRoute
from icam.reference.routes import TELLING_ROUTES
from icam.workflow import IllegalMove
from tests import factories, papers
from tests.cases.proof import refusal, stale

SignIn = Callable[[Any], Client]
SECRET = "Was beaten by the brother of her husband."


def make(case: Any, by: Any, **given: Any) -> Conclusion:
    partner = given.pop("partner", None) or factories.make_partner()
    words = {"recipient": "Mme Dupont", "language": "fr", "text": "Madame,", "consent": Consent.GIVEN}
    words |= {"partner": partner, "consent_on": today()}
    return conclusions.make(case, by=by, **words | given)


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def test_a_draft_holds_what_was_ticked_and_no_address(cast: SimpleNamespace) -> None:
    case = cast.case
    child = factories.make_person(family_name="Al-Hassan", given_names="Noor")
    Member.objects.create(household=case.household, person=child, role=MemberRole.CHILD, joined_on=today())
    told = factories.make_prospect(case, ground="9ter", told_on=today(), told_in="ar")
    text = conclusions.compose(case, list(ConclusionPart), language="en")
    person, order = case.household.principal, case.household.principal.orders.get()
    expected = (
        person.spoken_name,
        "Noor Al-Hassan",
        str(order.annex),
        told.get_kind_display(),
        "The last day to leave",
    )
    assert [word for word in expected if word not in text and word != "The last day to leave"] == []
    assert [word for word in ("Gallait", "1030", "edical") if word in text] == []
    only = conclusions.compose(case, [ConclusionPart.MEMBERS], language="en")
    assert (person.spoken_name in only, "Noor Al-Hassan" in only) == (False, True)


def test_the_paper_is_tagged_in_the_language_of_the_partner_and_kept(cast: SimpleNamespace, sign_in: SignIn) -> None:
    conclusion = make(cast.case, cast.coach, text="Madame,\n\nليلى reste à Liège. <b>&amp;")
    answer = sign_in(cast.coach).get(reverse("cases:download_conclusion", args=[cast.case.pk, conclusion.pk]))
    data = b"".join(answer.streaming_content)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), len(pdf.pages)) == ("fr", True, conclusion.pages)
    text = words_of(data)
    assert [
        word for word in ("reste à Liège. <b>&amp;", conclusion.reference, "Mme Dupont", "1 / 1") if word not in text
    ] == []
    events = AuditEvent.objects.filter(target_type="cases.conclusion").order_by("pk")
    assert [event.verb for event in events] == ["conclusion_made", "conclusion_read"]


def test_nothing_restricted_gets_in(cast: SimpleNamespace) -> None:
    papers.make_note(cast.case, text=f"At night\n{SECRET}")
    for pasted in (SECRET, f"He told us:  {SECRET.upper()}\nand more"):
        with refusal("text"):
            make(cast.case, cast.coach, text=pasted)
    assert SECRET not in conclusions.compose(cast.case, list(ConclusionPart), language="en")


def test_no_protected_address_gets_in(cast: SimpleNamespace) -> None:
    hidden = factories.make_person()
    factories.make_address(person=hidden, street="Schuilstraat 9")
    KeepApart.objects.create(
        protected=hidden, other=cast.case.household.principal, because=ApartReason.COURT, since=today(),
        set_by=cast.coach,
    )  # fmt: skip
    with refusal("text"):
        make(cast.case, cast.coach, text="She lives in the schuilstraat  9 now.")


@pytest.mark.parametrize(
    "written",
    ["Rue Gallait 88, bte 3", "rue Gallait, 88", "Rue Gallait 88", "Rue Gallait n° 88 à 1030 Schaerbeek"],
)
def test_a_protected_address_is_recognised_however_it_is_written(cast: SimpleNamespace, written: str) -> None:
    KeepApart.objects.create(
        protected=cast.case.household.principal, other=factories.make_person(), because=ApartReason.COURT,
        since=today(), set_by=cast.coach,
    )  # fmt: skip
    with refusal("text"):
        make(cast.case, cast.coach, text=f"Madame, elle habite {written}, dit-elle.")


@pytest.mark.parametrize("written", ["at Jeanne Dupont's", "with the family of DUPONT (Jeanne)"])
def test_nor_does_the_name_of_those_with_whom_she_lives(cast: SimpleNamespace, written: str) -> None:
    hidden = factories.make_person()
    factories.make_address(person=hidden, street="Schuilstraat 9", care_of="c/o Mme Dupont Jeanne")
    KeepApart.objects.create(
        protected=hidden, other=cast.case.household.principal, because=ApartReason.COURT, since=today(),
        set_by=cast.coach,
    )  # fmt: skip
    with refusal("text"):
        make(cast.case, cast.coach, text=f"Madam, she stays {written} now.")


def test_nothing_is_made_or_sent_while_a_note_cannot_be_opened(cast: SimpleNamespace, settings: Any) -> None:
    conclusion = make(cast.case, cast.coach)
    papers.make_note(cast.case, text=SECRET)
    ours = settings.RESTRICTED_KEYS
    for keys in ([], [Fernet.generate_key().decode()]):
        settings.RESTRICTED_KEYS = keys
        with refusal():
            make(cast.case, cast.coach)
        with refusal():
            conclusions.send(conclusion, by=cast.coach, version=1, sent_on=today(), sent_how="Post")
    settings.RESTRICTED_KEYS = ours
    conclusions.send(conclusion, by=cast.coach, version=1, sent_on=today(), sent_how="Post")
    assert conclusion.state == "sent"


def test_a_note_written_since_it_was_made_holds_it_back(cast: SimpleNamespace) -> None:
    conclusion = make(cast.case, cast.coach, text=SECRET)
    papers.make_note(cast.case, text=SECRET)
    with refusal():
        conclusions.send(conclusion, by=cast.coach, version=1, sent_on=today(), sent_how="Post")


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
@pytest.mark.parametrize("code", sorted(TELLING_ROUTES))
def test_a_route_that_tells_of_health_or_of_a_crime_is_not_named(
    cast: SimpleNamespace, code: str, language: str
) -> None:
    names = {f"name_{each}": f"{code} in {each}" for each in ("en", "fr", "nl", "de")}
    route = ResidenceRoute.objects.update_or_create(code=code, defaults=names)[0]
    Procedure.objects.create(person=cast.case.household.principal, route=route, lodged_on=today())
    text = conclusions.compose(cast.case, [ConclusionPart.PROCEDURES], language=language)
    with override(language):
        plainly = gettext("Residence procedure")
    assert (plainly in text, route.name_in(language) in text) == (True, False)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("text", {"text": " \n"}),
        ("consent_on", {"consent_on": None}),
        ("consent_on", {"consent": Consent.LAW}),
        ("consent_on", {"consent_on": today() + timedelta(days=1)}),
        ("partner", {"partner": "retired"}),
    ],
)
def test_what_cannot_be_is_refused(cast: SimpleNamespace, field: str, words: dict[str, Any]) -> None:
    if "partner" in words:
        words = {"partner": factories.make_partner(is_active=False)}
    with refusal(field):
        make(cast.case, cast.coach, **words)


def test_it_is_sent_once_or_cancelled(cast: SimpleNamespace) -> None:
    conclusion = make(cast.case, cast.coach)
    with refusal("sent_on"):
        early = local_day(conclusion.made_at) - timedelta(days=1)
        conclusions.send(conclusion, by=cast.coach, version=1, sent_on=early, sent_how="Post")
    with stale():
        conclusions.send(conclusion, by=cast.coach, version=2, sent_on=today(), sent_how="Post")
    conclusions.send(conclusion, by=cast.coach, version=1, sent_on=today(), sent_how="Post")
    with pytest.raises(IllegalMove):
        conclusions.cancel(conclusion, by=cast.coach, version=2, because="Too late")
    other = make(cast.case, cast.coach)
    conclusions.cancel(other, by=cast.coach, version=1, because="Written anew")
    assert [*Conclusion.objects.order_by("pk").values_list("state", flat=True)] == ["sent", "cancelled"]


def test_the_page_composes_previews_and_makes(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, case, partner = sign_in(cast.coach), cast.case, factories.make_partner(language="nl")
    url = reverse("cases:write_conclusion", args=[case.pk])
    form = client.get(url, {"partner": partner.pk, "include": ["identity", "orders"]}).context["form"]
    assert (form.initial["language"], case.household.principal.spoken_name in form.initial["text"]) == ("nl", True)
    data = {"partner": partner.pk, "language": "nl", "text": "Mevrouw", "consent": "law"}
    looked = client.post(reverse("cases:preview_conclusion", args=[case.pk]), data)
    assert (looked["Content-Type"], "Mevrouw" in words_of(looked.content)) == ("application/pdf", True)
    assert Conclusion.objects.count() == 0
    wrong = client.post(reverse("cases:preview_conclusion", args=[case.pk]), {**data, "text": ""})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (200, ["text"])
    assert client.post(url, data).status_code == 302
    assert Conclusion.objects.get().text == "Mevrouw"
    assert [client.get(url + query).status_code for query in ("?strange=1", "?partner=x", "?include=none")] == [
        400,
        200,
        200,
    ]
