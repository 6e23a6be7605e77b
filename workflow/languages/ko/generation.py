"""How translation models write Korean."""

from __future__ import annotations

import re

from workflow.languages.generation import Generation

GENERATION = Generation(
    longest=300,
    counted=re.compile("[년월일명세개배번살위회차초시분원].*"),
    bound=re.compile("간|당|행|발|산|계|시|주|군|측|씨"),
)
