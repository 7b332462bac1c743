"""Letters."""

from invitations.models.letter import Letter, LetterPerson

__all__ = ["Letter", "LetterPerson"]
