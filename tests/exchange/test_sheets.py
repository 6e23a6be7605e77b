"""Review sheets as CSV, XLSX and HTML: safe to open, easy to fill in, hard to break."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.exchange.kit import back, package, texts
from tests.site.conftest import browser as browser  # noqa: PLC0414
from workflow import exchange
from workflow.errors import ExchangeError
from workflow.exchange import OutgoingSentence
from workflow.exchange.csv_sheet import inert, plain
from workflow.exchange.sheet_table import COLUMNS
from workflow.model import Entry, State

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''+1", "'tis"]


@given(texts())
def test_escaping_formulas_is_undone(text: str) -> None:
    """Whatever a cell holds, it is inert in a spreadsheet and the same when it comes back."""
    assert plain(inert(text)) == text
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", inert(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_formulas_are_inert_in_csv(text: str) -> None:
    """No cell of the file begins like a formula."""
    assert plain(inert(text)) == text
    assert inert(text)[0] == "'"


def test_csv_opens_in_excel() -> None:
    """A byte order mark says UTF-8; the columns are those of the documentation."""
    data = exchange.write(package(), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[2][1] == "'=1+1 is two."


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\r\n", "\n").encode("utf-8-sig"),
    ],
    ids=["utf-8", "utf-16", "lf"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_spreadsheet_programs_save_it(
    saved: Callable[[str], bytes], separator: str, tmp_path: Path
) -> None:
    """Other separators, line ends and Unicode encodings come back the same."""
    rows = csv.reader(io.StringIO(exchange.write(package(), "csv").decode("utf-8-sig")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    path = tmp_path / "sheet.csv"
    path.write_bytes(saved(out.getvalue()))
    assert [row.unchanged for row in exchange.read(path)] == [True] * 4


@pytest.mark.parametrize(
    "shown",
    ["#NAME?", "#DIV/0!", "#N/A", "#WERT!", "#¡VALOR!", "#Н/Д", "#NV", "########", "Err:508"],
)
def test_an_error_of_the_program_is_no_translation(tmp_path: Path, shown: str) -> None:
    """Nor is it approved; where the sentence itself has such a mark, it is text."""
    path = tmp_path / "talks.ko.csv"
    sources = (("It rose.", "holds the error"), ("#JACKPOT! it said.", ""), (f"See {shown}", ""))
    for source, problem in sources:
        unit = OutgoingSentence("k1", Entry(source, shown, State.REVIEWED))
        path.write_bytes(exchange.write(package(unit), "csv"))
        (row,) = exchange.read(path)
        assert problem in row.problem
        assert bool(problem) == bool(row.problem)


def test_columns_may_be_moved_and_added(tmp_path: Path) -> None:
    """Columns are found by name."""
    rows = csv.reader(io.StringIO(exchange.write(package(), "csv").decode("utf-8-sig")))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(["mine", *reversed(row)] for row in rows)
    path = tmp_path / "sheet.csv"
    path.write_text(out.getvalue().replace("translation", " Translation "))
    assert [row.unchanged for row in exchange.read(path)] == [True] * 4


def test_sheets_may_be_put_under_each_other(tmp_path: Path) -> None:
    """The first line of the second one is no sentence."""
    path = tmp_path / "a.csv"
    whole = exchange.write(package(), "csv")
    path.write_bytes(whole + whole.removeprefix(b"\xef\xbb\xbf"))
    assert [row.unchanged for row in exchange.read(path)] == [True] * 8


def book(path: Path) -> Any:
    path.write_bytes(exchange.write(package(), "xlsx"))
    return openpyxl.load_workbook(path)


def test_workbook_sheets_may_be_put_under_each_other(tmp_path: Path) -> None:
    """Rows pasted with their first line, and empty ones between, are read like those of CSV."""
    path = tmp_path / "a.xlsx"
    whole = book(path)
    rows = list(whole["ko"].values)
    for row in ([], [""] * 3, *rows):
        whole["ko"].append(row)
    whole.save(path)
    assert [row.unchanged for row in exchange.read(path)] == [True] * 8


def test_xlsx_is_a_sheet_for_people(tmp_path: Path) -> None:
    """A frozen head, a list of states to choose from, and text that is never a formula."""
    sheet = book(tmp_path / "sheet.xlsx")["ko"]
    assert sheet.freeze_panes == "A2"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"reviewed,draft,stale,empty"'
    assert str(choice.sqref) == "D2:D5"
    assert sheet["B3"].value == "=1+1 is two."
    assert sheet["B3"].data_type == "s"
    assert sheet["C3"].alignment.wrap_text


def test_xlsx_filled_in(tmp_path: Path) -> None:
    """What an editor types in Excel comes back; numbers become text."""
    path = tmp_path / "sheet.xlsx"
    filled = book(path)
    sheet = filled["ko"]
    sheet["C3"], sheet["D3"], sheet["E3"] = "둘이다.", "reviewed", "Kim"
    sheet["C5"], sheet["F5"] = 2021, "really?"
    filled.create_sheet("Mine").append(["notes"])
    filled.save(path)
    rows = list(exchange.read(path))
    assert (rows[1].text, rows[1].approved, rows[1].reviewer) == ("둘이다.", True, "Kim")
    assert (rows[3].text, rows[3].comments) == ("2021", ("really?",))
    assert rows[0].unchanged


@pytest.mark.parametrize(
    ("value", "what"),
    [("=1+1", "holds a formula"), (1.5, "holds a float"), (True, "holds a bool"),
     ("#REF!", "holds the error #REF!")],
)  # fmt: skip
def test_cells_that_are_no_text_are_reported_with_their_place(
    value: object, what: str, tmp_path: Path
) -> None:
    """A formula, a date, an error: sheet, row and column are named, the other rows are taken."""
    path = tmp_path / "sheet.xlsx"
    filled = book(path)
    filled["ko"]["C4"] = value
    filled.save(path)
    rows = list(exchange.read(path))
    assert [bool(row.problem) for row in rows] == [False, False, True, False]
    assert what in rows[2].problem
    assert "translation" in rows[2].problem
    assert rows[2].where.endswith("sheet ko, row 4")


def test_a_page_is_one_file_that_loads_nothing() -> None:
    """No address, no other file, and a policy that lets nothing else run."""
    page = unescape(exchange.write(package(), "html").decode())
    assert not re.search(r"(src|href|action)=", page)
    assert "default-src 'none'" in page
    assert "unsafe-inline" not in page


def test_a_page_shows_what_there_is_to_know() -> None:
    """Findings, terms and comments are seen at once; where a sentence stands, when asked for."""
    place = "block 1, sentence 1: paragraph"
    entry = Entry("It rose 4 %.", "3% 올랐다.", State.DRAFT)
    for notes, shown in (((place,), False), ((place, "number: 4 is missing"), True)):
        page = exchange.write(package(OutgoingSentence("k1", entry, notes=notes)), "html").decode()
        assert ("<details open>" in page) is shown


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The review sheet in a browser, from the disk; a fault in its script fails the test."""
    path = tmp_path / "talks.ko.html"
    path.write_bytes(exchange.write(package(), "html"))
    opened = browser.new_context(accept_downloads=True).new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    opened.goto(path.as_uri())
    yield opened
    opened.context.close()
    assert not faults


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click("#save")
    path = folder / "saved.html"
    download.value.save_as(path)
    assert download.value.suggested_filename == "talks.ko.html"
    return path


