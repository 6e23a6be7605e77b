"""Write and read glossaries: our CSV, TBX, DeepL's TSV, Google's CSV.

CSV and TBX hold everything a row says and come back as they went. DeepL and Google know only
pairs of words, so only names and their renderings are carried.

Sources: ISO 30042:2008 and 2019 (TBX: both ways to name its elements are read, the first is
written); DeepL API documentation, "Glossary formats"; Cloud Translation documentation, "Creating
and using glossaries", equivalent term sets.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary import sheets, table, term_forms
from workflow.glossary.row import QUOTING, Cells, Column, cells_of
from workflow.glossary.table import Table, as_text, bytes_of, records
from workflow.languages import language
from workflow.model import Term, say
from workflow.xml import XML_LANG, document, elements, local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMATS = ("csv", "tbx", "deepl", "google")
#: Formats by the ending of a file's name.
_ENDINGS = {".csv": "csv", ".tbx": "tbx", ".tsv": "deepl", ".txt": "deepl", ".xml": "tbx"}


def format_of(path: Path) -> str:
    """Return the format that a file's ending implies.

    Raises:
        GlossaryError: it tells none.
    """
    if form := _ENDINGS.get(path.suffix.lower()):
        return form
    known = ", ".join(_ENDINGS)
    hint = say("Let it end in one of {endings}, or name its --format.", endings=known)
    raise GlossaryError(path, say("its name tells no format"), hint)


def write(terms: Sequence[Term], form: str, source: str = "", target: str = "") -> bytes:
    """Write rows as a file in one of :data:`FORMATS`.

    Args:
        terms: the rows.
        form: ``csv``, ``tbx``, ``deepl`` or ``google``.
        source: BCP 47 tag of the names; needed for ``deepl`` only, which knows one pair.
        target: BCP 47 tag of their renderings.
    """
    if form == "csv":
        return table.to_csv(map(cells_of, terms)).encode("utf-8-sig")
    if form == "tbx":
        return _to_tbx(terms)
    if form == "deepl":
        return _to_deepl(terms, source, target).encode()
    return _to_google(terms).encode()


def read_file(path: Path, form: str, source: str = "", target: str = "") -> Table:
    """Read a file; see :func:`read` for the other arguments and errors.

    Raises:
        GlossaryError: the file cannot be read, or is larger than any glossary.
    """
    return read(bytes_of(path, str(path)), str(path), form, source, target)


def read(data: bytes, where: str, form: str, source: str = "", target: str = "") -> Table:
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
    if form == "tbx":
        return table.parse(table.to_csv(_from_tbx(data, where)), where)
    text = as_text(data, where)
    found = sheets.rows(text, where) if form != "google" else None
    own = found is None and form == "csv"
    table.require_utf8(text.partition("\n")[0] if own else text, where)
    if form == "deepl" and found is None and "\ufffd" in text:
        raise GlossaryError(where, say("is not UTF-8"), say("Save it as UTF-8."))
    if own:
        return table.parse(text, where)
    if found is None:
        deepl = form == "deepl"
        found = _from_deepl(text, where, source, target) if deepl else _from_google(text, where)
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


def _from_deepl(text: str, where: str, source: str, target: str) -> Iterator[Cells]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        name, tab, rendering = line.partition("\t")
        if not line.strip():
            continue
        if not tab:
            what = say("has no tab between a name and its rendering")
            raise GlossaryError(f"{where}:{number}", what, say("Is it of another format?"))
        if number == 1 and name != rendering and _is_of_languages(f"{name},{rendering}"):
            continue
        yield sheets.pair({language(source).column: name, language(target).column: rendering})


def _to_google(terms: Sequence[Term]) -> str:
    """Write an equivalent term set: a header of language codes, then a concept a line."""
    tags = list(dict.fromkeys(tag for term in terms for tag in term.forms))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(language(tag).gettext.replace("_", "-") for tag in tags)
    for term in terms:
        writer.writerow(term_forms.later(term, tag) for tag in tags)
    return out.getvalue()


def _is_of_languages(text: str) -> bool:
    """Tell whether a table has only columns for languages, such as ``en,ko``."""
    _, header, _ = next(records(text), (1, [], ""))
    columns = [Column.named(name.strip().casefold()) for name in header]
    return len(columns) > 1 and all(each.language and not each.part for each in columns)


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
            yield sheets.pair({**row, "note": row.pop("description", "")})


_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_PREFERRED, _ADMITTED, _DEPRECATED = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)
_BAD_STATUS = ("deprecated", "superseded")


def _to_tbx(terms: Iterable[Term]) -> bytes:
    """Return a TBX file of the 2008 edition."""
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX", XML_LANG: "en"})
    header = etree.SubElement(root, "martifHeader")
    description = etree.SubElement(header, "fileDesc")
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "Glossary"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        entry = etree.SubElement(body, "termEntry", {"id": safe(term.id)})
        cells = cells_of(term)
        for name in ("type", "match", "status", *term.extra):
            _typed(entry, "admin", f"x-{name}", cells[name])
        if term.note:
            etree.SubElement(entry, "note").text = safe(term.note)
        for tag, forms in term.forms.items():
            section = etree.SubElement(entry, "langSet", {XML_LANG: tag})
            _tig(section, forms.first, _PREFERRED, reading=forms.reading)
            _tig(section, forms.later, _PREFERRED, usage="later")
            for alias in forms.aliases:
                _tig(section, alias, _ADMITTED)
            for wrong in forms.forbidden:
                _tig(section, wrong, _DEPRECATED)
    return document(root, indented=True)


def _typed(parent: _Element, name: str, kind: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, name, {"type": safe(kind)}).text = safe(text)


def _tig(section: _Element, form: str, status: str, reading: str = "", usage: str = "") -> None:
    from lxml import etree

    if not form:
        return
    tig = etree.SubElement(section, "tig")
    etree.SubElement(tig, "term").text = safe(form)
    _typed(tig, "termNote", "administrativeStatus", status)
    if usage:
        _typed(tig, "termNote", "x-usage", usage)
    if reading:
        _typed(tig, "termNote", "pronunciation", reading)


def _from_tbx(data: bytes, where: str) -> Iterator[Cells]:
    """Return the rows of a TBX file of either edition.

    Raises:
        GlossaryError: it is not XML, declares entities, or holds no term.
    """
    number = 0
    for event, entry in elements(io.BytesIO(data), where, _ENTRIES, GlossaryError, doctype=True):
        if event == "end":
            number += 1
            yield _tbx_entry(entry, number)
    if not number:
        hint = say("Export it as TBX from the other tool.")
        raise GlossaryError(where, say("has no term entries"), hint)


def _tbx_entry(entry: _Element, number: int) -> Cells:
    cells = {"id": entry.get("id") or f"tbx-{number}"}
    sections: dict[str, list[_Element]] = {}
    for child in entry.iterchildren("*"):
        kind = child.get("type", "")
        if kind.startswith("x-"):
            cells[kind[2:]] = _text(child)
        elif local(child) == "note":
            cells["note"] = _text(child)
        elif local(child) in ("langSet", "langSec"):
            sections.setdefault(_tbx_column(child), []).append(child)
    for column, parts in sections.items():
        if column:
            cells |= _tbx_language(column, parts)
    return cells


def _tbx_column(section: _Element) -> str:
    """Return the glossary column for the language of a section."""
    try:
        return language(section.get(XML_LANG, "")).column
    except ConfigError:
        return ""


def _tbx_language(column: str, sections: Sequence[_Element]) -> Cells:
    """Return the cells of one language: the first term that is not deprecated is the main one."""
    cells: dict[str, list[str]] = {}
    for group in chain.from_iterable(section.iter() for section in sections):
        if local(group) not in ("tig", "ntig", "termSec"):
            continue
        notes = {one.get("type") or local(one): _text(one) for one in group.iter()}
        form = next((_text(one) for one in group.iter() if local(one) == "term"), "")
        form = form.replace("|", "/")
        status = notes.get("administrativeStatus") or notes.get("normativeAuthorization", "")
        part = "aliases" if "main" in cells else "main"
        if status.startswith(_BAD_STATUS):
            part = "forbidden"
        elif notes.get("x-usage") == "later":
            part = "later"
        if part != "aliases" or form not in cells["main"]:
            cells.setdefault(part, []).append(form)
        if notes.get("pronunciation"):
            cells["reading"] = [notes["pronunciation"]]
    columns = {part: f"{column}_{part}" for part in cells} | {"main": column}
    return {columns[part]: "|".join(values) for part, values in cells.items()}


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
