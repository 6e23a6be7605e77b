"""XLIFF 1.2 and 2.0: valid, read by other tools, and taken back from them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from tests.exchange.kit import UNITS, back, package, packages
from workflow import exchange
from workflow.exchange import ReviewPackage

SCHEMAS = Path(sys.prefix) / "share" / "xliff"
NAMES = {"xliff": "xliff-core-1.2-transitional.xsd", "xliff2": "xliff-core-2.0.xsd"}
STORES = {"xliff": xlifffile, "xliff2": Xliff2File}


class _Local(etree.Resolver):
    """The schema of ``xml:`` attributes from the same folder instead of from the network."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        name = system_url.rpartition("/")[2]
        return self.resolve_filename(str(SCHEMAS / name), context)


def schema(form: str) -> etree.XMLSchema:
    path = SCHEMAS / NAMES[form]
    assert path.exists(), "run `make tools`"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(path, parser))


@pytest.mark.parametrize("form", NAMES)
@given(given_package=packages())
@settings(max_examples=40)
def test_every_file_is_valid(form: str, given_package: ReviewPackage) -> None:
    """Whatever stands in a catalog, the file is valid against the schema of OASIS."""
    root = etree.fromstring(exchange.write(given_package, form))
    schema(form).assertValid(root)


@pytest.mark.parametrize("form", NAMES)
def test_placeholders_are_inline_elements(form: str) -> None:
    """A CAT tool sees real inline elements, which it protects, with what they stand for."""
    root = etree.fromstring(exchange.write(package(), form))
    target = root.find(".//{*}target")
    pair, alone = ("g", "x") if form == "xliff" else ("pc", "ph")
    (first,) = target.findall(f"{{*}}{pair}")
    (second,) = target.findall(f"{{*}}{alone}")
    assert first.text == "기자들"
    assert first.get("id") == "g1"
    assert first.get("ctype" if form == "xliff" else "type") == "link"
    assert second.get("equiv-text" if form == "xliff" else "equiv") == "a <b> & c"
    assert second.tail == "에서 "


@pytest.mark.parametrize("form", NAMES)
def test_context_terms_and_comments_go_along(form: str) -> None:
    """Block kind, place, renderings, comments and the earlier source are in the file."""
    text = exchange.write(package(), form).decode()
    for piece in ("headline", "seeds/talks.txt", "싱하이밍(邢海明)", "It rose 3 %.",
                  "Checked against the Korean release."):  # fmt: skip
        assert piece in text


@pytest.mark.parametrize("form", NAMES)
def test_states_as_the_standard_names_them(form: str) -> None:
    """Reviewed, draft, stale and empty have the state that other tools act on."""
    root = etree.fromstring(exchange.write(package(), form))
    if form == "xliff":
        found = [
            (unit.get("approved"), None if (target := unit.find("{*}target")) is None
             else target.get("state"))
            for unit in root.iter("{*}trans-unit")
        ]  # fmt: skip
        assert found == [
            ("yes", "signed-off"),
            (None, "needs-review-translation"),
            (None, "needs-review-translation"),
            (None, None),
        ]
    else:
        found = [(each.get("state"), each.get("subState")) for each in root.iter("{*}segment")]
        assert found == [
            ("reviewed", None),
            ("initial", "workflow:draft"),
            ("initial", "workflow:stale"),
            ("initial", "workflow:empty"),
        ]


@pytest.mark.parametrize("form", NAMES)
def test_translate_toolkit_reads_it(form: str) -> None:
    """translate-toolkit finds every unit with its translation."""
    store = STORES[form].parsestring(exchange.write(package(), form))
    units = [unit for unit in store.units if not unit.isheader()]
    assert len(units) == len(UNITS)
    assert [bool(unit.target) for unit in units] == [True, True, True, False]
    assert str(units[1].source) == "=1+1 is two."
    assert str(units[1].target) == "=1+1은 2다."
    assert "싱하이밍" in str(units[0].target)


