"""A word that stands nowhere else in every personal field around a case, and the eyes that look for it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pghistory
import pypdfium2
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Model

from cases.models import Person
from cases.services import index
from icam.services import drafts
from tests import papers

APPS = ("cases", "invitations")
# Columns that hold a code, a hash or a place, and no words of a person.
NO_WORDS = {
    "sha256", "file", "stored_as", "language", "own_script_language", "contact_language", "letter_language",
    "duty_explained_in", "told_in", "nationality", "template_version", "language_reason", "country",
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """Where a canary sits."""

    place: str  # Model.field
    restricted: bool = False


Cage = dict[str, Spot]


def words() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"Qz{number:03d}zq"


def text_fields(model: type[Model]) -> list[str]:
    """The columns of a model that hold a person's words."""
    privacy = vars(model).get("Privacy")
    fields = [model._meta.get_field(name) for name in getattr(privacy, "personal", [])]
    return [
        field.name
        for field in fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in NO_WORDS
    ]


def plant(world: SimpleNamespace) -> Cage:
    """Canaries in every such column of every row, and inside of what is sealed or stored as a file."""
    cage: Cage = {}
    word = words()
    _plant_rows(cage, word)
    case = world.case
    for name, restricted in (("paper", False), ("certificate", True)):
        parts = {part: next(word) for part in ("title", "name", "content")}
        papers.make_document(
            case, is_restricted=restricted, title=parts["title"], name=f"{parts['name']}.txt",
            content=parts["content"].encode(), person=case.household.principal,
        )  # fmt: skip
        cage |= {parts[part]: Spot(f"{name}.{part}", restricted) for part in parts}
    paper = next(word)
    papers.make_conclusion(case, content=paper.encode())
    cage[paper] = Spot("conclusion.content")
    sealed = {part: next(word) for part in ("text", "at_desk")}
    papers.make_note(case, **sealed)
    cage |= {sealed[part]: Spot(f"note.{part}", restricted=True) for part in sealed}
    draft = next(word)
    drafts.save(world.coach.pk, "propose_closure", str(case.pk), fields={"explanation": [draft]})
    cage[draft] = Spot("Draft.sealed")
    index.refresh(Person.objects.values_list("pk", flat=True))
    return cage


def _plant_rows(cage: Cage, word: Iterator[str]) -> None:
    rows: Iterable[Any]
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if issubclass(model, pghistory.models.Event):
                continue
            rows = model._default_manager.order_by("pk")
            if model is Person:
                rows = rows.filter(memberships__isnull=False).distinct()  # somebody in no household is open to many
            for row in rows:
                for field in text_fields(model):
                    canary = next(word)
                    if _set(row, field, canary):
                        cage[canary] = Spot(f"{model.__name__}.{field}")


def _set(row: Model, field: str, canary: str) -> bool:
    """Whether the column takes it: some are empty by a rule of the database."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{field: canary})
    except IntegrityError:
        return False
    return True


# Looking --------------------------------------------------------------------------------------------------------------


def read(response: Any) -> str:
    """All that an answer tells: its headers, its bytes, and the words inside a PDF or a workbook."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    told = [str(response.headers), data.decode("utf-8", errors="replace")]
    if data.startswith(b"%PDF") and b"%%EOF" in data[-64:]:
        with pypdfium2.PdfDocument(data) as pdf:
            told += [page.get_textpage().get_text_bounded() for page in pdf]
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            told += [book.read(name).decode("utf-8", errors="replace") for name in book.namelist()]
    return "\n".join(told)


def seen(text: str, cage: Cage) -> set[str]:
    """The canaries that stand in `text`."""
    return {canary for canary in cage if canary in text}
