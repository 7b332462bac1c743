"""A name in the four languages of the office."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """The same name in English, French, Dutch and German; none may be empty."""

    en: str
    fr: str
    nl: str
    de: str

    def in_language(self, code: str) -> str:
        """The name in the language of a BCP 47 tag ("fr", "fr-be"); English for a language that is not one of four."""
        return {"fr": self.fr, "nl": self.nl, "de": self.de}.get(code[:2].lower(), self.en)


def same(name: str) -> Names:
    """A name that is written alike in all four languages."""
    return Names(name, name, name, name)
