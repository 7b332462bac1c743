"""What a worker spends on letters: memory that stays, and the comparison that `manage.py bench` prints."""

import os
import subprocess
import sys
import textwrap

import pytest

from icam.pdf import ROOT
from invitations.typesetting import bench, typeset
from tests.invitations.samples import FR

BUDGET = 12 * 2**20  # bytes that so many letters may leave behind, after the first ten


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_letters_leave_no_memory_behind(request: pytest.FixtureRequest) -> None:
    letters = 100 if "slow" in str(request.config.getoption("-m")) else 25
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


def test_the_comparison_counts_every_round_but_the_first() -> None:
    result = bench.compare(FR, rounds=2)
    assert result.ratio == result.shared.median / result.alone.median
    assert (result.shared.least <= result.shared.median, result.alone.least <= result.alone.median) == (True, True)
