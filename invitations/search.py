"""What letters add to the search: their references, typed or read by a scanner."""

from icam.identifiers import parse_reference
from invitations.models import Letter


def letters(text: str) -> list[int]:
    """The case of the letter whose reference this is. One statement, whatever was typed."""
    rows = Letter.objects.filter(reference=parse_reference(text) or "")
    return list(rows.values_list("case_id", flat=True))
