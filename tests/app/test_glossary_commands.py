"""The glossary commands: what each prints and returns."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.support.command import workflow
from workflow.languages.ko.new_names import tagged_names
from workflow.model import Project

TERMS = (
    "id,type,en,ko,ko_later,zh,match,status\n"
    "xing,person,Xing Haiming,싱하이밍(邢海明),싱하이밍,邢海明,case,approved\n"
    "amb,title,Ambassador,대사,,大使,case,approved\n"
    "kef,org,Korea Employers Federation (KEF),한국경영자총협회(경총),경총,韩国经营者总协会,"
    "nocase,review\n"
)
ARTICLE = (
    "The Korea Employers Federation (KEF) invited Xing Haiming. "
    "Ambassador Xing thanked the hosts. Wang Xiaoming was there, too.\n"
)


@pytest.fixture
def desk(project: Project) -> Path:
    """A project with three terms and an article."""
    (project.glossary / "terms.csv").write_text(TERMS)
    (project.seeds / "visit.txt").write_text(ARTICLE)
    return project.root


def test_show_explains_every_rendering(desk: Path) -> None:
    """First mention, title with surname: each mention has its rendering and its rule."""
    found = workflow("glossary", "show", "--to", "ko", "--json", project=desk).json["mentions"]
    said = {mention["source"]: mention["rendering"] for mention in found}
    assert said["Korea Employers Federation (KEF)"] == "한국경영자총협회(경총)"
    assert said["Ambassador Xing"] == "싱 대사"
    assert all(mention["rule"] for mention in found)


def test_tables_that_are_not_read_are_told(desk: Path) -> None:
    """Capitals make no other file; a workbook beside its CSV is nobody's mistake."""
    terms = desk / "glossary" / "terms.csv"
    terms.rename(desk / "glossary" / "TERMS.CSV")
    for name in ("names.xlsx", "names.tsv", "desk.ods", "~$names.xlsx"):
        (desk / "glossary" / name).write_bytes(b"PK")
    (desk / "glossary" / "desk.csv").write_text("id,type,en,ko\n")
    for command in ("glossary check", "sync"):
        done = workflow(*command.split(), project=desk)
        told = re.findall(r"warning: glossary/(.*): is not read", done.err)
        assert told == ["names.tsv", "names.xlsx"], command
    assert "싱하이밍" in workflow("glossary", "show", project=desk).out


def test_find_shows_every_place_of_one_concept(desk: Path) -> None:
    """A concept is named by any of its forms; its derived mentions are found as well."""
    found = workflow("glossary", "find", "싱하이밍", "--to", "ko", "--json", project=desk).json
    assert [mention["source"] for mention in found["mentions"]] == [
        "Xing Haiming", "Ambassador Xing",
    ]  # fmt: skip
    assert {mention["po"] for mention in found["mentions"]} == {"locales/ko/visit.po"}


def test_find_shows_entries_and_pages(desk: Path) -> None:
    """Where an editor changes the sentence, and where readers see it."""
    workflow("run", "--engine", "pseudo", project=desk)
    (first, _) = workflow("glossary", "find", "xing", "--to", "ko", "--json", project=desk).json[
        "mentions"
    ]
    path, line = first["po"].split(":")
    entry = "".join((desk / path).read_text().splitlines(keepends=True)[int(line) - 1 :])
    assert first["source"] in entry[: entry.index("msgstr")]
    for page in first["pages"]:
        assert f'id="{first["anchor"]}"' in (desk / "site" / page / "index.html").read_text()
    shown = workflow("glossary", "find", "xing", "--to", "ko", project=desk).out
    assert first["po"] in shown
    assert shown.splitlines()[-len(first["pages"]) :] == sorted(first["pages"])


