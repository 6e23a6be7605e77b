"""Write an article's sentences in Latin letters (pinyin …), which pages show on demand.

It is a script of data beside the article, loaded when a reader asks for it: from the disk, too, and
no page is larger for it.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from workflow.languages import pack
from workflow.site import links
from workflow.site.body.content import Content
from workflow.site.summary import Summary


def readings(content: Content, summary: Summary) -> tuple[str, bytes]:
    """Return path and content of an article's readings; empty where no language has any.

    For each language: the letters that are read, and by sentence their readings, one for each.
    """
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for part in content.parts():
        for unit in part.units:
            for cell in unit.cells.values():
                letters = pack(cell.language).read_letters
                if letters and (said := " ".join(pack(cell.language).syllables(cell.text))):
                    known = found.setdefault(cell.language, (letters, {}))
                    known[1][unit.key] = said
    if not found:
        return "", b""
    data = f"readings({json.dumps(found, ensure_ascii=False, separators=(',', ':'))});\n".encode(
        errors="replace"
    )
    digest = hashlib.sha256(data).hexdigest()[:10]
    return f"{links.edition(summary.source, summary.slug)}read.{digest}.js", data


@lru_cache(maxsize=4096)
def reading(form: str, language: str) -> str:
    """Return the reading of a term in Latin letters; empty where it is unknown or not needed."""
    said = pack(language).syllables(form)
    return " ".join(said).strip() if all(said) else ""
