"""Glossaries in and out: our CSV, TBX, DeepL's TSV, Google's CSV.

CSV and TBX hold everything a row says and come back as they went. DeepL and Google know only
pairs of words, so only names and their renderings are carried.

Sources: DeepL API documentation, "Glossary formats"; Cloud Translation documentation, "Creating
and using glossaries", equivalent term sets.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary import table, tbx, term_forms
from workflow.glossary.row import QUOTING, Cells, cells_of
from workflow.glossary.table import Table, as_text, bytes_of, records
from workflow.languages import language
from workflow.model import Term, say

FORMATS = ("csv", "tbx", "deepl", "google")


def write(terms: Sequence[Term], form: str, source: str = "en", target: str = "ko") -> bytes:
    """Write rows as a file in one of :data:`FORMATS`.

    Args:
        terms: the rows.
        form: ``csv``, ``tbx``, ``deepl`` or ``google``.
        source: BCP 47 tag of the names; used by ``deepl`` only, which knows one pair.
        target: BCP 47 tag of their renderings.
    """
    if form == "csv":
        return table.to_csv(map(cells_of, terms)).encode("utf-8-sig")
    if form == "tbx":
        return tbx.write(terms)
    if form == "deepl":
        return _to_deepl(terms, source, target).encode()
    return _to_google(terms).encode()


def read_file(path: Path, form: str, source: str = "en", target: str = "ko") -> Table:
    """Read a file; see :func:`read` for the other arguments and errors.

    Raises:
        GlossaryError: the file cannot be read, or is larger than any glossary.
    """
    return read(bytes_of(path, str(path)), str(path), form, source, target)


def read(data: bytes, where: str, form: str, source: str = "en", target: str = "ko") -> Table:
    """Read a file in one of :data:`FORMATS`, held to the rules of our own tables.

    Args:
        data: the file.
        where: its name, for messages.
        form: as for :func:`write`.
        source: BCP 47 tag of the first column of a ``deepl`` file.
        target: BCP 47 tag of its second column.

    Raises:
        GlossaryError: the file is not of that format.
    """
    if form == "csv":
        return table.parse(as_text(data, where), where)
    if form == "tbx":
        return table.parse(table.to_csv(tbx.read(data, where)), where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(where, say("is not UTF-8"), say("Save it as UTF-8.")) from error
    found = _from_deepl(text, source, target) if form == "deepl" else _from_google(text, where)
    return table.parse(table.to_csv(found), where)


def _to_deepl(terms: Iterable[Term], source: str, target: str) -> str:
    """Write a line a name: source, tab, rendering; each source once, as DeepL demands."""
    pairs: dict[str, str] = {}
    for term in terms:
        rendering = term_forms.later(term, target)
        own = term_forms.of(term, source)
        for name in dict.fromkeys((own.first, term_forms.bare(own.first), *own.aliases)):
            if name and rendering:
                pairs.setdefault(name, rendering)
    return "".join(f"{name}\t{rendering}\n" for name, rendering in pairs.items())


def _from_deepl(text: str, source: str, target: str) -> Iterator[Cells]:
    for line in filter(str.strip, text.replace("\r", "\n").split("\n")):
        name, _, rendering = line.partition("\t")
        yield _pair({language(source).column: name, language(target).column: rendering})


def _to_google(terms: Sequence[Term]) -> str:
    """Write an equivalent term set: a header of language codes, then a concept a line."""
    tags = list(dict.fromkeys(tag for term in terms for tag in term.forms))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(language(tag).gettext.replace("_", "-") for tag in tags)
    for term in terms:
        writer.writerow(term_forms.later(term, tag) for tag in tags)
    return out.getvalue()


def _from_google(text: str, where: str) -> Iterator[Cells]:
    lines = records(text)
    _, header, _ = next(lines, (1, [], ""))
    try:
        columns = [code if code in ("pos", "description") else language(code).column
                   for code in header]  # fmt: skip
    except ConfigError as error:
        hint = say(
            "The first line of an equivalent term set names languages: {tags}.", tags="en,ko,zh-CN"
        )
        raise GlossaryError(
            f"{where}:1", say("{where}: {what}", where=error.where, what=error.what), hint
        ) from error
    for line, cells, fault in lines:
        if fault:
            raise GlossaryError(f"{where}:{line}", fault, QUOTING)
        row = dict(zip(columns, cells, strict=False))
        row.pop("pos", "")
        if any(row.values()):
            yield _pair({**row, "note": row.pop("description", "")})


def _pair(cells: Mapping[str, str]) -> Cells:
    """Make a row for review; its id follows from its cells, so no import adds it twice."""
    digest = hashlib.sha256("\t".join(cells.values()).encode()).hexdigest()[:8]
    clean = {name: re.sub(r"\s*\|\s*", "/", cell) for name, cell in cells.items()}
    return {"id": f"i-{digest}", "status": "review", **clean}
