"""The language of a seed: who says it, what is said where it is not sure, and what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.conftest import detected, seed, settings
from tests.support.command import Result, workflow

GERMAN = "Wang Yi besucht Seoul"
SPANISH = "Sánchez recibe a Xi Jinping en Madrid y habla de las relaciones entre los dos países."


def language(desk: Path, *words: str) -> str:
    (found,) = detected(desk, *words).values()
    return str(found["language"])


def warnings(done: Result) -> list[str]:
    return [line for line in done.err.splitlines() if line.startswith("workflow: warning: ")]


@pytest.mark.parametrize(
    "text",
    [
        "Wang Yi visits Seoul",
        "KEF met Xing Haiming. Xing spoke.",
        "CON device",
        "Hello docs. Second sentence.",
        "Xing Haiming (邢海明) meets KEF (경총)",
        "Von der Leyen heads to Beijing",
        "HANWHA OCEAN WINS ORDER",
        "Kim Min-jae Wins Cup With Bayern",
    ],
)
def test_a_short_seed_is_in_the_language_of_the_project(desk: Path, text: str) -> None:
    """Names in it, romanised or not, do not make an English headline Afrikaans or Danish."""
    seed(desk, "a.txt", text)
    assert language(desk) == "en"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LG Energy Solution·GM, Ultium Cells 합작", "ko"),
        ("경총(Korea Enterprises Federation) 방중", "ko"),
        ("美·中 정상회담", "ko"),
        ("iPhone 16 Pro Max销量超Galaxy S24 Ultra", "zh-Hans"),
        ("王毅在首尔", "zh-Hans"),
        ("王毅訪首爾", "zh-Hant"),
        ("iPhone 16を発表", "ja"),
        (SPANISH, "es"),
        ("Die Regierung will den Handel mit China ausbauen, sagte der Minister.", "de"),
    ],
)
def test_other_languages_are_found_where_they_are(desk: Path, text: str, expected: str) -> None:
    """Latin names do not hide Korean and Chinese, and strong evidence finds any language."""
    seed(desk, "a.txt", text)
    assert language(desk) == expected


def test_shared_characters_are_japanese_only_where_japanese_is_expected(desk: Path) -> None:
    """A headline without kana is Chinese, unless Japanese is a source and a character says so."""
    seed(desk, "a.txt", "日中首脳会談")
    assert language(desk) == "zh-Hans"
    settings(desk, 'sources = ["ja", "zh-Hans"]')
    assert language(desk) == "ja"


def test_terms_are_applied_to_a_short_seed(desk: Path) -> None:
    """What was taken for another language left the English edition, and its names their terms."""
    (desk / "glossary").mkdir()
    (desk / "glossary" / "terms.csv").write_text(
        "id,type,en,ko,zh,status\nwang,person,Wang Yi,왕이(王毅),王毅,approved\n"
    )
    seed(desk, "a.txt", "Wang Yi visits Seoul")
    done = workflow("run", "--json", project=desk)
    assert done.code == 0, done.err
    assert not warnings(done)
    assert "term: Wang Yi → 왕이(王毅)" in (desk / "locales/ko/a.po").read_text()
    assert (desk / "site/en/a/index.html").is_file()


def test_unsure_is_said_once_with_what_to_do(desk: Path) -> None:
    """A headline that says nothing of its language is assumed to be English, and that is told."""
    seed(desk, "a.txt", GERMAN)
    seed(desk, "b.txt", "Bu Xiaoxuan, Ulanqab")
    found = detected(desk)
    assert [each["sure"] for each in found.values()] == [False, False]
    assert "not sure" in workflow("detect", project=desk).out
    for command in ("sync", "translate", "run"):
        done = workflow(command, "--json", project=desk)
        assert done.code == 0, done.err
        assert [each["sure"] for each in done.json["seeds"]] == [False, False]
        (line,) = warnings(done)
        assert "seeds/a.txt" in line
        assert "seeds/b.txt" in line
        assert "--source" in done.err
        assert "lang" in done.err
    assert not warnings(workflow("sync", "-q", project=desk))


def test_many_unsure_seeds_are_counted(desk: Path) -> None:
    """A few are named, so that the warning stays one line."""
    for number in range(12):
        seed(desk, f"a{number:02}.txt", f"Jeonbuk {number}, Gangwon 0")
    (line,) = warnings(workflow("sync", project=desk))
    assert "and 7 more" in line


def test_a_language_outside_the_project_is_said(desk: Path) -> None:
    """It gets an edition of its own and no terms: that is told, until the settings name it."""
    seed(desk, "a.txt", SPANISH)
    (line,) = warnings(workflow("sync", project=desk))
    assert "Spanish (es)" in line
    settings(desk, 'sources = ["en", "es"]')
    assert not warnings(workflow("sync", project=desk))


def test_named_sources_are_believed(desk: Path) -> None:
    """Where the project says what it is written in, a headline needs no proof."""
    settings(desk, 'sources = ["de"]')
    seed(desk, "a.txt", GERMAN)
    found = detected(desk)["a.txt"]
    assert (found["language"], found["sure"]) == ("de", True)
    assert not warnings(workflow("sync", project=desk))
    seed(desk, "a.txt", "The minister said that he will visit the city in the spring.")
    assert language(desk) == "en"


@pytest.mark.parametrize("value", ["[]", '"en"', '["kr"]', '["english"]'])
def test_wrong_sources_are_refused(desk: Path, value: str) -> None:
    """As the targets are; the code of a country is told with the language's."""
    settings(desk, f"sources = {value}")
    done = workflow("detect", project=desk)
    assert done.code == 2
    assert "sources" in done.err
    assert ("Did you mean" in done.err) == ("kr" in value or "english" in value)


