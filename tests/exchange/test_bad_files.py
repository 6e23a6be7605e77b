"""Files that are broken or hostile: a clear error, nothing fetched, bounded memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.exchange.kit import package
from workflow import exchange
from workflow.errors import ExchangeError

XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="seeds/a.txt" source-language="en" target-language="ko">'
    "<body>{}</body></file></xliff>"
)
XLIFF2 = (
    '<xliff version="2.0" srcLang="en" trgLang="ko" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    '<file id="f" original="seeds/a.txt">{}</file></xliff>'
)
UNIT2 = '<unit id="{}"><segment><source>One.</source><target>{}</target></segment></unit>'
UNIT = '<trans-unit id="{}"><source>One.</source><target>{}</target></trans-unit>'


def refused(path: Path, data: bytes | str) -> ExchangeError:
    """The error with which a file of this content is refused."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ExchangeError) as caught:
        list(exchange.read(path))
    assert caught.value.hint
    assert caught.value.where.startswith(str(path))
    return caught.value


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_are_neither_expanded_nor_fetched(
    listener: tuple[str, list[str]], encoding: str, tmp_path: Path
) -> None:
    """A document type is refused in any encoding; no file and no address is read through it."""
    address, asked = listener
    secret = tmp_path / "secret"
    secret.write_text("secret")
    doctype = (
        f'<!DOCTYPE xliff SYSTEM "{address}/dtd" [<!ENTITY f SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY n SYSTEM "{address}/entity">]>'
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + doctype
    text += XLIFF.format(UNIT.format("a", "&f;&n;"))
    error = refused(tmp_path / "a.xlf", text.encode(encoding))
    assert "document type" in error.what or "well-formed" in error.what
    assert not asked


def test_a_hidden_document_type_expands_nothing(tmp_path: Path) -> None:
    """Behind a long comment it is not seen at first; its entities are still not expanded."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    hidden = f"<!-- <xliff {' ' * 100_000}--><!DOCTYPE xliff [{entities}]>"
    error = refused(tmp_path / "a.xlf", hidden + XLIFF.format(UNIT.format("a", "&a11;")))
    assert "document type" in error.what


def test_undeclared_entities_are_an_error(tmp_path: Path) -> None:
    """They are not read as nothing."""
    error = refused(tmp_path / "a.xlf", XLIFF.format(UNIT.format("a", "&nbsp;")))
    assert "well-formed" in error.what
    assert error.where.endswith(":1")


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("form", ["xliff", "xliff2", "xlsx"])
def test_cut_files_are_refused(form: str, cut: float, tmp_path: Path) -> None:
    """Half a file is none."""
    data = exchange.write(package(), form)
    refused(tmp_path / "file", data[: int(len(data) * cut)])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "is empty"),
        ("\ufeff \n", "is empty"),
        ("<html><body>Hi</body></html>", "none of our review sheets"),
        ('<html><script id="sheet">{"rows": 3}</script></html>', "none of our review sheets"),
        ('<html><script id="sheet">{"rows": [3]}</script></html>', "not a sentence of ours"),
        ("<?xml version='1.0'?><tmx version='1.4'/>", "neither XLIFF"),
        ("%PDF-1.7", "neither XLIFF"),
        ("source,translation\nOne.,하나.\n", "has no column id, status, seed, locale"),
        ("id,source,translation,status,seed,locale,source\n", "column source twice"),
        ('id,source,translation,status,seed,locale\na,"One.', "not CSV from here"),
        ('id,source,translation,status,seed,locale\na,"One."b,c\n', "not CSV from here"),
    ],
)
def test_files_that_are_something_else(content: str, what: str, tmp_path: Path) -> None:
    """What it is not, and how to mend it."""
    assert what in refused(tmp_path / "file", content).what


@pytest.mark.parametrize("name", ["a.xlf", "a.XLIFF", "a.po", "a.html", "a.xlsx"])
def test_what_is_none_of_its_kind_is_not_called_a_sheet(name: str, tmp_path: Path) -> None:
    """Nobody is asked for the columns of a damaged XLIFF file."""
    assert "neither XLIFF" in refused(tmp_path / name, "nothing of the kind, really").what


@pytest.mark.parametrize("encoding", ["cp949", "gb18030", "utf-16-le"])
def test_csv_in_another_encoding_is_refused(encoding: str, tmp_path: Path) -> None:
    """Excel's plain CSV replaces letters it lacks by question marks: it is never taken."""
    text = exchange.write(package(), "csv").decode("utf-8-sig").replace("\ufeff", "")
    error = refused(tmp_path / "a.csv", text.encode(encoding))
    assert "CSV UTF-8" in error.hint or "first line" in error.hint


def _archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(exchange.write(package(), "xlsx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    """300 kB that unpack to 300 MB are told by their directory."""
    error = refused(tmp_path / "a.xlsx", _archive({**_parts(), "xl/x.xml": bytes(300_000_000)}))
    assert "unpacks to 300 MB" in error.what


def test_a_zip_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    """So is one of a thousand parts."""
    many = {f"xl/{number}.xml": b"<a/>" for number in range(1000)}
    refused(tmp_path / "a.xlsx", _archive({**_parts(), **many}))


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_entities_in_a_workbook_are_refused(name: str, tmp_path: Path) -> None:
    """No part may have a document type."""
    parts = _parts()
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    start = parts[name].index(b"<", 5) if parts[name].startswith(b"<?xml") else 0
    parts[name] = parts[name][:start] + doctype + parts[name][start:]
    assert "document type" in refused(tmp_path / "a.xlsx", _archive(parts)).what


def test_entities_in_a_sheet_with_another_ending_are_refused(tmp_path: Path) -> None:
    """A workbook may name its parts as it likes: all of them are looked at."""
    parts = {name: data.replace(b"sheet1.xml", b"sheet1.bin") for name, data in _parts().items()}
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/worksheets/sheet1.bin"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet
    assert "document type" in refused(tmp_path / "a.xlsx", _archive(parts)).what


def test_other_archives_are_refused(tmp_path: Path) -> None:
    """A document of Word or LibreOffice, an archive of anything, a workbook with a broken part."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    open_document = _archive({"mimetype": kind}, zipfile.ZIP_STORED)
    assert "OpenDocument" in refused(tmp_path / "a.ods", open_document).what
    refused(tmp_path / "a.docx", _archive({"word/document.xml": b"<a/>"}))
    broken = {**_parts(), "xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}
    refused(tmp_path / "a.xlsx", _archive(broken))
    data = exchange.write(package(), "xlsx")
    start = data.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    refused(tmp_path / "a.xlsx", data[:start] + b"\xff" * 20 + data[start + 20 :])


def test_a_workbook_without_our_columns_is_refused(tmp_path: Path) -> None:
    """The sheet that was looked at is named."""
    import openpyxl

    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    error = refused(path, path.read_bytes())
    assert "sheet Sheet" in error.where
    assert "is no review sheet" in error.what


def test_too_many_sentences_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than read for hours."""
    monkeypatch.setattr(exchange, "MOST", 3)
    assert (
        "more than 3 sentences"
        in refused(tmp_path / "a.xlf", exchange.write(package(), "xliff")).what
    )


def test_a_file_of_half_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    """By its size alone."""
    path = tmp_path / "a.xlf"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(ExchangeError, match="too large"):
        list(exchange.read(path))


MEASURE = """
import resource, sys
from pathlib import Path
from workflow import exchange
count = sum(1 for row in exchange.read(Path(sys.argv[1])))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xliff", "xliff2", "csv"])
def test_memory_does_not_grow_with_the_file(form: str, tmp_path: Path) -> None:
    """50,000 sentences, 70 MB, are streamed: memory stays where it is for a thousand."""
    start, end = XLIFF.split("{}")
    second = XLIFF2.split("{}")
    head, row, tail = {
        "xliff": (start, UNIT, end),
        "xliff2": (second[0], UNIT2, second[1]),
        "csv": ("id,source,translation,status,seed,locale\n", "{},One.,{},draft,a,ko\n", ""),
    }[form]

    def measured(count: int) -> int:
        path = tmp_path / "file"
        with path.open("w") as file:
            file.write(head)
            file.writelines(row.format(n, "가나다 " * 130) for n in range(count))
            file.write(tail)
        command = [sys.executable, "-c", MEASURE, path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        read, memory = map(int, done.stdout.split())
        assert read == count
        return memory

    assert measured(50_000) < 1.3 * measured(1_000)