def test_editing_in_a_browser(page: Page, tmp_path: Path) -> None:
    """Typed, approved, commented, saved: the file has it, and can be opened and saved again."""
    item = page.locator("main > ol > li").nth(1)
    item.locator("textarea").fill("둘 <g1>이다.")
    assert "Keep these marks: none" in item.locator(".warning").inner_text()
    item.locator("textarea").fill("\n</script>둘이다.")
    item.locator("[name=comment]").fill("<b>ok</b>")
    item.locator("textarea").press("Control+Enter")
    assert item.get_attribute("data-status") == "reviewed"
    assert "2 of 4 reviewed · not saved" in page.locator("#count").inner_text()
    path = saved(page, tmp_path)
    page.goto(path.as_uri())
    assert page.locator("main > ol > li").nth(1).locator("select").input_value() == "reviewed"
    page.locator("main > ol > li").nth(3).locator("textarea").fill("없다.")
    rows = list(exchange.read(saved_again(page, tmp_path)))
    assert (rows[1].text, rows[1].approved) == ("\n</script>둘이다.", True)
    assert rows[1].comments == ("<b>ok</b>",)
    assert (rows[3].text, rows[3].approved) == ("없다.", False)
    assert rows[0].unchanged
    assert rows[2].unchanged


def saved_again(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    path = folder / "again.html"
    download.value.save_as(path)
    return path


def test_work_is_still_there_after_a_crash(page: Page) -> None:
    """What was typed and not saved is restored when the page is opened again."""
    page.locator("textarea").nth(3).fill("아무도.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("textarea").nth(3).input_value() == "아무도."
    assert "not saved" in page.locator("#count").inner_text()


def test_work_is_still_there_without_a_storage(page: Page) -> None:
    """Chromium may show a page from the disk that is loaded again an empty storage."""
    page.locator("textarea").nth(3).fill("아무도.")
    page.evaluate("localStorage.clear()")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("textarea").nth(3).input_value() == "아무도."


def test_a_newer_sheet_is_not_covered_by_an_older_ones_work(page: Page, tmp_path: Path) -> None:
    """What was typed into yesterday's sheet of an article stays with that sheet."""
    page.locator("textarea").nth(3).fill("아무도.")
    path = tmp_path / "talks.ko.html"
    path.write_bytes(path.read_bytes().replace(b'"status": "draft"', b'"status": "stale"'))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(path.as_uri())
    assert page.locator("textarea").nth(3).input_value() != "아무도."


def test_saving_into_nowhere_loses_nothing(page: Page, tmp_path: Path) -> None:
    """A page cannot know whether the browser's question for a place was answered by Cancel."""
    page.locator("textarea").nth(3).fill("아무도.")
    saved(page, tmp_path)
    page.goto((tmp_path / "talks.ko.html").as_uri())
    assert page.locator("textarea").nth(3).input_value() == "아무도."
    assert "not saved" not in page.locator("#count").inner_text()


def test_the_sheet_fits_a_phone(page: Page) -> None:
    """It scrolls no way but down, and Korean breaks between words."""
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    breaks = "each => getComputedStyle(each).wordBreak"
    assert page.locator("textarea").first.evaluate(breaks) == "keep-all"


def test_the_page_is_accessible(page: Page) -> None:
    """Axe finds nothing, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not Axe().run(page).response["violations"]


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """No file makes reading fail in another way than with a clear error."""
    path = tmp_path_factory.getbasetemp() / "noise"
    path.write_bytes(data)
    with suppress(ExchangeError):
        list(exchange.read(path))


def test_formats_come_back_under_any_name(tmp_path: Path) -> None:
    """The format is told from the content."""
    for form in exchange.FORMATS:
        assert len(back(package(), form, tmp_path)) == 4