def test_the_order_of_authority(desk: Path) -> None:
    """--source, then the front matter, then an earlier --source, then the page, then the text."""
    page = f'<html lang="nl"><body><p>{GERMAN}</p></body></html>'
    seed(desk, "text.txt", GERMAN)
    seed(desk, "page.html", page)
    seed(desk, "front.md", f"---\nlang: fr\n---\n\n{GERMAN}")
    found = detected(desk)
    told = {name: (each["language"], each["authority"]) for name, each in found.items()}
    assert told == {
        "text.txt": ("en", "text"),
        "page.html": ("nl", "page"),
        "front.md": ("fr", "metadata"),
    }
    found = detected(desk, "--source", "de")
    assert {(each["language"], each["authority"]) for each in found.values()} == {("de", "option")}
    assert workflow("sync", "--source", "de", project=desk).code == 0
    told = {name: (each["language"], each["authority"]) for name, each in detected(desk).items()}
    assert told == {
        "text.txt": ("de", "kept"),
        "page.html": ("de", "kept"),
        "front.md": ("fr", "metadata"),
    }


def test_a_named_source_is_kept_by_every_command(desk: Path) -> None:
    """It stands in the PO files: with all caches gone, the pages still are in that language."""
    seed(desk, "a.txt", GERMAN)
    done = workflow("run", "a.txt", "--source", "de", "--json", project=desk)
    assert done.json["seeds"][0]["language"] == "de"
    before = (desk / "locales/ko/a.po").read_bytes()
    for path in sorted((desk / ".workflow").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    done = workflow("run", "--json", project=desk)
    assert done.json["seeds"][0]["language"] == "de"
    assert (desk / "locales/ko/a.po").read_bytes() == before
    assert (desk / "site/de/a/index.html").is_file()
    assert not (desk / "site/en/a").exists()
    assert workflow("sync", "a.txt", "--source", "nl", project=desk).code == 0
    assert language(desk) == "nl"


def test_a_page_that_says_what_its_text_is_not_is_not_believed(desk: Path) -> None:
    """Templates leave lang="en" on pages of any language."""
    korean = "<p>총수들은 내년 봄에 베이징을 다시 찾기로 했다.</p>"
    seed(desk, "a.html", f'<html lang="en"><body>{korean}</body></html>')
    seed(desk, "b.html", f'<html lang="en"><body><p>{SPANISH}</p></body></html>')
    seed(desk, "c.html", '<html xml:lang="zh-CN"><body><p>王毅訪首爾，會見外長。</p></body></html>')
    seed(desk, "d.html", '<html lang="zh_Hant_TW"><body><p>王毅</p></body></html>')
    head = '<head><meta http-equiv="Content-Language" content="de"></head>'
    seed(desk, "e.html", f"<html>{head}<body><p>{GERMAN}</p></body></html>")
    found = {name[0]: each["language"] for name, each in detected(desk).items()}
    assert found == {"a": "ko", "b": "es", "c": "zh-Hant", "d": "zh-Hant", "e": "de"}


@pytest.mark.parametrize("key", ["lang", "language", "locale"])
@pytest.mark.parametrize(
    ("code", "tag"), [("zh-CN", "zh-Hans"), ("ko_KR.UTF-8", "ko"), ("no", "nb")]
)
def test_front_matter_names_the_language(desk: Path, key: str, code: str, tag: str) -> None:
    """In BCP 47, or as other tools write it; YAML's ``no`` is Norwegian here."""
    seed(desk, "a.md", f"---\n{key}: {code}\n---\n\nKEF, Oslo")
    assert language(desk) == tag


def test_toml_front_matter_and_the_command_line_name_it_alike(desk: Path) -> None:
    """And the code of a country on the command line is told, too."""
    seed(desk, "a.md", f'+++\nlang = "de"\n+++\n\n{GERMAN}')
    assert language(desk) == "de"
    assert language(desk, "--source", "zh_TW") == "zh-Hant"
    done = workflow("run", "--source", "kr", project=desk)
    assert done.code == 2
    assert "Did you mean ko?" in done.err


def test_the_code_of_a_country_in_front_matter_is_told(desk: Path) -> None:
    """The seed is refused, with its line and the tag that was meant."""
    seed(desk, "a.md", "---\ntitle: T\nlang: kr\n---\n\n한국")
    done = workflow("sync", project=desk)
    assert done.code == 2
    assert "seeds/a.md:3" in done.err
    assert "Did you mean ko?" in done.err


def test_a_declared_language_that_the_text_contradicts_is_said(desk: Path) -> None:
    """What a person says is believed, but not in silence."""
    seed(desk, "a.md", "---\nlang: uk\n---\n\nThe chamber met the press and spoke of trade.")
    (line,) = (each for each in warnings(workflow("sync", project=desk)) if "reads as" in each)
    assert "English" in line
    assert "reads as en" in workflow("detect", project=desk).out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("n.txt", "38 / 1,200"),
        ("u.txt", "https://example.org/a/b"),
        ("c.md", "```\nfor x in y\n```"),
    ],
)
def test_what_has_no_language_is_said(desk: Path, name: str, text: str) -> None:
    """Numbers, addresses and code are in no language; --source still gives them one."""
    seed(desk, name, text)
    found = detected(desk)[name]
    assert (found["language"], found["sure"]) == ("und", False)
    done = workflow("sync", project=desk)
    assert done.code == 2
    assert "its language cannot be told" in done.err
    assert workflow("sync", "--source", "en", project=desk).code == 0
    assert workflow("sync", project=desk).code == (2 if name == "c.md" else 0)


