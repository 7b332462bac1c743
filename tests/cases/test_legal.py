"""Worked situations in law, and exactly what the strip says of them: verdict, title, text, article, who."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases import legal
from cases.legal import Weight
from cases.models import (
    Case,
    Order,
)
from tests import factories
from tests.cases import situations, situations_around, situations_staying
from tests.cases.situations import Said, Scene, a_procedure_to_look_at
from tests.cases.situations_around import a_ban_before_leaving, a_check_runs, different_for_each

SignIn = Callable[[Any], Client]


@pytest.fixture
def scene(cast: SimpleNamespace) -> Scene:
    """The case of the cast, of one adult, with neither order nor address; a partner stands by."""
    case, rana = cast.case, factories.make_person(given_names="Rana", family_name="Darwish")
    Order.objects.all().delete()
    principal = case.household.principal
    principal.addresses.all().delete()
    return Scene(case=case, one=principal, rana=rana, by=cast.coach)


SITUATIONS = tuple(
    act
    for module in (situations, situations_around, situations_staying)
    for act in vars(module).values()
    if getattr(act, "__module__", "") == module.__name__ and getattr(act, "__annotations__", {}).get("return") == Said
)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_what_is_said(scene: Scene, situation: Callable[[Scene], Said]) -> None:
    expected = situation(scene)
    assert tuple(statement.plain for statement in legal.position(scene.case)) == expected


# What holds for all of them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_the_verdict_comes_first_then_what_presses(scene: Scene, situation: Callable[[Scene], Said]) -> None:
    situation(scene)
    said = legal.position(scene.case)
    assert [each.weight for each in said] == sorted(each.weight for each in said)
    assert [each.verdict for each in said if each.weight is Weight.VERDICT] in (["yes"], ["no"])


def test_never_more_than_six_stand_on_the_strip(scene: Scene) -> None:
    different_for_each(scene)
    a_ban_before_leaving(scene)
    said = legal.position(scene.case)
    shown, rest = legal.strip(said)
    assert (len(shown), [*shown, *rest]) == (6, said)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_each_statement_leads_to_its_record(scene: Scene, sign_in: SignIn, situation: Callable[[Scene], Said]) -> None:
    situation(scene)
    url = reverse("cases:dossier", args=[scene.case.pk])
    page = sign_in(scene.by).get(url).content.decode()
    anchors = [said.url.partition("#")[2] for said in legal.position(scene.case) if said.url]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []
    assert {said.url.partition("#")[0] for said in legal.position(scene.case) if said.url} <= {url}


def test_the_strip_stands_on_every_page_of_the_case_and_the_rest_unfolds(scene: Scene, sign_in: SignIn) -> None:
    different_for_each(scene)
    a_ban_before_leaving(scene)
    for name in ("cases:case", "cases:people", "cases:dossier"):
        page = sign_in(scene.by).get(reverse(name, args=[scene.case.pk])).content.decode()
        rest = legal.strip(legal.position(scene.case))[1]
        assert f"{len(rest)} more statements" in page
        assert page.count("No procedure pending") == 2  # unfolded on the screen, and on paper


def test_it_costs_the_same_whatever_the_situation(scene: Scene, django_assert_num_queries: Any) -> None:
    for situation in (different_for_each, a_ban_before_leaving, a_check_runs, a_procedure_to_look_at):
        situation(scene)
    with django_assert_num_queries(12):
        legal.position(Case.objects.select_related("household").get(pk=scene.case.pk))
