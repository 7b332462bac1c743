"""The languages of the office, of its letters and of the people it speaks with: one row each.

The pages are in four languages (settings.LANGUAGES). A letter is in French, Dutch or German, which `letter_language`
chooses; whatever else a person understands is a contact language, for the interpreter and for the page facing the
letter. Names of languages come from the Unicode CLDR through Babel, so they need no translation of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from babel import Locale
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from icam.municipalities import Area, Municipality


class Template(Enum):
    """What must exist on paper in a language; the tests of the letters name whatever is missing."""

    LETTER = "letter"  # the whole letter
    FACING_PAGE = "facing page"  # the explanation beside a French, Dutch or German letter
    NONE = "none"  # an interpreter is called


class Script(Enum):
    """How a language is written: ISO 15924 code and the fonts that have its signs, best first."""

    LATIN = "Latn", ("Noto Sans",)
    CYRILLIC = "Cyrl", ("Noto Sans",)
    GREEK = "Grek", ("Noto Sans",)
    ARABIC = "Arab", ("Noto Sans Arabic", "Noto Sans")
    HEBREW = "Hebr", ("Noto Sans Hebrew", "Noto Sans")
    ETHIOPIC = "Ethi", ("Noto Sans Ethiopic", "Noto Sans")
    GEORGIAN = "Geor", ("Noto Sans Georgian", "Noto Sans")
    ARMENIAN = "Armn", ("Noto Sans Armenian", "Noto Sans")
    DEVANAGARI = "Deva", ("Noto Sans Devanagari", "Noto Sans")
    BENGALI = "Beng", ("Noto Sans Bengali", "Noto Sans")
    GURMUKHI = "Guru", ("Noto Sans Gurmukhi", "Noto Sans")
    TAMIL = "Taml", ("Noto Sans Tamil", "Noto Sans")
    SINHALA = "Sinh", ("Noto Sans Sinhala", "Noto Sans")
    THAI = "Thai", ("Noto Sans Thai", "Noto Sans")
    TIBETAN = "Tibt", ("Noto Serif Tibetan", "Noto Sans")
    CHINESE = "Hans", ("Noto Sans CJK SC", "Noto Sans")  # Debian: fonts-noto-cjk

    def __init__(self, iso15924: str, fonts: tuple[str, ...]) -> None:
        self.iso15924 = iso15924
        self.fonts = fonts

    @property
    def direction(self) -> str:
        return "rtl" if self in {Script.ARABIC, Script.HEBREW} else "ltr"


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `code` is the BCP 47 tag, used in the `lang` attribute and in the database."""

    code: str
    iso639_3: str
    own_name: str
    script: Script
    office: bool = False  # one of the four languages of the pages
    template: Template = Template.NONE
    cldr: str = ""  # where the CLDR has it under another code
    special_name: str | Promise = ""  # where the CLDR has no name for it

    @property
    def direction(self) -> str:
        return self.script.direction

    @property
    def font_family(self) -> str:
        """The value of the CSS property."""
        return ", ".join(f'"{font}"' for font in self.script.fonts)

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_in(get_language() or "en")

    @property
    def label(self) -> str:
        """The name in the language of the page, and the own name where it differs: "Arabic (العربية)"."""
        same = self.name.casefold() == self.own_name.casefold()
        return self.name if same else f"{self.name} ({self.own_name})"

    def name_in(self, language: str) -> str:
        """The name in a language of the office, with a capital: "Arabic", "Arabe", "Arabisch"."""
        if self.special_name:
            return str(self.special_name)
        return str(capfirst(Locale.parse(language, sep="-").languages[self.cldr or self.code]))


