"""What checks, engines and errors say is told in the reviewer's language, every phrase of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import workflow
from tests.support.own import own_sentences
from tests.support.planted import planted
from workflow import qa
from workflow.model import Entry, Message, State, say
from workflow.review.article_view import noted
from workflow.review.localization import localized, of_the_script
from workflow.review.views import words_in

LANGUAGES = ("ko", "zh-Hans")
#: Where a reviewer's errors are made: about PO files, seeds and the glossary.
ERRORS = (
    "documents/readers", "documents/detector/__init__.py",
    "glossary/row.py", "glossary/table.py",
    "review/server.py", "review/requests.py",
)  # fmt: skip


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


def test_every_error_is_a_message() -> None:
    """Whoever adds one that a reviewer may meet says it so that it can be told in other words."""
    root = Path(workflow.__file__).parent
    for place in ERRORS:
        path = root / place
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found = (
                said(each) for node in nodes(ast.parse(module.read_text())) for each in errors(node)
            )
            assert [each for each in found if each] == [], module


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_the_system_says_is_told(tag: str) -> None:
    """Of a file that cannot be read, or written; in a message, and alone."""
    reason = Message("Permission denied")
    words = words_in(tag)
    assert localized(reason, words).language == tag
    assert (
        "Permission" not in localized(say("cannot be read ({reason})", reason=reason), words).text
    )


def test_what_the_checks_find_is_told() -> None:
    """Of all mistakes that can be planted into the repository's translations."""
    known = qa.all_checks()
    found = [
        finding.message
        for target, sentences in own_sentences()
        for one in planted(sentences, target)
        for finding in qa.check_entry(one.sentence.entry, one.target, one.sentence.terms, known)
    ]
    assert len(found) > 1000
    for tag in LANGUAGES:
        assert {localized(message, words_in(tag)).language for message in found} == {tag}


def findings(source: str, text: str, target: str = "ko", **entry: object) -> list[str]:
    """What the checks find in a draft, in Korean and in Chinese."""
    draft = Entry(source, text, State.DRAFT, "llm/x", **entry)  # type: ignore[arg-type]
    found = qa.check_entry(draft, target, (), qa.all_checks())
    return [localized(each.message, words_in(tag)).text for each in found for tag in LANGUAGES]


@pytest.mark.parametrize(
    ("source", "text", "korean", "chinese"),
    [
        ("It cost $3 million.", "300만 유로가 들었다.",
         "원문은 달러, 번역문은 유로", "原文为美元，译文为欧元"),
        ("They met on August 24.", "그들은 9월 24일 만났다.",
         "원문은 8월 24일, 번역문은 9월 24일", "原文为8月24日，译文为9月24日"),
        ("They met on March 3, 2020.", "2020년 3월 3일 수요일에 만났다.",
         "그 날짜는 화요일인데 번역문은 수요일", "该日期为星期二，译文写的是星期三"),
        ("It rose 38 and 1.5 points.", "48포인트 올랐다.",
         "원문에 없는 것: 48; 빠진 것: 1.5, 38", "原文中没有：48；缺少：1.5, 38"),
    ],
)  # fmt: skip
def test_values_are_told_as_well(source: str, text: str, korean: str, chinese: str) -> None:
    """Units, months and days."""
    assert findings(source, text) == [korean, chinese]


@pytest.mark.parametrize(
    ("line", "korean"),
    [
        (
            "length: a long sentence, translated in 2 parts",
            "길이: 긴 문장이라 2부분으로 나누어 번역함",
        ),
        ("markup: the place of <g1> is a guess", "표지: <g1>의 자리는 추정임"),
        ("length: the reply was cut off", "길이: 모델의 답이 중간에 끊김"),
    ],
)
def test_what_only_an_engine_knows_is_told_from_the_po_file(line: str, korean: str) -> None:
    """Its words are English there; its code and its values tell what they were made from."""
    found = findings("Trade grew.", "교역이 늘었다.", problems=(qa.remembered(line),))
    assert found[0] == korean


def test_what_a_check_can_find_again_is_not_told_from_the_po_file() -> None:
    """An earlier run has said it; the text has been put right since."""
    kept = tuple(
        map(qa.remembered, ("number: missing 38", "question: the source asks", "empty: x"))
    )
    assert findings("Trade grew.", "교역이 늘었다.", problems=kept) == []


def test_comments_of_the_workflow_are_told() -> None:
    """Those of ``align``, and a translation that had to give way; a person's stay as they are."""
    doubt = noted("align: the two may not belong together (83% sure)")
    assert doubt
    assert localized(doubt, words_in("ko")).language == "ko"
    other = noted("other translation: 교역은 늘었다.")
    assert other
    assert localized(other, words_in("zh-Hans")).language == "zh-Hans"
    assert noted("length: a friend says so") is None
    assert noted("see the style guide") is None


def test_what_is_not_known_stays_as_it_is() -> None:
    """The words of a check that a project adds; and all of it for who reads English."""
    for phrase, tag in (
        ("mind the tone", "ko"),
        (say("{n} is missing", n=38), "en"),
        ("a: b", "ko"),
    ):
        assert (
            localized(phrase, words_in(tag)).text,
            localized(phrase, words_in(tag)).language,
        ) == (
            phrase,
            "en",
        )


def test_pages_carry_the_words_of_their_script_alone() -> None:
    table = of_the_script(words_in("ko"))
    assert "{n} approved" in table
    assert not table.keys() & {"is not a text file", "number", "Permission denied"}
