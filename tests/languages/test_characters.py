"""What is no text, breaks a line or cannot be seen is the same for every file that is written."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from workflow.languages import characters as ours

BMP = [chr(code) for code in range(0x10000)]


def _of(pattern: re.Pattern[str]) -> set[str]:
    return {character for character in BMP if pattern.fullmatch(character)}


def test_no_control_is_text_but_tab_and_the_usual_ends_of_lines() -> None:
    """Forbidden are controls, halves of surrogate pairs and noncharacters, and nothing else."""
    controls = {each for each in BMP if unicodedata.category(each) in ("Cc", "Cs")} - set("\t\n\r")
    noncharacters = {*map(chr, range(0xFDD0, 0xFDF0)), "\ufffe", "\uffff"}
    assert _of(ours.FORBIDDEN) == controls | noncharacters


def test_lines_end_where_python_and_unicode_end_them() -> None:
    """The separators of files, groups and records are controls, not ends of lines."""
    ends = {each for each in BMP if len(f"a{each}b".splitlines()) == 2}
    assert _of(ours.LINE_BREAK) == ends - set("\x1c\x1d\x1e")


def test_what_is_allowed_goes_into_every_file() -> None:
    """All that is not forbidden can be written to XML and as UTF-8, and XML gives it back."""
    text = "".join(each for each in BMP if not ours.NOT_XML.match(each))
    element = etree.Element("a")
    element.text = text
    assert etree.fromstring(etree.tostring(element, encoding="UTF-8")).text == text
    assert _of(ours.NOT_PO) < _of(ours.FORBIDDEN) < _of(ours.NOT_XML) < _of(ours.OBEYED)


def test_what_is_seen_by_nobody_is_told() -> None:
    """No letter, mark, digit, sign or space is unseen; every format character is."""
    unseen = ours.unseen("".join(BMP))
    assert not {each for each in unseen if unicodedata.category(each)[0] in "LMNPS"} - {
        *_of(ours.FILLER)
    }
    assert {each for each in BMP if unicodedata.category(each) == "Cf"} <= unseen
    assert _of(ours.MEANINGLESS) < _of(ours.SHAPELESS)
    assert _of(ours.MEANINGLESS) <= unseen


def test_one_line_holds_no_break_and_no_control() -> None:
    """Whatever a machine says becomes one line that any file can hold."""
    line = ours.on_one_line("a" + "".join(BMP) + "b")
    assert len(line.splitlines()) == 1
    assert not ours.FORBIDDEN.search(line)
    assert ours.on_one_line("a\r\n\tb\0") == "a b"


@given(st.text(st.sampled_from("（）]^-\\\n한b'’")))
def test_characters_are_exchanged_as_python_does(text: str) -> None:
    """Whatever they mean in a pattern, and whatever stands for them."""
    table = {"（": "(", "]": "[[", "^": "", "-": "\\", "\\": "-", "\n": "\\n", "’": "'"}
    assert ours.Exchange(table)(text) == text.translate(str.maketrans(table))
