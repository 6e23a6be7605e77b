"""Write and read a review sheet as an HTML file, which works offline and keeps what is typed.

All sentences stand in it as JSON; the page shows them for reading and editing and, on saving, hands
out a copy of itself with the JSON as it is then. It may run no script and load nothing but what it
came with (Content Security Policy Level 3, hashes).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.errors import ExchangeError
from workflow.exchange import sheet_table
from workflow.exchange.review_package import ReturnedSentence, ReviewPackage
from workflow.languages import language
from workflow.model import say
from workflow.xml import crowded

if TYPE_CHECKING:
    from jinja2 import Template

#: The element that holds the sentences.
_DATA = "sheet"
_LARGEST = 64_000_000
_HINT = say("Save it with its own Save button, or export a new sheet.")
_OTHER = say("is none of our review sheets")


def write(package: ReviewPackage) -> bytes:
    """Write the package as a page."""
    style, script = _asset("sheet.css"), _asset("sheet.js")
    page = _template().render(
        package=package,
        source=language(package.source),
        target=language(package.target),
        states=sheet_table.STATES,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        data=_data(package),
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(_asset("sheet.html.jinja"))


@cache
def _asset(name: str) -> str:
    return resources.files("workflow.exchange").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(package: ReviewPackage) -> str:
    """Return the sentences as JSON that cannot end the element it stands in."""
    rows = [
        dict(zip(sheet_table.COLUMNS, cells, strict=True)) for cells in sheet_table.cells(package)
    ]
    name = hashlib.sha256("".join(row["id"] for row in rows).encode()).hexdigest()[:16]
    written = json.dumps({"version": 1, "name": name, "rows": rows}, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        written = written.replace(char, f"\\u{ord(char):04x}")
    return written


def read(path: Path, where: str) -> Iterator[ReturnedSentence]:
    """Yield the sentences of a page as it was saved.

    Raises:
        ExchangeError: it is none of our pages.
    """
    places = {name: at for at, name in enumerate(sheet_table.COLUMNS)}
    for number, values in enumerate(_saved(path, where), 1):
        place = f"{where}, sentence {number}"
        if not isinstance(values, dict):
            raise ExchangeError(place, say("is not a sentence of ours"), _HINT)
        cells = [str(values.get(name) or "") for name in sheet_table.COLUMNS]
        yield sheet_table.row(cells, places, place)


def _saved(path: Path, where: str) -> list[Any]:
    from lxml import etree, html

    if path.stat().st_size > _LARGEST:
        raise ExchangeError(where, say("is larger than any of our pages"), _HINT)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    page = path.read_bytes()
    if crowded(page.decode("utf-8", "replace")):
        raise ExchangeError(where, _OTHER, _HINT)
    try:
        root = html.fromstring(page, parser=parser)
        data = json.loads(
            "".join(element.text or "" for element in root.iterfind(f".//script[@id='{_DATA}']"))
        )
    except (etree.ParserError, ValueError, RecursionError) as error:
        raise ExchangeError(where, _OTHER, _HINT) from error
    rows = data.get("rows") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise ExchangeError(where, _OTHER, _HINT)
    return rows