LANGUAGES: tuple[Language, ...] = (
    Language("fr", "fra", "français", Script.LATIN, office=True, template=Template.LETTER),
    Language("nl", "nld", "Nederlands", Script.LATIN, office=True, template=Template.LETTER),
    Language("de", "deu", "Deutsch", Script.LATIN, office=True, template=Template.LETTER),
    Language("en", "eng", "English", Script.LATIN, office=True, template=Template.LETTER),
    # Arabic script
    Language("ar", "ara", "العربية", Script.ARABIC),
    Language("fa", "pes", "فارسی", Script.ARABIC),
    Language("prs", "prs", "دری", Script.ARABIC, cldr="fa_AF"),
    Language("ps", "pus", "پښتو", Script.ARABIC),
    Language("ur", "urd", "اردو", Script.ARABIC),
    Language("ckb", "ckb", "کوردیی ناوەندی", Script.ARABIC, special_name=_("Kurdish (Sorani)")),
    Language("ug", "uig", "ئۇيغۇرچە", Script.ARABIC),
    # Horn of Africa
    Language("ti", "tir", "ትግርኛ", Script.ETHIOPIC),
    Language("am", "amh", "አማርኛ", Script.ETHIOPIC),
    Language("so", "som", "Soomaali", Script.LATIN),
    Language("om", "orm", "Afaan Oromoo", Script.LATIN),
    Language("aa", "aar", "Qafar", Script.LATIN),
    # Turkey, Caucasus, Central Asia
    Language("tr", "tur", "Türkçe", Script.LATIN),
    Language("kmr", "kmr", "Kurmancî", Script.LATIN, special_name=_("Kurdish (Kurmanji)")),
    Language("ka", "kat", "ქართული", Script.GEORGIAN),
    Language("hy", "hye", "հայերեն", Script.ARMENIAN),
    Language("az", "aze", "azərbaycan dili", Script.LATIN),
    Language("ce", "che", "нохчийн мотт", Script.CYRILLIC),
    Language("uz", "uzb", "oʻzbekcha", Script.LATIN),
    Language("tg", "tgk", "тоҷикӣ", Script.CYRILLIC),
    # Eastern Europe
    Language("ru", "rus", "русский", Script.CYRILLIC),
    Language("uk", "ukr", "українська", Script.CYRILLIC),
    Language("sq", "sqi", "shqip", Script.LATIN),
    Language("sr", "srp", "српски", Script.CYRILLIC),
    Language("bs", "bos", "bosanski", Script.LATIN),
    Language("mk", "mkd", "македонски", Script.CYRILLIC),
    Language("bg", "bul", "български", Script.CYRILLIC),
    Language("ro", "ron", "română", Script.LATIN),
    Language("rom", "rom", "romani čhib", Script.LATIN),
    Language("pl", "pol", "polski", Script.LATIN),
    Language("sk", "slk", "slovenčina", Script.LATIN),
    # Southern Europe and the Americas
    Language("el", "ell", "Ελληνικά", Script.GREEK),
    Language("it", "ita", "italiano", Script.LATIN),
    Language("es", "spa", "español", Script.LATIN),
    Language("pt", "por", "português", Script.LATIN),
    # South and East Asia
    Language("pa", "pan", "ਪੰਜਾਬੀ", Script.GURMUKHI),
    Language("hi", "hin", "हिन्दी", Script.DEVANAGARI),
    Language("ne", "npi", "नेपाली", Script.DEVANAGARI),
    Language("bn", "ben", "বাংলা", Script.BENGALI),
    Language("ta", "tam", "தமிழ்", Script.TAMIL),
    Language("si", "sin", "සිංහල", Script.SINHALA),
    Language("bo", "bod", "བོད་སྐད་", Script.TIBETAN),
    Language("zh", "zho", "中文", Script.CHINESE),
    Language("mn", "mon", "монгол", Script.CYRILLIC),
    Language("vi", "vie", "Tiếng Việt", Script.LATIN),
    Language("th", "tha", "ไทย", Script.THAI),
    Language("tl", "tgl", "Tagalog", Script.LATIN),
    Language("id", "ind", "Bahasa Indonesia", Script.LATIN),
    # Africa
    Language("rif", "rif", "Tarifiyt", Script.LATIN),
    Language("kab", "kab", "Taqbaylit", Script.LATIN),
    Language("ln", "lin", "lingála", Script.LATIN),
    Language("sw", "swa", "Kiswahili", Script.LATIN),
    Language("lua", "lua", "Tshiluba", Script.LATIN),
    Language("kg", "kon", "Kikongo", Script.LATIN),
    Language("rw", "kin", "Ikinyarwanda", Script.LATIN),
    Language("rn", "run", "Ikirundi", Script.LATIN),
    Language("ff", "ful", "Pular / Fulfulde", Script.LATIN),
    Language("wo", "wol", "Wolof", Script.LATIN),
    Language("bm", "bam", "bamanankan", Script.LATIN),
    Language("man", "man", "Mandinka / Maninka", Script.LATIN),
    Language("sus", "sus", "Sosoxui", Script.LATIN),
    Language("ha", "hau", "Hausa", Script.LATIN),
    Language("ig", "ibo", "Igbo", Script.LATIN),
    Language("yo", "yor", "Yorùbá", Script.LATIN),
    Language("ak", "aka", "Akan (Twi)", Script.LATIN),
    Language("mg", "mlg", "Malagasy", Script.LATIN),
    # Middle East
    Language("he", "heb", "עברית", Script.HEBREW),
)

LETTER_LANGUAGES = ("fr", "nl", "de")  # Laws on the use of languages, 18 July 1966, art. 41-42