def kept(desk: Path) -> dict[str, str]:
    """For each PO file of the seed ``a`` the language that it remembers."""
    found = {path.parent.name: path.read_text() for path in sorted(desk.glob("locales/*/a.po"))}
    return {
        folder: text.partition("X-Workflow-Source: ")[2].partition("\\n")[0]
        for folder, text in found.items()
    }


def test_the_newest_named_source_wins_in_every_po_file(desk: Path) -> None:
    """Also in that of the language itself, which is no target any more, and of one no longer so."""
    settings(desk, 'targets = ["ko", "zh-Hans", "de"]')
    seed(desk, "a.txt", "Wang Yi in Seoul")
    assert workflow("sync", "--source", "en", project=desk).code == 0
    settings(desk, 'targets = ["ko", "zh-Hans"]')
    for tag in ("ko", "en", "zh-Hans", "nl"):
        assert workflow("sync", "--source", tag, project=desk).code == 0
        assert language(desk) == tag
        assert kept(desk) == dict.fromkeys(("de", "ko", "zh_CN"), tag)
    done = workflow("run", "--to", "ko", "--source", "en", project=desk)
    assert done.code == 0, done.err
    assert kept(desk) == dict.fromkeys(("de", "ko", "zh_CN"), "en")
    assert workflow("sync", "--json", project=desk).json["seeds"][0]["language"] == "en"


