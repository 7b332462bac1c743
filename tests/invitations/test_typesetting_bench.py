"""What a worker spends on letters: memory that stays, and the comparison that `manage.py bench` prints."""

import os
import subprocess
import sys
import textwrap

import pytest

from icam.pdf import ROOT
from invitations.typesetting import bench, typeset
from tests.invitations.samples import FR

BUDGET = 6 * 2**20  # bytes that so many letters may leave behind, after the first ten


@pytest.mark.parametrize("letters", [25, pytest.param(100, marks=pytest.mark.slow)])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_letters_leave_no_memory_behind(letters: int) -> None:
    script = textwrap.dedent(f"""
        from dataclasses import replace
        from django.conf import settings
        settings.configure(USE_I18N=False)
        from invitations.typesetting import typeset
        from invitations.typesetting.bench import resident
        from tests.invitations.samples import SAMPLES
        samples = list(SAMPLES.values())
        def make(numbers):
            for n in numbers:
                typeset(replace(samples[n % 4], letter_reference=f"L-{{n:04d}}-29TX", coach=f"C. Modèle {{n}}"))
        make(range(10))
        before = resident()
        make(range(10, {10 + letters}))
        print(resident() - before)
    """)
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT.parents[1], env={**os.environ}, capture_output=True, check=True
    )
    assert int(ran.stdout) < BUDGET


def test_both_ways_of_the_comparison_make_the_same_letter() -> None:
    assert bench.typeset_alone(FR) == typeset(FR).pdf


def test_a_comparison_takes_the_middle_of_its_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0, 9, 9, 18, *[10, 11, 20, 22], *[30, 33, 40, 44], *[50, 52, 60, 68]])
    monkeypatch.setattr(bench.time, "process_time", lambda: next(seconds))
    monkeypatch.setattr(bench, "typeset", lambda words: None)
    monkeypatch.setattr(bench, "typeset_alone", lambda words: None)
    result = bench.compare(FR, rounds=3)
    assert result == bench.Comparison(bench.Cost(2000, 1000), bench.Cost(4000, 2000), 0.5)