def test_find_tells_an_unknown_name_from_an_unused_one(desk: Path) -> None:
    """Nothing in the glossary is called like that, or nothing in the seeds."""
    unknown = workflow("glossary", "find", "nobody", project=desk)
    assert unknown.out == "The glossary has no row with the id or form “nobody”.\n"
    assert workflow("glossary", "find", "nobody", "--json", project=desk).json["rows"] == []
    (desk / "seeds" / "visit.txt").write_text("Nobody spoke.\n")
    assert workflow("glossary", "find", "kef", project=desk).out == "No mentions.\n"
    assert workflow("glossary", "find", "KEF", "--json", project=desk).json["rows"] == ["kef"]
    (desk / "seeds" / "visit.txt").write_text("Pyotr Plume spoke.\n")
    (desk / "glossary" / "more.csv").write_text("id,type,en,ko\nplume,person,Pyotr Plume,\n")
    bare = workflow("glossary", "find", "Pyotr Plume", project=desk).out
    assert bare == "No mentions.\nRow plume has no form in ko, zh: nothing is rendered there.\n"


def test_check_names_doubtful_rows(desk: Path) -> None:
    """A row under review that is in use is a warning at its line; it does not fail."""
    done = workflow("glossary", "check", project=desk)
    assert done.code == 0
    assert "glossary/terms.csv:4: warning:" in done.out


def test_check_tells_once_of_a_row_that_cannot_be_used(desk: Path) -> None:
    """It is bad input, at its line among the findings."""
    (desk / "glossary" / "terms.csv").write_text(f"{TERMS}xing,person,Nobody,아무도\n")
    done = workflow("glossary", "check", project=desk)
    assert done.code == 2
    assert f"{done.out}{done.err}".count("glossary/terms.csv:5") == 1
    assert "glossary/terms.csv:5: error:" in done.out


def test_suggest_prints_rows_to_paste(desk: Path) -> None:
    """An unlisted name becomes a row under review."""
    rows = list(csv.DictReader(io.StringIO(workflow("glossary", "suggest", project=desk).out)))
    wang = next(row for row in rows if row["en"] == "Wang Xiaoming")
    assert (wang["ko"], wang["status"]) == ("왕샤오밍", "review")


