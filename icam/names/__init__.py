"""Names of persons as they are written, in every script, and the keys by which two writings of one name meet.

Pure: text in, plain values out; nothing here reads a file after import, a database or a setting, and nothing raises.
"""

from icam.names.keys import TokenKeys, keys_of, keys_of_token

__all__ = ["TokenKeys", "keys_of", "keys_of_token"]
