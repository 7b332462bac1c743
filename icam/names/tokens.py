"""A name cut into words: compatibility forms folded, invisible signs dropped, accents off, hyphens cut, apostrophes closed."""

import re
import unicodedata

LONGEST_NAME, MOST_TOKENS, LONGEST_TOKEN = 300, 24, 40
APOSTROPHES = re.compile("['’‘ʼʻ`´ʿʾ′＇׳״]")
WORDS = re.compile(r"[^\W\d_]+(?:[^\W\d_]|\d)*")


def clean(name: str) -> str:
    """`name` in NFKC without signs that are not seen: bidi controls, zero width joiners, soft hyphens, tatweel."""
    folded = unicodedata.normalize("NFKC", name[: 4 * LONGEST_NAME])[:LONGEST_NAME]
    return "".join(
        sign for sign in folded if (unicodedata.category(sign) not in {"Cf", "Cc"} and sign != "ـ") or sign in "\t\n"
    )


def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, accents kept (they say how a letter sounds); at most MOST_TOKENS."""
    text = APOSTROPHES.sub("", clean(name)).casefold()
    text = unicodedata.normalize("NFC", text)
    return tuple(word[:LONGEST_TOKEN] for word in WORDS.findall(_keep_marks(text)))[:MOST_TOKENS]


def _keep_marks(text: str) -> str:
    return text


def unaccented(token: str) -> str:
    """`token` without the accents of Latin, Greek and Cyrillic letters and the vowel signs of Arabic and Hebrew."""
    apart = unicodedata.normalize("NFD", token)
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn").replace("ı", "i")
