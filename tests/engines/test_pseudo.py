"""Pseudo-translation: marked as such, deterministic, structure kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow import markup
from workflow.engines.pseudo import PseudoEngine
from workflow.model import Draft, Project, Request, TermType, TermUse


def _translate(project: Project, *requests: Request) -> list[Draft]:
    return [draft for _, draft in PseudoEngine(project).translate(requests, "en", "ko")]


def test_it_cannot_be_taken_for_a_translation(project: Project) -> None:
    """The text is wrapped, the draft says so, the signature too."""
    (draft,) = _translate(project, Request("Exports rose."))
    assert draft.text.startswith("⟦")
    assert draft.text.endswith("⟧")
    assert draft.engine == "pseudo/1"
    assert any(problem.code == "pseudo" for problem in draft.problems)


def test_renderings_and_placeholders_stand_where_they_belong(project: Project) -> None:
    """Also when a mention has placeholders inside."""
    text = "<g1>KEF</g1> met Xing <g2>Haiming</g2><x3/>."
    terms = (
        TermUse("kef", TermType.ABBR, "KEF", 4, 7, "경총"),
        TermUse("xing", TermType.PERSON, "Xing Haiming", 17, 38, "싱하이밍"),
    )
    (draft,) = _translate(project, Request(text, terms=terms))
    assert markup.problems(text, draft.text) == ()
    assert "<g1>경총</g1>" in draft.text
    assert "싱하이밍" in draft.text


def test_addresses_stay_as_they_are(project: Project) -> None:
    """A link in the draft leads where the source's leads, and no check has to complain."""
    (draft,) = _translate(
        project, Request("See https://news.example/a?b=c or write to a.b@news.io.")
    )
    assert draft.text == "⟦Šéé https://news.example/a?b=c õr wrîté tõ a.b@news.io.⟧"


@given(st.text(max_size=80))
def test_any_text_comes_out_the_same_every_time(text: str) -> None:
    """Deterministic, and nothing but its Latin letters changes."""
    from pathlib import Path

    first, second = _translate(Project(Path()), Request(text), Request(text))
    assert first == second
    assert len(first.text) == len(text) + 2


def test_it_serves_every_pair_of_different_languages(project: Project) -> None:
    """Never a language into itself."""
    assert PseudoEngine(project).serves("fi", "zh-Hant")
    assert not PseudoEngine(project).serves("ko", "ko")
