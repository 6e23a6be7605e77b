"""Projects are found and their settings read, with every fault named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.config import find_project, parse_settings
from workflow.errors import ConfigError
from workflow.model import Settings


def test_a_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    """The nearest parent with settings is the project."""
    (tmp_path / "workflow.toml").write_text('name = "Outer"\n')
    inside = tmp_path / "seeds" / "2021"
    inside.mkdir(parents=True)
    found = find_project(inside)
    assert (found.root, found.settings.name) == (tmp_path, "Outer")


def test_a_pyproject_with_our_table_is_a_project(tmp_path: Path) -> None:
    """``[tool.workflow]`` in a pyproject.toml makes its folder a project; others do not."""
    (tmp_path / "pyproject.toml").write_text('[tool.workflow]\ntargets = ["zh_CN", "ko-KR"]\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    found = find_project(inner)
    assert found.root == tmp_path
    assert found.settings.targets == ("zh-Hans", "ko")


def test_no_project_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """Outside any project the error names the folder and advises ``init``."""
    with pytest.raises(ConfigError) as caught:
        find_project(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "workflow init" in caught.value.hint


def test_broken_toml_names_the_file_and_the_line(tmp_path: Path) -> None:
    """A syntax error is reported with its place."""
    (tmp_path / "workflow.toml").write_text('name = "x\n')
    with pytest.raises(ConfigError, match=r"workflow\.toml.*line 1"):
        find_project(tmp_path)


def test_all_faults_are_reported_together() -> None:
    """Unknown keys get a near miss, values their reason, in one message."""
    table = {
        "target": ["ko"],
        "targets": ["klingon"],
        "site_url": "example.org",
        "llm": {"timeout": -1, "urll": "http://127.0.0.1", "api_key": "sk-1", "top_p": 1},
        "deepl": {"key_env": "4f1c-secret:fx"},
    }
    with pytest.raises(ConfigError) as caught:
        parse_settings(table, Path("workflow.toml"))
    text = str(caught.value)
    for part in (
        "unknown setting target (did you mean targets?)",
        "'klingon'",
        "site_url must be a URL",
        "llm.timeout must be a number from 1 to 3600",
        "unknown setting llm.urll (did you mean url?)",
        "unknown setting llm.api_key (did you mean key_env?)",
        "unknown setting llm.top_p (did you mean extra?)",
        "deepl.key_env must be the name of a variable",
    ):
        assert part in text
    assert "sk-1" not in text
    assert "secret" not in text


def test_an_empty_table_gives_the_defaults() -> None:
    """Every setting is optional."""
    assert parse_settings({}, Path("x")) == Settings()


def test_a_site_url_always_ends_in_a_slash() -> None:
    """Relative parts can be appended to it as it is."""
    settings = parse_settings({"site_url": "https://example.org/news"}, Path("x"))
    assert settings.site_url == "https://example.org/news/"


@pytest.mark.parametrize("address", ["https://example.org/?p=1", "https://example.org/news#top"])
def test_a_site_url_is_one_that_can_be_appended_to(address: str) -> None:
    """The addresses of pages begin with it."""
    with pytest.raises(ConfigError, match="must be the address of a folder"):
        parse_settings({"site_url": address}, Path("x"))


def test_two_countries_of_a_language_are_not_quietly_one() -> None:
    """Who names both expects two translations; two spellings of one are one."""
    with pytest.raises(ConfigError, match="pt-BR and pt-PT are one language here"):
        parse_settings({"targets": ["pt-BR", "pt-PT"]}, Path("x"))
    targets = ["pt-BR", "pt_br", "zh-CN", "zh-Hans", "ko", "zh-TW"]
    assert parse_settings({"targets": targets}, Path("x")).targets == (
        "pt", "zh-Hans", "ko", "zh-Hant",
    )  # fmt: skip


def test_formats_are_those_that_are_registered() -> None:
    """Each once; an unknown one is answered with those there are."""
    assert parse_settings({"outputs": ["tmx", "pdf", "tmx"]}, Path("x")).outputs == ("tmx", "pdf")
    for wrong in (["docx"], "epub", [["epub"]]):
        with pytest.raises(ConfigError, match="outputs must be a list of: epub, json"):
            parse_settings({"outputs": wrong}, Path("x"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[tool]\nworkflow = 3\n", "tool.workflow must be a table"),
        (f"a = {'[' * 10_000}\n", "is not valid TOML"),
        ('[tool.workflow]\nname = "a\\nLanguage: xx"\n', "name must be one line"),
        ('[tool.workflow]\nteam = "a\\u0000"\n', "team must be one line"),
        ('[tool.workflow]\nsite_url = "https://example.org/a b"\n', "site_url must be a URL"),
        ("[tool.workflow]\nstyles = { ko = [1] }\n", "styles must map"),
        *(
            (f'[tool.workflow.site]\neditor = "x://{field}"\n', "site.editor has ")
            for field in ("{page}", "{line:{page}}", "{line:>9}", "{path!r}", "{path.stem}", "{}")
        ),
    ],
)
def test_what_cannot_be_a_setting_is_named(tmp_path: Path, text: str, fault: str) -> None:
    """Nothing of it gets into PO headers and pages, and no odd file ends in a traceback."""
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(ConfigError, match=fault):
        find_project(tmp_path)


def test_settings_in_another_encoding_are_told(tmp_path: Path) -> None:
    """Not as a fault of the TOML in it."""
    (tmp_path / "workflow.toml").write_bytes('name = "뉴스"\n'.encode("cp949"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        find_project(tmp_path)


def test_a_pyproject_of_something_else_is_no_project(tmp_path: Path) -> None:
    """Whatever its ``tool`` is."""
    (tmp_path / "pyproject.toml").write_text('tool = "hammer"\n')
    with pytest.raises(ConfigError, match="is not a project"):
        find_project(tmp_path)


def test_a_file_in_the_place_of_the_caches_is_named(tmp_path: Path) -> None:
    """And not the PO files, none of which could be written then."""
    (tmp_path / "workflow.toml").write_text("")
    (tmp_path / ".workflow").touch()
    with pytest.raises(ConfigError, match=r"/\.workflow: is not a folder"):
        find_project(tmp_path)