@pytest.mark.parametrize("form", NAMES)
def test_a_file_rewritten_by_translate_toolkit_comes_back(form: str, tmp_path: Path) -> None:
    """What translate-toolkit (and so Weblate and Pootle) writes is taken as it was meant."""
    store = STORES[form].parsestring(exchange.write(package(), form))
    units = [unit for unit in store.units if not unit.isheader()]
    units[1].target = "=1+1은 둘이다."
    units[3].target = "아무도 말하지 않았다."
    if form == "xliff":
        units[3].markapproved(True)
    path = tmp_path / "changed.xlf"
    path.write_bytes(bytes(store))
    rows = list(exchange.read(path))
    assert [row.unchanged for row in rows] == [True, False, True, False]
    assert rows[1].text == "=1+1은 둘이다."
    assert rows[3].text == "아무도 말하지 않았다."
    assert rows[3].approved or form == "xliff2"


@pytest.mark.parametrize(
    ("attributes", "approved"),
    [
        ('approved="yes"><S/><target state="needs-review-translation">', True),
        ('approved="no"><S/><target state="translated">', False),
        ('><S/><target state="translated">', True),
        ('><S/><target state="final">', True),
        ('><S/><target state="needs-translation">', False),
        ("><S/><target>", False),
    ],
)
def test_approval_in_xliff_1(attributes: str, approved: bool, tmp_path: Path) -> None:
    """A confirmed state or ``approved`` counts, an explicit ``approved="no"`` stands."""
    unit = f"<trans-unit id='a' {attributes}가</target></trans-unit>".replace(
        "<S/>", "<source>A</source>"
    )
    path = tmp_path / "file.xlf"
    path.write_text(
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='seeds/"
        f"a/b.txt' source-language='en' target-language='ko'><body>{unit}</body></file></xliff>"
    )
    (row,) = exchange.read(path)
    assert (row.seed, row.locale, row.text, row.approved) == ("a/b", "ko", "가", approved)


def test_segments_that_a_tool_has_split_are_joined(tmp_path: Path) -> None:
    """Two segments in one unit of XLIFF 2 are one sentence of ours."""
    path = tmp_path / "file.xlf"
    path.write_text(
        "<xliff version='2.0' srcLang='en' trgLang='ko' xmlns='urn:oasis:names:tc:xliff:document:"
        "2.0'><file id='f' original='seeds/a.md'><unit id='u'>"
        "<segment state='final'><source>A b.</source><target>가 나.</target></segment>"
        "<ignorable><source> </source><target> </target></ignorable>"
        "<segment state='translated'><source>C.</source><target>다.</target></segment>"
        "</unit></file></xliff>"
    )
    (row,) = exchange.read(path)
    assert (row.seed, row.source, row.text, row.approved) == ("a", "A b. C.", "가 나. 다.", True)


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<x id='7'/>", "unknown id '7'"),
        ("<ph id='g1'>&lt;b&gt;</ph>", "<ph>"),
        ("<x id='char-0041'/>", "character code"),
    ],
)
def test_elements_of_others_are_named(inside: str, problem: str, tmp_path: Path) -> None:
    """An inline element that is none of ours makes its own sentence unusable, with its text."""
    given = exchange.write(package(), "xliff").decode()
    path = tmp_path / "file.xlf"
    path.write_text(given.replace("=1+1은 2다.", f"둘{inside}이다."))
    rows = list(exchange.read(path))
    assert [bool(row.problem) for row in rows] == [False, True, False, False]
    assert problem in rows[1].problem
    assert rows[1].text.startswith("둘")


def test_marks_and_comments_of_other_tools_are_read_over(tmp_path: Path) -> None:
    """Segmentation marks, XML comments and namespaced extras change nothing."""
    given = exchange.write(package(), "xliff").decode()
    marked = '<mrk mtype="seg" mid="1">=1+1은<!-- ! --> 2다.</mrk>'
    path = tmp_path / "file.xlf"
    path.write_text(given.replace("=1+1은 2다.", marked))
    assert [row.unchanged for row in exchange.read(path)] == [True] * 4


def test_notes_of_an_editor_come_back_as_comments(tmp_path: Path) -> None:
    """A note that is not ours is a comment."""
    store = xlifffile.parsestring(exchange.write(package(), "xliff"))
    store.units[1].addnote("Is this right?", origin="translator")
    path = tmp_path / "file.xlf"
    path.write_bytes(bytes(store))
    assert [row.comments for row in exchange.read(path)][1] == ("Is this right?",)
    assert back(package(), "xliff", tmp_path)[1].comments == ()
