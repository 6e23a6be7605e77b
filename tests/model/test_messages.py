"""What users are told: English with values in it, and the same in another language."""

from __future__ import annotations

import copy
import json
import pickle
import shutil
import subprocess
import sys
from importlib import resources
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from workflow import interface_words, plugins
from workflow.errors import ConfigError, WorkflowError
from workflow.interface_words import Words
from workflow.languages import normalize
from workflow.model import Message, Problem, Severity, say

PACKAGE = Path(str(resources.files("workflow")))
CATALOGS = sorted((PACKAGE / "locales").glob("*.po"))
#: Those that lack nothing; of the others one message in twenty may be in English for a while.
WHOLE = {"ko", "zh_CN"}
KOREAN = Words(
    "ko",
    {
        "{what} is missing": "빠진 것: {what}",
        "percent": "퍼센트",
        "row {row}: {fault}": "{row}행: {fault}",
        "is {n}": "{n}개",
    },
)


def test_a_message_is_its_english() -> None:
    """Whoever needs no other language has a string."""
    message = say("{what} is missing", what=38)
    assert message == str(message) == "38 is missing"
    assert json.dumps({"message": message}) == '{"message": "38 is missing"}'
    assert say("no {braces} here without values") == "no {braces} here without values"


def test_a_message_is_told_in_another_language_with_all_that_is_in_it() -> None:
    """Messages and lists among the values are told too; names stay as they are."""
    listed = say("{what} is missing", what=[say("percent"), "KEF", 38])
    assert listed == "percent, KEF, 38 is missing"
    assert listed.localized(KOREAN) == "빠진 것: 퍼센트, KEF, 38"
    inner = say("row {row}: {fault}", row=7, fault=say("is {n}", n=3))
    assert (inner, inner.localized(KOREAN)) == ("row 7: is 3", "7행: 3개")


def test_what_has_no_translation_stays_english() -> None:
    """A message that the language has no words for is told as it is, its values all the same."""
    assert say("{n} is new", n=38).localized(KOREAN) == "38 is new"


@pytest.mark.parametrize("again", [copy.copy, lambda each: pickle.loads(pickle.dumps(each))])  # noqa: S301
def test_messages_and_errors_travel_between_processes(again) -> None:  # type: ignore[no-untyped-def]
    """What a helper process has found is told in every language too."""
    assert (
        again(say("{what} is missing", what=say("percent"))).localized(KOREAN) == "빠진 것: 퍼센트"
    )
    error = again(WorkflowError("a.po", say("is {n}", n=3), say("percent")))
    assert isinstance(error.what, Message)
    assert isinstance(error.hint, Message)
    assert (str(error), error.what.localized(KOREAN), error.hint.localized(KOREAN)) == (
        "a.po: is 3", "3개", "퍼센트"
    )  # fmt: skip


def test_a_problem_is_placed_in_a_file() -> None:
    """A finding says where the problem stands, and keeps its words."""
    words = say("{what} is missing", what=say("percent"))
    problem = Problem("unit", words, Severity.ERROR, span=(2, 4))
    found = problem.at("locales/ko/a.po", 12, "Up 5 %.")
    assert (found.check, found.severity, found.span) == ("unit", Severity.ERROR, (2, 4))
    assert (found.path, found.line, found.source) == ("locales/ko/a.po", 12, "Up 5 %.")
    assert found.message is problem.message
    assert str(problem) == "unit: percent is missing"


def test_every_message_is_in_every_catalog_and_translated() -> None:
    """No message is missing and none is left over; if one is, ``make labels`` mends it."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={"say": None})
    said = {str(message) for _, _, message, _, _ in found}
    for path in CATALOGS:
        with path.open("rb") as file:
            known = {str(each.id): str(each.string) for each in read_po(file) if each.id}
        if path.stem in WHOLE:
            assert known.keys() == said
        missing = [each for each in said if not known.get(each)]
        assert len(missing) <= (0 if path.stem in WHOLE else len(said) // 20), missing


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.name)
def test_the_catalogs_are_whole(path: Path) -> None:
    """Gettext finds no fault, and every translation holds its message's values."""
    assert shutil.which("msgfmt"), "needs gettext"
    command = ["msgfmt", "-c", "-v", "-o", "/dev/null", path]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, "warning" in checked.stderr) == (0, False), checked.stderr
    assert interface_words.messages(normalize(path.stem)) is not None


def _registered(monkeypatch: pytest.MonkeyPatch, **folders: str) -> None:
    points = {name: EntryPoint(name, value, "workflow.messages") for name, value in folders.items()}
    monkeypatch.setattr(plugins, "_points", lambda group: points)


def test_another_package_brings_translations_of_its_own_messages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder of PO files, named in the entry-point group ``workflow.messages``."""
    folder = tmp_path / "shouting_check" / "words"
    folder.mkdir(parents=True)
    (folder / "ko.po").write_text('msgid "{word} shouts"\nmsgstr "{word} 고함"\n', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    _registered(monkeypatch, workflow="workflow.locales", shouting="shouting_check.words")
    words = Words("ko", interface_words.messages("ko"))
    assert say("{word} shouts", word="NEWS").localized(words) == "NEWS 고함"
    assert interface_words.messages("zh-Hans").get("{word} shouts") is None


def test_a_folder_of_messages_that_is_not_there_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever wrote the entry point learns which one it is."""
    _registered(monkeypatch, shouting="no_such_package.words")
    with pytest.raises(ConfigError, match=r"workflow\.messages 'shouting': cannot be imported"):
        interface_words.messages("ko")


def test_commands_without_pages_read_no_catalog() -> None:
    """The English of a message needs no PO file."""
    code = "from workflow.model import say; import sys; say('x'); assert 'babel' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