def test_a_named_source_outlives_the_targets_it_was_written_with(desk: Path) -> None:
    """Other targets: what was said is still in the PO files of those before."""
    settings(desk, 'targets = ["ko"]')
    seed(desk, "a.txt", GERMAN)
    assert workflow("sync", "--source", "de", project=desk).code == 0
    settings(desk, 'targets = ["zh-Hans"]')
    assert language(desk) == "de"
    assert workflow("sync", project=desk).code == 0
    assert kept(desk)["zh_CN"] == "de"


@pytest.mark.parametrize("command", ["sync", "translate", "run"])
def test_a_named_source_can_be_forgotten(desk: Path, command: str) -> None:
    """With ``auto``, which the help names; ``detect`` shows beforehand what follows."""
    seed(desk, "a.txt", "The minister said that he will visit the city in the spring.")
    assert workflow("sync", "--source", "ko", project=desk).code == 0
    assert detected(desk)["a.txt"]["authority"] == "kept"
    found = detected(desk, "--source", "auto")["a.txt"]
    assert (found["language"], found["authority"]) == ("en", "text")
    assert set(kept(desk).values()) == {"ko"}
    done = workflow(command, "--source", "auto", "--json", project=desk)
    assert done.code == 0, done.err
    assert done.json["seeds"][0]["language"] == "en"
    assert detected(desk)["a.txt"]["authority"] == "text"
    assert set(kept(desk).values()) == {""}
    assert "auto" in workflow(command, "--help").out


def test_a_damaged_po_file_that_cannot_be_told_is_said_once(desk: Path) -> None:
    """The others keep the new language; this one is left as it is."""
    seed(desk, "a.txt", "Wang Yi in Seoul")
    settings(desk, 'targets = ["ko", "zh-Hans", "de"]')
    assert workflow("sync", "--source", "en", project=desk).code == 0
    settings(desk, 'targets = ["ko", "zh-Hans"]')
    damaged = desk / "locales/de/a.po"
    damaged.write_text(damaged.read_text() + 'msgid "open\n')
    before = damaged.read_bytes()
    done = workflow("sync", "--source", "ko", project=desk)
    assert done.err.count("locales/de/a.po") == 1
    assert damaged.read_bytes() == before
    assert kept(desk)["zh_CN"] == "ko"
    assert language(desk) == "ko"


def test_a_named_source_is_kept_where_most_is_in_another_language(desk: Path) -> None:
    """A Korean seed with English paragraphs has a Korean PO file: that too says Korean."""
    korean = "총수들은 내년 봄에 베이징을 다시 찾기로 했다."
    english = "The chamber met the press in Seoul and spoke about trade with its neighbours."
    settings(desk, 'targets = ["ko", "zh-Hans"]')
    seed(desk, "a.txt", f"{korean}\n\n{english}\n\n{english.replace('Seoul', 'Busan')}")
    assert workflow("sync", "--source", "ko", project=desk).code == 0
    assert kept(desk) == {"ko": "ko", "zh_CN": "ko"}
    assert language(desk) == "ko"
