"""Every row of the tables of facts finds its right example, and not its wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workflow.languages
from workflow.languages import pack
from workflow.languages.meaning.denials import cause
from workflow.languages.tables import Row, by_use, expression, read, words

ROOM = Path(workflow.languages.__file__).parent


def _rows() -> Iterator[object]:
    for path in sorted(ROOM.glob("**/*.tsv")):
        package = ".".join(("workflow.languages", *path.relative_to(ROOM).parts[:-1]))
        for row in read(package, path.name):
            facts = [row[each] for each in ("pattern", "word", "words", "may") if row.get(each)]
            if ("right" in row or "wrong" in row) and facts:
                name = f"{path.relative_to(ROOM)}:{row.get('use', '')}:{facts[0]}"
                yield pytest.param(row, id=name[:60])


def _short_countries() -> Iterator[object]:
    for path in sorted(ROOM.glob("*/short_countries.tsv")):
        tag = path.parent.name
        for row in read(f"workflow.languages.{tag}", path.name):
            yield pytest.param(tag, row, id=f"{tag}:{row['name']}")


@pytest.mark.parametrize(("tag", "row"), [*_short_countries()])
def test_a_country_is_told_as_its_examples_say(tag: str, row: Row) -> None:
    """A country is told in its short forms, its government by its capital, and in nothing else."""
    known, name = pack(tag).shorthand, row["name"]

    def is_told(text: str) -> bool:
        capitals = row["capitals"].split()
        governed = (known.has_government(text, capital) for capital in capitals)
        return known.has_country(text, name) or any(governed)

    assert [text for text in _examples(row["told"]) if not is_told(text)] == []
    assert [text for text in _examples(row["untold"]) if is_told(text)] == []


def _examples(cell: str) -> list[str]:
    """Return the examples in a cell; an underscore is a space that would go unseen."""
    return [text.replace("_", " ") for text in cell.split(" / ")]


@pytest.mark.parametrize("row", [*_rows()])
def test_a_row_does_what_its_examples_say(row: Row) -> None:
    """What is right is found, what is wrong is not, and both are given."""
    right, wrong = _examples(row["right"]), _examples(row["wrong"])
    assert all(right), "a right example is missing"
    assert all(wrong), "a wrong example is missing"
    if listed := [word for each in ("words", "may") if row.get(each) for word in words(row, each)]:
        assert [text for text in right if text not in listed] == []
        assert [text for text in wrong if text in listed] == []
        return
    found = re.compile(expression(row).replace("{0}", row.get("syllable") or ""))
    # What may be nothing at all stands between two others: an example is all that stands there.
    finds = found.fullmatch if found.fullmatch("") else found.search
    assert [text for text in right if not finds(text)] == []
    assert [text for text in wrong if finds(text)] == []
    if row.get("cause"):
        assert re.search(cause(row["cause"]), row["calls"], re.IGNORECASE)


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_all_talk_has_what_is_quick_to_look_for(language: str) -> None:
    """No talk of any kind is left out by the quick look."""
    package = f"workflow.languages.{language}"
    hint = by_use(package, "talk.tsv")["hint"]
    for row in read(package, "talk.tsv"):
        if row["use"] in ("greeting", "assent", "announcing", "offer"):
            assert all(hint.search(text.lower()) for text in _examples(row["right"]))
