from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from icam.accounts import keep_language
from icam.forms.base import sent
from icam.forms.users import LanguageForm
from icam.http import StaffRequest
from icam.models import User
from icam.services import users


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: StaffRequest) -> HttpResponse:
    """What the signed-in user may decide about the own account, and what is written there."""
    user = get_object_or_404(User, pk=request.user.pk)  # request.user is a stand-in that does not know its model
    form = LanguageForm(sent(request), initial={"language": user.language, "version": user.version})
    if form.is_valid():
        language = form.cleaned_data["language"]
        users.choose_language(user, by=user, version=form.cleaned_data["version"], language=language)
        with translation.override(language):
            messages.success(request, _("The pages now speak your language."))
        response = redirect("account")
        keep_language(response, language)
        return response
    return render(request, "account/account.html", {"form": form})