def test_suggest_says_what_it_cannot_find(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Korean has no capitals: without a tagger names are overlooked, and that is told."""
    (desk / "seeds" / "ko.txt").write_text("부산신항 하역노동자들이 20일 파업을 연장했다.\n")
    monkeypatch.setattr(tagged_names, "is_ready", lambda: False)
    ran = workflow("glossary", "suggest", project=desk)
    assert ran.code == 0
    assert "language ko: only persons beside titles" in ran.err
    assert "translation-workflow[names]" in ran.err
    monkeypatch.setattr(tagged_names, "is_ready", lambda: True)
    monkeypatch.setattr(tagged_names, "named", lambda text: iter(()))
    assert "language ko" not in workflow("glossary", "suggest", project=desk).err


def test_suggest_knows_what_was_approved(desk: Path) -> None:
    """A heading that is the name has its translation; of a sentence the place is told."""
    (desk / "seeds" / "old.txt").write_text("Wang Xiaoming\n\nThey met in Busan on Monday.\n")
    workflow("sync", project=desk)
    po = desk / "locales" / "ko" / "old.po"
    text = po.read_text()
    for source, target in (
        ("Wang Xiaoming", "왕샤오밍(王小明)"),
        ("They met in Busan on Monday.", "그들은 월요일 부산에서 만났다."),
    ):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    po.write_text(text)
    shown = workflow("glossary", "suggest", project=desk).out
    rows = {row["en"]: row for row in csv.DictReader(io.StringIO(shown))}
    assert rows["Wang Xiaoming"]["ko"] == "왕샤오밍(王小明)"
    assert "approved in locales/ko/old.po:" in rows["Wang Xiaoming"]["note"]
    assert "so in approved locales/ko/old.po:" in rows["Busan"]["note"]


@pytest.mark.parametrize("form", ["csv", "tbx", "deepl", "google"])
def test_a_glossary_goes_out_and_comes_back(desk: Path, tmp_path: Path, form: str) -> None:
    """Every format is read again, as a file of its own; a second import overwrites nothing."""
    out = tmp_path / f"house-{form}.txt"
    assert workflow("glossary", "export", out, "--format", form, project=desk).code == 0
    (desk / "glossary" / "terms.csv").unlink()
    done = workflow("glossary", "import", out, "--format", form, project=desk)
    assert done.code == 0, done.err
    assert "Xing Haiming" in (desk / "glossary" / f"house-{form}.csv").read_text()
    again = workflow("glossary", "import", out, "--format", form, project=desk)
    assert again.code == 2
    assert "is there already" in again.err


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("house.csv", "\ufeffid,type,en"), ("house.tsv", "Xing Haiming\t"),
        ("house.tbx", "<?xml"), ("house.XML", "<?xml"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_says_its_format(
    desk: Path, tmp_path: Path, name: str, beginning: str
) -> None:
    """A CSV file is CSV without ``--format``, on the way out and on the way in."""
    out = tmp_path / name
    assert workflow("glossary", "export", out, project=desk).code == 0
    assert out.read_text().startswith(beginning)
    (desk / "glossary" / "terms.csv").unlink()
    assert workflow("glossary", "import", out, project=desk).code == 0
    assert "Xing Haiming" in (desk / "glossary" / "house.csv").read_text()


@pytest.mark.parametrize("name", ["house.xyz", "house", "house.xlsx"])
def test_a_name_that_says_no_format_is_refused(desk: Path, tmp_path: Path, name: str) -> None:
    """Nothing is guessed: the endings that say one are told, and nothing is written."""
    out = tmp_path / name
    done = workflow("glossary", "export", out, project=desk)
    assert (done.code, out.exists()) == (2, False)
    assert ".tbx" in done.err
    out.write_text("id,en\nx,X\n")
    assert workflow("glossary", "import", out, project=desk).code == 2


def test_an_import_takes_no_row_from_its_place(desk: Path, tmp_path: Path) -> None:
    """Of two rows with one id neither would count: the new one stays out, and is counted."""
    other = tmp_path / "agency.csv"
    other.write_text("id,en,ko\nxing,Xing H.,싱\nwang,Wang Xiaoming,왕샤오밍\n")
    done = workflow("glossary", "import", other, "--format", "csv", project=desk)
    assert (done.code, done.err) == (0, "")
    assert "1 term in" in done.out
    assert "1 row left out: the glossary has their ids already.\n" in done.out
    found = workflow("glossary", "find", "xing", "--json", project=desk).json
    assert found["rows"] == ["xing"]


def test_an_import_of_known_rows_adds_nothing(desk: Path, tmp_path: Path) -> None:
    """All are left out, which is no error; no file is made for none."""
    other = tmp_path / "agency.csv"
    other.write_text(TERMS)
    done = workflow("glossary", "import", other, "--json", project=desk)
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "file": None, "terms": 0, "left_out": ["xing", "amb", "kef"], "errors": [],
    }  # fmt: skip
    assert not (desk / "glossary" / "agency.csv").exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [("en,ko\n", "holds no terms"), ("en,ko\n=A1,가\n", "row 'i-"), ("", "holds no terms")],
)
def test_an_import_of_nothing_leaves_nothing(
    desk: Path, tmp_path: Path, text: str, fault: str
) -> None:
    """No empty file takes the place of one that will be right."""
    other = tmp_path / "agency.csv"
    other.write_text(text)
    done = workflow("glossary", "import", other, "--format", "google", project=desk)
    assert done.code == 2
    assert fault in done.err
    assert not (desk / "glossary" / "agency.csv").exists()


def test_languages_of_a_deepl_file(desk: Path, tmp_path: Path) -> None:
    """Any spelling of a language will do; one that is none is an error, not an empty file."""
    out = tmp_path / "pairs.tsv"
    command = ("glossary", "export", out, "--format", "deepl", "--into")
    assert workflow(*command, "zh", project=desk).code == 0
    assert "Xing Haiming\t邢海明" in out.read_text()
    assert workflow(*command, "klingon", project=desk).code == 2


def test_find_needs_a_name(desk: Path) -> None:
    """Nothing is called nothing."""
    assert "no row" in workflow("glossary", "find", " ", project=desk).out


@pytest.mark.parametrize("words", [("find", "Nobody"), ("find", "xing"), ("suggest",)])
def test_a_row_that_cannot_be_used_is_told(desk: Path, words: tuple[str, ...]) -> None:
    """A name may be missing because its row is wrong; each such row is told once."""
    with (desk / "glossary" / "terms.csv").open("a") as table:
        table.write("xing,person,Nobody,아무도\n")
    done = workflow("glossary", *words, project=desk)
    assert done.code == 2
    assert done.err.count("workflow: error: glossary/terms.csv:") == 1
