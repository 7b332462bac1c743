"""Names of persons as they are written, in every script, and the keys by which two writings of one name meet.

Pure: text in, plain values out; nothing here reads a file after import, a database or a setting, and nothing raises.
"""

from icam.names.keys import TokenKeys, keys_of
from icam.names.likeness import likeness
from icam.names.words import Word, words_of

__all__ = ["TokenKeys", "Word", "keys_of", "likeness", "words_of"]
