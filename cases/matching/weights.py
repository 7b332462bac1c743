"""How much each thing says, in points of 100 (weights.toml)."""

import tomllib
from pathlib import Path

TABLE: dict[str, dict[str, float]] = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
NAME, BORN, OTHER, STRENGTH = TABLE["name"], TABLE["born"], TABLE["other"], TABLE["strength"]
