"""Files from outside: received, told by content, scanned, kept.

What a file is, it says by its bytes. Its name and what a browser declares are not believed (docs/adr/0020).
"""
