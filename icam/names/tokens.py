"""A name cut into words.

Compatibility forms are folded, signs that are not seen dropped, hyphens cut and apostrophes closed.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST_NAME, MOST_TOKENS, LONGEST_TOKEN = 300, 24, 40
CLOSED_UP = frozenset("'’‘ʼʻ`´ʿʾ′ʹʺ\"״׳ـ")  # apostrophes of every kind, and the line that stretches Arabic words
UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}")
HANGUL = re.compile(r"[\uac00-\ud7a3]{2,4}")
DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "诸葛",
        "上官",
        "司徒",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "慕容",
        "歐陽",
        "司馬",
        "諸葛",
        "남궁",
        "황보",
        "선우",
        "제갈",
    ]
)
# Vowel points and accents; not the vowel signs of Indic scripts, which are letters
MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]"
)
SILENT_CARRIER = re.compile("^ئ(?=.)")  # bears the first vowel of Kurdish and Uyghur words
SAME_LETTER = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "ǥ": "g", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "e",
    "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɲ": "n", "ɛ": "e", "ɔ": "o",
    "ک": "ك", "ی": "ي", "ى": "ي", "ٱ": "ا", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ۃ": "ة", "ے": "ي",
})  # fmt: skip


def clean(name: str) -> str:
    """`name` in NFKC without signs that are not seen: bidi controls, zero width joiners, soft hyphens."""
    folded = unicodedata.normalize("NFKC", name[: 2 * LONGEST_NAME])[:LONGEST_NAME]
    return "".join(sign if sign.isspace() or unicodedata.category(sign) not in UNSEEN else "" for sign in folded)


@lru_cache(maxsize=16384)
def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, accents kept (they say how a letter sounds); at most MOST_TOKENS.

    Names written without spaces in Chinese or Korean are cut behind the family name.
    """
    text = unicodedata.normalize("NFC", clean(name).casefold().replace("i̇", "i"))
    signs = (_sign(sign) for sign in text)
    words = "".join(signs).split()
    if len(words) == 1 and (HAN.fullmatch(words[0]) or HANGUL.fullmatch(words[0])):
        cut = 2 if words[0][:2] in DOUBLE_SURNAMES and len(words[0]) > 2 else 1
        words = [words[0][:cut], words[0][cut:]]
    return tuple(word[:LONGEST_TOKEN] for word in words if unaccented(word[:LONGEST_TOKEN]))[:MOST_TOKENS]


def _sign(sign: str) -> str:
    """Letters and their marks stay; apostrophes close up; everything else parts words."""
    if sign in CLOSED_UP:
        return ""
    return sign if unicodedata.category(sign)[0] in "LM" else " "


@lru_cache(maxsize=65536)
def unaccented(token: str) -> str:
    """`token` without accents and vowel points, and with one letter for those that are written in several ways."""
    apart = MARKS.sub("", unicodedata.normalize("NFD", SILENT_CARRIER.sub("", token)))
    return unicodedata.normalize("NFC", apart).translate(SAME_LETTER)
