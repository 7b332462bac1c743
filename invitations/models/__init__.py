"""Letters."""

from invitations.models.letter import Letter

__all__ = ["Letter"]