@cache
def _index() -> dict[str, Language]:
    return {key: language for language in LANGUAGES for key in (language.iso639_3, language.code)}


def language(code: str) -> Language:
    """The language with this BCP 47 tag or ISO 639-3 code; KeyError for one we have no row for."""
    return _index()[code]


def choices() -> list[tuple[str, str]]:
    """Every language as (code, label), in the order of the labels."""
    return sorted(((row.code, row.label) for row in LANGUAGES), key=lambda pair: pair[1].casefold())


def with_template(*wanted: Template) -> tuple[Language, ...]:
    """The languages in which something of the kind must exist on paper."""
    return tuple(row for row in LANGUAGES if row.template in wanted)


# Which language a letter is in --------------------------------------------------------------------------------------


class Reason(TextChoices):
    """Why a letter is in its language; kept with the letter."""

    CHOSEN = "chosen", _("The person chose this language.")
    PREVIOUS = "previous", _("Earlier letters to this person were in this language.")
    DUTCH_AREA = "dutch_area", _("The person lives in the Dutch-language area.")
    FRENCH_AREA = "french_area", _("The person lives in the French-language area.")
    GERMAN_AREA = "german_area", _("The person lives in the German-language area.")
    DUTCH_FACILITIES = (
        "dutch_facilities",
        _("The municipality is Dutch-speaking with facilities: Dutch first, French each time it is asked for."),
    )
    FRENCH_FACILITIES = (
        "french_facilities",
        _("The municipality is French-speaking with facilities: French first, the other language when asked for."),
    )
    BRUSSELS = "brussels", _("In Brussels both French and Dutch are possible. Please ask the person.")
    UNKNOWN = "unknown", _("No Belgian address is known. Please ask the person.")


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The language of one letter, why, what else is possible, and whether the coach should ask first.

    `alternatives` are all languages the letter may be in, the chosen one first; with `ask` a coach who cannot reach
    the person does best to send the letter in each of them.
    """

    language: str
    reason: Reason
    alternatives: tuple[str, ...]
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What is presumed of an inhabitant. `lasting`: an earlier letter in another language settles the next one too."""

    languages: tuple[str, ...]
    reason: Reason
    ask: bool = False
    lasting: bool = True


# Language area and facilities -> what is presumed (Laws on the use of languages, art. 41: a central service answers in
# the language the person uses, and presumes the language of the area until it knows better).
RULES: dict[tuple[Area, str], Rule] = {
    (Area.DUTCH, ""): Rule(("nl",), Reason.DUTCH_AREA),
    (Area.FRENCH, ""): Rule(("fr",), Reason.FRENCH_AREA),
    (Area.GERMAN, "fr"): Rule(("de", "fr"), Reason.GERMAN_AREA),
    (Area.GERMAN, ""): Rule(("de",), Reason.GERMAN_AREA),
    (Area.DUTCH, "fr"): Rule(("nl", "fr"), Reason.DUTCH_FACILITIES, lasting=False),
    (Area.FRENCH, "nl"): Rule(("fr", "nl"), Reason.FRENCH_FACILITIES),
    (Area.FRENCH, "de"): Rule(("fr", "de"), Reason.FRENCH_FACILITIES),
    (Area.BILINGUAL, ""): Rule(("fr", "nl"), Reason.BRUSSELS, ask=True),
}
NO_ADDRESS = Rule(("fr", "nl", "de"), Reason.UNKNOWN, ask=True)


def letter_language(
    municipality: Municipality | None, chosen: str | None = None, previous: str | None = None
) -> LanguageChoice:
    """The language of a letter to someone who lives in `municipality` (None: no Belgian address is known).

    `chosen` is what the person asked for and wins when it is French, Dutch or German; any other language belongs on
    the facing page and changes nothing here. `previous` is the language of the last letter; it stands, except in a
    Dutch-speaking municipality with facilities, where French is asked for each time.
    """
    rule = RULES[municipality.area, municipality.facilities] if municipality else NO_ADDRESS
    if chosen in LETTER_LANGUAGES:
        return LanguageChoice(chosen, Reason.CHOSEN, _first(chosen, rule.languages))
    if previous in LETTER_LANGUAGES and (rule.lasting or previous == rule.languages[0]):
        return LanguageChoice(previous, Reason.PREVIOUS, _first(previous, rule.languages))
    ask = rule.ask or previous in rule.languages[1:]
    return LanguageChoice(rule.languages[0], rule.reason, rule.languages, ask)


def _first(language: str, others: Sequence[str]) -> tuple[str, ...]:
    return (language, *(other for other in others if other != language))
