"""Forms whose text is not lost: the stamp of a page, the draft that comes back, what is rescued when a session ended.

A page with a long form carries a stamp: whose page it is, of which form and record, signed. Only what carries such a
stamp is kept, so that nothing can be kept for a page that was never shown, and nobody can ask what exists. Each page
writes over its own text alone; who has no session of the author writes beside it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.core import signing
from django.core.cache import cache
from django.forms import BaseForm, Textarea
from django.forms.utils import ErrorDict
from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse
from redis import RedisError

from icam import presence
from icam.dates import clock_in_words
from icam.http import StaffRequest, answers_of, hash_of
from icam.models import Submission, User
from icam.presence import Other
from icam.services import drafts
from icam.services.drafts import Kept, TooLarge

SALT = "icam.draft"
BESIDE = ":rescued"  # after the page: what came with its stamp, but not from a session of its author
FITS = timedelta(hours=12)  # longer than any session
MOST = 60  # times a minute, of one user


@dataclass(frozen=True)
class DraftOf:
    """Which form about which record: `DraftOf("record_interview", f"interview:{pk}")`; a record that is not there yet
    has no name, and nobody else can have it open."""

    form: str
    record: str


def of_page(request: HttpRequest, form: BaseForm) -> DraftOf | None:
    """The form of this page, when it asks for more than a line of text; its record is what the address names."""
    page = request.resolver_match
    if page is None or not any(isinstance(asked.widget, Textarea) for asked in form.fields.values()):
        return None
    return DraftOf(str(page.url_name), "/".join(str(value) for value in page.kwargs.values()))


@dataclass(frozen=True)
class Stamp:
    """What a page says of itself, signed: for whom it was made, which form of which record, where it is."""

    user: int
    form: str
    record: str
    based_on: int | None
    path: str
    page: str = ""  # this showing of the form
    takes: str = ""  # the page whose draft came back in this one, kept then:
    takes_from: str = ""

    def __str__(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)

    @property
    def place(self) -> tuple[int, str, str]:
        return self.user, self.form, self.record

    def taking(self, kept: Kept) -> Self:
        """The same page, with that draft in its form."""
        return replace(self, takes=kept.page, takes_from=kept.saved_at.isoformat())


def stamp_of(request: HttpRequest) -> Stamp | None:
    """The stamp that came with what was sent; None when it is none of ours or too old."""
    try:
        return Stamp(**signing.loads(request.POST.get("stamp", ""), salt=SALT, max_age=FITS))
    except signing.BadSignature:
        return None


# The page -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drafting:
    """What the page shows: its stamp, the draft that waits or has come back, who else has the form open."""

    stamp: str
    discard_stamp: str = ""
    restore_url: str = ""
    offered: Kept | None = None
    restored: Kept | None = None
    is_older: bool = False  # the record was changed after the draft was begun
    others: list[Other] = field(default_factory=list)

    @property
    def here_said(self) -> str:
        return presence.said_of(self.others)


def prepare(request: StaffRequest, what: DraftOf, form: BaseForm, version: int | None = None) -> Drafting:
    """For a page that is about to be shown; puts the draft into `form` when the reader asked for it."""
    path, restore_url = _paths(request)
    others = presence.here(request.user, what.form, what.record) if what.record else []
    place = (request.user.pk, what.form, what.record)
    new = Stamp(*place, version, path, token_urlsafe(12))
    if request.method == "POST":
        sent_version = str(form.data.get("version", ""))
        based_on = int(sent_version) if sent_version.isdecimal() and len(sent_version) < 10 else version
        came = stamp_of(request)
        page = came if came and came.place == place else new
        return Drafting(str(replace(page, based_on=based_on, path=path)), others=others)
    kept = drafts.of(*place)
    if kept is None:
        return Drafting(str(new), others=others)
    taking = new.taking(kept)
    is_older = kept.based_on is not None and version is not None and kept.based_on != version
    if request.GET.get("draft") != "restore":
        return Drafting(str(new), str(taking), restore_url, kept, None, is_older, others)
    refill(form, kept)
    based_on = version if kept.based_on is None else kept.based_on
    taking = replace(taking, based_on=based_on)
    return Drafting(str(taking), str(taking), restore_url, None, kept, is_older, others)


def _paths(request: HttpRequest) -> tuple[str, str]:
    """The address of the page as it is, and with the draft in the form."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "draft"]
    plain = f"{request.path}?{urlencode(asked)}" if asked else request.path
    return plain, f"{request.path}?{urlencode([*asked, ('draft', 'restore')])}"


