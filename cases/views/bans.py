"""Entry bans."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums.dossier import BanGround
from cases.forms.bans import BanForm, ChangeBanForm
from cases.forms.dossier import now
from cases.models import EntryBan
from cases.services import bans
from cases.views.recording import add_page, change_page, of_persons
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def add_ban(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = BanForm(sent(request), case=case)

    def act() -> EntryBan:
        words: dict[str, Any] = form.words() | {"ground": BanGround(form.cleaned_data["ground"])}
        return bans.register(case, by=request.user, **words)

    return add_page(request, case, form, act, _("Entry ban"))


@require_http_methods(["GET", "POST"])
def change_ban(request: StaffRequest, pk: int, ban_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    ban: EntryBan = of_persons(case, EntryBan.objects.select_related("person"), ban_pk)
    form = ChangeBanForm(sent(request), initial=now(ChangeBanForm, ban))

    def act(version: int) -> EntryBan:
        return bans.change(case, ban, by=request.user, version=version, **form.words())

    return change_page(request, case, ban, form, act, _("Change the entry ban"), about=ban.person.name)
