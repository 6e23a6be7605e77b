"""Glossaries in and out: our CSV, TBX, DeepL's TSV, Google's CSV.

CSV and TBX hold everything a row says and come back as they went. DeepL and Google know only
pairs of words, so only names and their renderings are carried.

Sources: ISO 30042:2008 and 2019 (TBX; both spellings of the elements are read, the first is
written); DeepL API documentation, "Glossary formats"; Cloud Translation documentation, "Creating
and using glossaries", equivalent term sets.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary import names, table
from workflow.glossary.columns import Column
from workflow.glossary.table import Table
from workflow.languages import language, normalize
from workflow.model import Term

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMATS = ("csv", "tbx", "deepl", "google")
#: Rows as a table has them: cells by column.
Row = dict[str, str]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)
_BAD_STATUS = ("deprecated", "superseded")


def write(terms: Sequence[Term], form: str, source: str = "en", target: str = "ko") -> bytes:
    """A file in one of :data:`FORMATS`.

    Args:
        terms: the rows.
        form: ``csv``, ``tbx``, ``deepl`` or ``google``.
        source: BCP 47 tag of the names; used by ``deepl`` only, which knows one pair.
        target: BCP 47 tag of their renderings.
    """
    if form == "csv":
        return to_csv(rows(terms)).encode("utf-8-sig")
    if form == "tbx":
        return _to_tbx(terms)
    if form == "deepl":
        return _to_deepl(terms, source, target).encode()
    return _to_google(terms).encode()


def read(data: bytes, where: str, form: str, source: str = "en", target: str = "ko") -> Table:
    """The rows of a file in one of :data:`FORMATS`, held to the rules of our own tables.

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
        return table.parse(to_csv(list(_from_tbx(data, where))), where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(where, "is not UTF-8", "Save it as UTF-8.") from error
    if form == "csv":
        return table.parse(text, where)
    found = _from_deepl(text, source, target) if form == "deepl" else _from_google(text, where)
    return table.parse(to_csv(list(found)), where)


def rows(terms: Iterable[Term]) -> list[Row]:
    """Terms as rows of our own table."""
    return [_row(term) for term in terms]


def _row(term: Term) -> Row:
    row = {"id": term.id, "type": term.type.value}
    for tag, forms in term.forms.items():
        column = language(tag).column
        row[column] = forms.first
        row[f"{column}_later"] = forms.later
        row[f"{column}_aliases"] = "|".join(forms.aliases)
        row[f"{column}_reading"] = forms.reading
        row[f"{column}_forbidden"] = "|".join(forms.forbidden)
    row["match"] = "case" if term.match_case else "nocase"
    row["status"] = "approved" if term.approved else "review"
    return {**row, "note": term.note, **term.extra}


def to_csv(found: Sequence[Row]) -> str:
    """Rows as CSV text: id and type, languages, match, status, note, then other columns.

    Columns without any cell are left out, except those that every table has.
    """
    always = ("id", "type", "match", "status", "note")
    filled = dict.fromkeys(name for row in found for name, cell in row.items() if cell)
    middle = [name for name in filled if name not in always and _is_language(name)]
    others = [name for name in filled if name not in always and not _is_language(name)]
    bases = [name for name in middle if not Column.named(name).part]
    ordered = [part for base in bases for part in middle if part.split("_")[0] == base]
    out = io.StringIO()
    columns = ["id", "type", *(ordered or ["en"]), "match", "status", "note", *others]
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def _is_language(name: str) -> bool:
    return bool(Column.named(name).language)


def _to_tbx(terms: Iterable[Term]) -> bytes:
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX", _XML_LANG: "en"})
    header = etree.SubElement(root, "martifHeader")
    description = etree.SubElement(header, "fileDesc")
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "Glossary"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        entry = etree.SubElement(body, "termEntry", {"id": term.id})
        row = _row(term)
        for name in ("type", "match", "status", *term.extra):
            _typed(entry, "admin", f"x-{name}", row[name])
        if term.note:
            etree.SubElement(entry, "note").text = term.note
        for tag, forms in term.forms.items():
            section = etree.SubElement(entry, "langSet", {_XML_LANG: tag})
            _tig(section, forms.first, _PREFERRED, reading=forms.reading)
            _tig(section, forms.later, _PREFERRED, usage="later")
            for alias in forms.aliases:
                _tig(section, alias, _ADMITTED)
            for wrong in forms.forbidden:
                _tig(section, wrong, _DEPRECATED)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _typed(parent: _Element, name: str, kind: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, name, {"type": kind}).text = text


def _tig(section: _Element, form: str, status: str, reading: str = "", usage: str = "") -> None:
    from lxml import etree

    if not form:
        return
    tig = etree.SubElement(section, "tig")
    etree.SubElement(tig, "term").text = form
    _typed(tig, "termNote", "administrativeStatus", status)
    if usage:
        _typed(tig, "termNote", "x-usage", usage)
    if reading:
        _typed(tig, "termNote", "pronunciation", reading)


def _from_tbx(data: bytes, where: str) -> Iterator[Row]:
    """Rows from TBX of either edition. Files are untrusted: entities are never resolved."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError(where, f"is not XML ({error.msg})") from error
    entries = [one for one in root.iter() if _local(one) in ("termEntry", "conceptEntry")]
    if not entries:
        raise GlossaryError(where, "has no term entries", "Export it as TBX from the other tool.")
    for number, entry in enumerate(entries, 1):
        row = {"id": entry.get("id") or f"tbx-{number}"}
        for child in entry:
            kind = child.get("type", "")
            if kind.startswith("x-"):
                row[kind[2:]] = _text(child)
            elif _local(child) == "note":
                row["note"] = _text(child)
            elif _local(child) in ("langSet", "langSec"):
                row |= _from_language(child)
        yield row


def _from_language(section: _Element) -> Row:
    """The cells of one language: the first term that is not deprecated is the main one."""
    try:
        column = language(section.get(_XML_LANG, "")).column
    except ConfigError:
        return {}
    cells: dict[str, list[str]] = {}
    for group in section.iter():
        if _local(group) not in ("tig", "ntig", "termSec"):
            continue
        notes = {one.get("type", ""): _text(one) for one in group.iter() if one.get("type")}
        form = next((_text(one) for one in group.iter() if _local(one) == "term"), "")
        status = notes.get("administrativeStatus", "")
        part = "aliases" if "main" in cells else "main"
        if status.startswith(_BAD_STATUS):
            part = "forbidden"
        elif notes.get("x-usage") == "later":
            part = "later"
        cells.setdefault(part, []).append(form.replace("|", "/"))
        if notes.get("pronunciation"):
            cells["reading"] = [notes["pronunciation"]]
    columns = {part: f"{column}_{part}" for part in cells} | {"main": column}
    return {columns[part]: "|".join(values) for part, values in cells.items()}


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _to_deepl(terms: Iterable[Term], source: str, target: str) -> str:
    """One line a name: source, tab, rendering; each source once, as DeepL demands."""
    pairs: dict[str, str] = {}
    for term in terms:
        rendering = names.later(term, target)
        own = names.forms(term, source)
        for name in dict.fromkeys((own.first, names.bare(own.first), *own.aliases)):
            if name and rendering:
                pairs.setdefault(name, rendering)
    return "".join(f"{name}\t{rendering}\n" for name, rendering in pairs.items())


def _from_deepl(text: str, source: str, target: str) -> Iterator[Row]:
    for line in filter(str.strip, text.splitlines()):
        name, _, rendering = line.partition("\t")
        yield _pair({language(source).column: name, language(target).column: rendering})


def _to_google(terms: Sequence[Term]) -> str:
    """An equivalent term set: a header of language codes, one concept a line."""
    tags = list(dict.fromkeys(tag for term in terms for tag in term.forms))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(language(tag).gettext.replace("_", "-") for tag in tags)
    for term in terms:
        writer.writerow(names.later(term, tag) for tag in tags)
    return out.getvalue()


def _from_google(text: str, where: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text))
    header = next(lines, [])
    try:
        columns = [code if code in ("pos", "description") else language(normalize(code)).column
                   for code in header]  # fmt: skip
    except ConfigError as error:
        hint = "The first line of an equivalent term set names languages: en,ko,zh-CN."
        raise GlossaryError(f"{where}:1", error.args[0], hint) from error
    for cells in lines:
        row = dict(zip(columns, cells, strict=False))
        row.pop("pos", "")
        if any(row.values()):
            yield _pair({**row, "note": row.pop("description", "")})


def _pair(cells: Mapping[str, str]) -> Row:
    """A row for review; its id follows from what it says, so that importing twice adds nothing."""
    digest = hashlib.sha256("\t".join(cells.values()).encode()).hexdigest()[:8]
    clean = {name: re.sub(r"\s*\|\s*", "/", cell) for name, cell in cells.items()}
    return {"id": f"i-{digest}", "status": "review", **clean}
