"""How translation models write Chinese."""

from __future__ import annotations

import re

from workflow.languages.generation import Generation

GENERATION = Generation(
    longest=200,
    dense=True,
    counters=frozenset("年月日号％%"),
    counted=re.compile("[年月日号岁％%][的代前后间底末初]?"),
    joiner="·",
)
