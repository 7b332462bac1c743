"""How the launcher says that something is missing."""


class Trouble(Exception):
    """One sentence saying what is missing, and the command that mends it; shown as they are, without a traceback."""

    def __init__(self, sentence: str, mend: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.sentence}\n  {self.mend}" if self.mend else self.sentence


def say(line: str = "") -> None:
    """Print at once, also into a pipe, so that a log follows what happens."""
    print(line, flush=True)
