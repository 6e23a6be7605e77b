"""What checks, engines and errors say is told in the reviewer's language, every phrase of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workflow
from tests.support.own import own_sentences
from tests.support.planted import planted
from workflow import qa
from workflow.review import error_phrases, finding_phrases
from workflow.review.localization import of_the_script, told
from workflow.review.views import words_in

LANGUAGES = ("ko", "zh-Hans")
TEMPLATES = (
    *finding_phrases.FINDINGS, *finding_phrases.DRAFTS,
    *finding_phrases.COMMENTS, *finding_phrases.REASONS,
    *error_phrases.FAULTS, *error_phrases.HINTS, *error_phrases.REFUSALS, *error_phrases.SYSTEM,
)  # fmt: skip
#: Where a reviewer's errors are made: about PO files, seeds and the glossary.
ERRORS = (
    "catalog/catalog.py", "catalog/damage.py", "catalog/editing.py", "catalog/parser.py",
    "catalog/paths.py", "catalog/seed_catalogs.py", "catalog/writer.py",
    "documents/readers", "documents/detector/__init__.py",
    "glossary/row.py", "glossary/table.py",
    "review/server.py", "review/requests.py",
)  # fmt: skip
#: Where checks, engines, ``align`` and risk say something about a translation.
REMARKS = (
    "qa", "markup.py", "glossary/verify.py", "engines/gates.py", "engines/llm/dialogue.py",
    "engines/argos", "engines/pseudo.py", "app/aligning.py", "app/risk.py",
)  # fmt: skip
#: Only values; they are put together from other phrases, or are words of the sentence itself.
VALUES = re.compile(
    r"(?:is )?7(?:, column 7)?(?:[:,]? 7)?|(?:[a-z-]+: )?(?:7+(?: → 7+)?)?|7-ambiguous: 7 may be 7"
)


def said(node: ast.AST) -> str | None:
    """A text as it is made, a figure in place of each value; nothing if it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(said(part) or "7" for part in node.values)
    return None


def nodes(node: ast.AST) -> Iterator[ast.AST]:
    """A tree's nodes; a text is one, whatever is in it."""
    yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from nodes(child)


def errors(node: ast.AST) -> Iterator[ast.AST]:
    """What is wrong and how to mend it, where an error is made; whole sentences of the server,
    which in other words answers programs.
    """
    name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    if name in {"CatalogError", "SourceError", "GlossaryError"}:
        yield from node.args[1:3]
    elif name == "Refused":
        yield from (each for each in node.args[1:] if (said(each) or "").endswith("."))


def remarks(node: ast.AST) -> Iterator[ast.AST]:
    """The message of a finding, a reason, what is yielded as it is, what begins with a check."""
    name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    if name in {"error", "warning", "Reason"}:
        yield node.args[1 if name == "Reason" else 2]
    elif isinstance(node, ast.Yield) and node.value:
        yield node.value
    elif (
        (text := said(node)) and text.partition(": ")[0] in finding_phrases.CHECKS and ": " in text
    ):
        yield node


def spoken() -> Iterator[str]:
    """Every phrase of the package that a reviewer may be shown."""
    root = Path(workflow.__file__).parent
    for places, made in ((ERRORS, errors), (REMARKS, remarks)):
        for place in places:
            path = root / place
            for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
                for node in nodes(ast.parse(module.read_text())):
                    yield from filter(None, map(said, made(node)))


@pytest.mark.parametrize(
    "phrase", sorted({each for each in spoken() if not VALUES.fullmatch(each)})
)
def test_every_phrase_is_known(phrase: str) -> None:
    """Whoever adds one to a check, an engine or an error adds its template for the review."""
    for tag in LANGUAGES:
        assert told(phrase, words_in(tag)).language == tag


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_phrase_keeps_its_values(template: str, tag: str) -> None:
    """Whatever stands in its places stands in those of the translation."""
    names = re.findall(r"\{(\w+)\}", template)
    values = {name: f"«{number}»" for number, name in enumerate(names)}
    found = told(template.format(**values), words_in(tag))
    assert found.language == tag
    assert all(value in found.text for value in values.values())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_the_checks_find_is_told(tag: str) -> None:
    """Of all mistakes that can be planted into the repository's translations."""
    known = qa.all_checks()
    found = [
        (finding.message, one.sentence.entry)
        for target, sentences in own_sentences()
        for one in planted(sentences, target)
        for finding in qa.check_entry(one.sentence.entry, one.target, one.sentence.terms, known)
    ]
    assert len(found) > 1000
    for message, entry in found:
        if told(message, words_in(tag)).language != tag:  # a name, or also how it should be
            assert " → " in message or message in entry.source + entry.text


@pytest.mark.parametrize(
    ("phrase", "korean", "chinese"),
    [
        ("dollars in the source, euros in the translation",
         "원문은 달러, 번역문은 유로", "原文为美元，译文为欧元"),
        ("August 24 in the source, September 3 in the translation",
         "원문은 8월 24일, 번역문은 9월 3일", "原文为8月24日，译文为9月3日"),
        ("Monday is not in the source", "원문에 없는 것: 월요일", "原文中没有：星期一"),
        ("February 30 in the source, April 31 in the translation",
         "원문은 February 30, 번역문은 April 31", "原文为February 30，译文为April 31"),
        ("the date is a Tuesday, the translation says Wednesday",
         "그 날짜는 화요일인데 번역문은 수요일", "该日期为星期二，译文写的是星期三"),
        ("18 stands for Saturday, but 21 for Monday in line 7",
         "여기서는 토요일이 18일인데 7행에서는 월요일이 21일",
         "此处星期六为18日，而第7行星期一为21日"),
        ("May is not in the source", "원문에 없는 것: 5월", "原文中没有：五月"),
        ("48 is not in the source; 38, 1.5 is missing",
         "원문에 없는 것: 48; 빠진 것: 38, 1.5", "原文中没有：48；缺少：38, 1.5"),
        ("number: missing 38", "수: 빠진 것: 38", "数字: 缺少：38"),
        ("cannot be written (No space left on device)",
         "쓸 수 없음(저장 공간이 부족함)", "无法写入（磁盘空间不足）"),
    ],
)  # fmt: skip
def test_values_are_told_as_well(phrase: str, korean: str, chinese: str) -> None:
    """Units, months and days, and phrases inside phrases."""
    assert told(phrase, words_in("ko")).text == korean
    assert told(phrase, words_in("zh-Hans")).text == chinese


def test_what_is_not_known_stays_as_it_is() -> None:
    """The words of a check that a project adds; and all of it for who reads English."""
    for phrase, tag in (("mind the tone", "ko"), ("38 is missing", "en"), ("tone: bad", "ko")):
        assert (told(phrase, words_in(tag)).text, told(phrase, words_in(tag)).language) == (
            phrase,
            "en",
        )


def test_pages_carry_the_words_of_their_script_alone() -> None:
    table = of_the_script(words_in("ko"))
    assert "{n} approved" in table
    assert not table.keys() & {*TEMPLATES, "number", "Permission denied"}