def refill(form: BaseForm, kept: Kept) -> None:
    """Show in `form` what was kept, without judging it; sent, it is a new form on the version it was begun with."""
    data = QueryDict(mutable=True)
    for name, values in kept.fields.items():
        data.setlist(name, list(values))
    data["token"] = str(uuid4())
    if "version" in form.fields:
        data["version"] = str(form.initial.get("version", "") if kept.based_on is None else kept.based_on)
    form.data, form.is_bound = data, True
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # where Django keeps what it has judged: nothing, here
    if hasattr(form, "refilled"):
        form.refilled()


def carried_out(request: StaffRequest, what: DraftOf) -> None:
    """The form was carried out: its draft goes, in the same transaction; that of another window stays."""
    stamp = stamp_of(request)
    if stamp and stamp.place == (request.user.pk, what.form, what.record):
        drop(stamp)
        _drop_overgrown(stamp, answers_of(request.POST))
    presence.leave(request.user, what.form, what.record)


def drop(stamp: Stamp) -> None:
    """Remove the draft of this page, and the one that came back in it as long as no other window went on with it."""
    drafts.drop(*stamp.place, page=stamp.page)
    _drop_taken(stamp)


def _drop_taken(stamp: Stamp) -> None:
    if stamp.takes_from:
        drafts.drop(*stamp.place, page=stamp.takes, saved_at=datetime.fromisoformat(stamp.takes_from))


def _drop_overgrown(stamp: Stamp, sent: Mapping[str, list[str]]) -> None:
    """What lay beside a rescued draft goes with it, if every word of it stands in what was sent."""
    page = stamp.takes.removesuffix(BESIDE)
    own = drafts.of(*stamp.place, page=page) if page != stamp.takes else None
    if own and all(any(old in new for new in sent.get(name, [])) for name, olds in own.fields.items() for old in olds):
        drafts.drop(*stamp.place, page=page, saved_at=own.saved_at)


# What is sent to be kept ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rescued:
    """What was kept although it could not be carried out."""

    stamp: Stamp
    saved_at: datetime

    @property
    def restore_url(self) -> str:
        """Where the form is, with the text in it."""
        return f"{self.stamp.path}{'&' if '?' in self.stamp.path else '?'}draft=restore"


class TooOften(Exception):
    """More often than anybody types."""


class SentAlready(Exception):
    """The form was carried out in the meantime: what comes late is no draft."""


def keep(stamp: Stamp, sent: QueryDict, said: str = "") -> datetime:
    """Keep what was sent with this stamp; returns when. Raises TooLarge, TooOften, SentAlready.

    `said` is the hash of a form that was sent on purpose: other words than those carried out are kept all the same.
    """
    if _too_often(stamp.user):
        raise TooOften
    token = _token(sent)
    first = Submission.objects.filter(pk=token, user=stamp.user).first() if token else None
    if first and not (said and first.words not in {"", said}):
        raise SentAlready
    saved_at = drafts.save(*stamp.place, fields=answers_of(sent), based_on=stamp.based_on, page=stamp.page)
    _drop_taken(stamp)
    return saved_at


def rescue(request: HttpRequest) -> Rescued | None:
    """Keep the form of a page whose session has ended, for the user it was made for; None when it is no such form.

    The stamp alone proves that the page was shown, not who wrote in it: without the author's session, or the one that
    has just ended by time, the text is kept beside what he wrote himself and takes nothing away.
    """
    stamp = stamp_of(request)
    if stamp is None or not User.objects.filter(pk=stamp.user, is_active=True).exists():
        return None
    try:
        his = stamp.user in (request.user.pk, getattr(request, "session_ended", None))
        kept = stamp if his else replace(stamp, page=stamp.page + BESIDE, takes="", takes_from="")
        said = "" if request.path == reverse("keep_draft") else hash_of(request)
        return Rescued(stamp, keep(kept, request.POST, said))
    except (TooLarge, TooOften, SentAlready):
        return None


def told(saved_at: datetime | None, said: str, status: int = 200, **more: Any) -> JsonResponse:
    """The answer to a page that asked by itself: what to say to the reader, and when the text was kept, if it was."""
    kept_at = clock_in_words(saved_at) if saved_at else ""
    return JsonResponse({"kept_at": kept_at, "said": said, **more}, status=status)


def _token(sent: QueryDict) -> UUID | None:
    try:
        return UUID(sent.get("token", ""))
    except ValueError:
        return None


def _too_often(user: int) -> bool:
    key = f"drafts:{user}"
    try:
        cache.add(key, 0, 60)
        return cache.incr(key) > MOST
    except (RedisError, ValueError):  # without the cache nobody is counted; the key may end between the two
        return False
