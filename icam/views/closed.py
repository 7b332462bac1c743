from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse


@login_not_required
def not_here(request: HttpRequest) -> HttpResponse:
    """What the sign-in library brings along and this office does not offer: administrators make the accounts."""
    raise Http404
