"""What PO files hold for the translation memory."""

from __future__ import annotations

from dataclasses import replace

from tests.support.catalogs import EDITOR, ENGINE, approve_all, document, merged, translated
from workflow.catalog import Catalog, pairs
from workflow.model import Draft, Pair, Project, State

PO = "locales/ko/talks.po"


def held(project: Project, path: str = PO) -> dict[str, Pair]:
    return {pair.source: pair for pair in pairs(project, project.root / path)}


def test_an_approved_sentence_knows_its_neighbours_and_its_reviewer(project: Project) -> None:
    """And where it stands."""
    approve_all(project, {"One.": "하나.", "Two.": "둘.", "Three.": "셋."})
    two = held(project)["Two."]
    assert (two.text, two.state, two.machine) == ("둘.", State.REVIEWED, False)
    assert (two.language, two.target, two.reviewer) == ("en", "ko", EDITOR)
    assert (two.before, two.after, two.path) == ("One.", "Three.", PO)
    assert two.line > 1
    assert held(project)["One."].before == held(project)["Three."].after == ""


def test_the_language_of_the_source_is_that_of_the_document(project: Project) -> None:
    """Also after it turned out to be another one; a region that an editor adds may stay."""
    path = approve_all(project, {"One.": "하나."}).path
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document("One.", language="fr"))
    assert catalog.save()
    assert held(project)["One."].language == "fr"
    path.write_text(path.read_text().replace("X-Source-Language: fr", "X-Source-Language: fr_FR"))
    assert held(project)["One."].language == "fr"
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document("One.", language="fr"))
    assert not catalog.save()


def test_a_machines_draft_is_told_from_a_persons(project: Project) -> None:
    """Only an untouched draft is the machine's."""
    catalog = translated(project, "One.", "Two.")
    text = catalog.path.read_text().replace("초안: Two.", "둘이다.")
    catalog.path.write_text(text)
    one, two = held(project).values()
    assert (one.machine, one.origin, one.state) == (True, ENGINE, State.DRAFT)
    assert (two.machine, two.origin, two.state) == (False, "person", State.DRAFT)


def test_a_proposal_counts_for_the_sentence_it_was_made_for(project: Project) -> None:
    """Not for the changed one, which it does not translate yet."""
    approve_all(project, {"The talks lasted three hours.": "회담은 세 시간 이어졌다."})
    merged(project, "The talks lasted four hours.").save()
    (old,) = held(project).values()
    assert (old.source, old.state) == ("The talks lasted three hours.", State.REVIEWED)
    assert (old.before, old.after) == ("", "")


def test_what_a_person_wrote_over_the_pseudo_engines_marks_is_theirs(project: Project) -> None:
    """The tour begins with that engine; what is written there is memory like anything else."""
    catalog = merged(project, "One.")
    catalog.fill("One.", Draft("[Ōne.]", "pseudo/1"))
    catalog.save()
    text = catalog.path.read_text().replace('#, fuzzy\nmsgid "One."', 'msgid "One."')
    catalog.path.write_text(text.replace("[Ōne.]", "하나."))
    (one,) = held(project).values()
    assert (one.text, one.origin, one.state) == ("하나.", "person", State.REVIEWED)


def test_what_is_out_of_use_or_in_a_comment_counts_too(project: Project) -> None:
    """Obsolete messages and other translations are memory, too."""
    approve_all(project, {"One.": "하나.", "Two.": "둘."})
    catalog = merged(project, "Two.")
    catalog.save()
    text = catalog.path.read_text()
    marked = text.replace("# workflow:", "# other translation: 두 개.\n# workflow:", 1)
    catalog.path.write_text(marked)
    found = [(pair.text, pair.state) for pair in pairs(project, catalog.path)]
    assert ("하나.", State.REVIEWED) in found
    assert ("두 개.", State.DRAFT) in found


def test_what_left_the_document_as_a_whole_knows_its_neighbours(project: Project) -> None:
    """But for its first and its last sentence: nobody knows what stood around them."""
    approve_all(project, {"One.": "하나.", "Two.": "둘.", "Three.": "셋.", "Four.": "넷."})
    merged(project, "Quite another article, of other words.").save()
    found = {source: (pair.before, pair.after) for source, pair in held(project).items()}
    assert found["Two."] == ("One.", "Three.")
    assert found["Three."] == ("Two.", "Four.")
    assert found["One."] == found["Four."] == ("", "")


def test_what_is_no_translation_is_left_out(project: Project) -> None:
    """Empty sentences, carried texts and the pseudo engine's marks; files that are not ours."""
    catalog = merged(project, "One.", "Two.")
    catalog.fill("One.", Draft("[Ōne.]", "pseudo/1"))
    catalog.save()
    assert held(project) == {}
    for elsewhere in ("locales/talks.po", "locales/memory/talks.po", "locales/zh-Hans/talks.po"):
        path = project.root / elsewhere
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalog.path.read_bytes())
        assert pairs(project, path) == ()


def test_recalled_sentences_are_reviewed_by_whoever_approved_them(project: Project) -> None:
    """Their origin is the memory; a person's words are never replaced."""
    catalog = approve_all(project, {"One.": "하나."})
    elsewhere = Pair("One.", "일.", "en", "ko", State.REVIEWED, reviewer=EDITOR, date="2026-01-01")
    assert not catalog.recall("One.", elsewhere)
    catalog = merged(project, "One.", "Two.")
    assert catalog.recall("Two.", replace(elsewhere, text="둘."), "3fa2")
    catalog.save()
    entry = merged(project, "One.", "Two.").entries["Two."]
    assert (entry.state, entry.origin, entry.reviewer) == (State.REVIEWED, "memory", EDITOR)
    assert (entry.date, entry.terms_hash, entry.unchanged) == ("2026-01-01", "3fa2", False)


def test_another_translation_counts_where_nothing_else_is_translated(project: Project) -> None:
    """A comment keeps a person's words though their sentence is empty."""
    catalog = merged(project, "One.")
    catalog.save()
    text = catalog.path.read_text()
    catalog.path.write_text(text.replace("#. block", "# other translation: 하나.\n#. block"))
    assert held(project)["One."].text == "하나."


def test_a_second_rendering_is_not_the_one_for_its_place(project: Project) -> None:
    """Where the sentence itself stands, a person has decided for another text."""
    path = approve_all(project, {"One.": "하나.", "Two.": "둘.", "Three.": "셋."}).path
    with path.open("a") as file:
        file.write('\nmsgctxt "headline"\nmsgid "Two."\nmsgstr "두 개"\n')
    merged(project, "One.", "Two.", "Three.").save()
    places = {pair.text: (pair.before, pair.after) for pair in pairs(project, project.root / PO)}
    assert places["둘."] == ("One.", "Three.")
    assert places["두 개"] == ("", "")


def test_an_alternative_that_a_machine_repeats_stays_a_persons(project: Project) -> None:
    """A draft made of it does not make it the machine's own."""
    catalog = translated(project, "One.")
    catalog.comment("One.", "other translation: 하나다.")
    catalog.fill("One.", Draft("하나다.", "memory"), redo=True)
    catalog.save()
    machines = [(pair.text, pair.machine) for pair in pairs(project, project.root / PO)]
    assert machines == [("하나다.", True), ("하나다.", False)]
