"""What checks, engines and risk say about a translation, as templates that can be translated.

They say it in English, with values in it: ``48 is not in the source``. In the PO files that a run
has written, and in a check that a project adds, there is nothing else. So the review knows each
phrase by its template (:mod:`workflow.review.localization`); a test holds the tables to the code.
"""

from __future__ import annotations

from workflow.vocabulary import label

#: What the checks find.
FINDINGS = (
    label("{values} is missing"),
    label("{values} is not in the source"),
    label("{new} is not in the source; {lost} is missing"),
    label("{lost} in the source, {new} in the translation"),
    label("the unit of a number is missing: {values}"),
    label("the unit of a number is not in the source: {values}"),
    label("the date is a {lost}, the translation says {new}"),
    label("{one} stands for {lost}, but {other} for {new} in line {line}"),
    label("not in the source: {text}"),
    label("{text} stands {n} times"),
    label("{text} stands twice in a row"),
    label("placeholders overlap or close before they open"),
    label("line {line} has the same translation, but another source"),
    label("the translation of line {line} is in here as well"),
    label("line {line} has the same source, but another translation"),
    label("{form} here, but {usual} elsewhere in the document"),
    label("the source denies ({word}), the translation does not"),
    label("the translation denies ({word}), the source does not"),
    label("the source asks, the translation does not"),
    label("the translation asks, the source does not"),
    label("the full stop at the end is missing"),
    label("a quotation mark is missing"),
    label("{mark} without a matching {other}"),
    label("wrong particle: {text}"),
    label("a particle in both its forms, choose one: {text}"),
    label("half-width marks instead of full-width ones: {text}"),
    label("full-width marks instead of half-width ones: {text}"),
    label("full-width letters or digits: {text}"),
    label("two marks in a row: {text}"),
    label("two spaces in a row: {text}"),
    label("a space at the beginning or end"),
    label("a line break: {text}"),
    label("a space before a mark: {text}"),
    label("no space after a comma: {text}"),
    label("no space after a full stop: {text}"),
    label("text in another script: {text}"),
    label("traditional characters: {text}"),
    label("invisible characters: {text}"),
    label("letters stored in pieces (not Unicode NFC)"),
    label("damaged text: {text}"),
    label("the translation is a copy of the source"),
    label("left in the source language: {text}"),
    label("much shorter than the source ({share} of the usual length): part of it may be missing"),
    label("much longer than the source ({n} times the usual length): something may be added"),
    label("the comment silences nothing: {text}"),
    label("{name} is not rendered as {form}"),
    label("{name} stands here for the first time: write {form}"),
    label("{text} is forbidden: write {form}"),
    label("{text} is left in the source language: write {form}"),
    label("{name} may be {one} or {other}"),
    label("{word} (ko_reading is missing)"),
    label("the particle in {word} cannot be checked: its glossary row has no ko_reading"),
)
#: What engines say about their own drafts.
DRAFTS = (
    label("there is no translation"),
    label("a copy of the source"),
    label("only {share} of the letters are {script}"),
    label("left in another script: {text}"),
    label("much shorter than the source"),
    label("much longer than the source"),
    label("missing {values}"),
    label("not in the source {values}"),
    label("differs from the source: {text}"),
    label("the reply was cut off"),
    label("a note of the translator: {text}"),
    label("put back by position, check its place"),
    label("a long sentence, translated in {n} parts"),
    label("a name had to be forced into the sentence; read it with care"),
    label("the place of {mark} is a guess"),
    label("{text} left over"),
    label("{text} is left over"),
    label("{text} doubled"),
    label("{text} stands right after another name"),
    label("{name} is glued to the word before it"),
    label("{name} is glued to the word after it"),
    label("{name} is joined to another name"),
    label("{name} is followed by {text}, which counts"),
    label("this is not a translation"),
)
#: What the workflow itself says in comments: why ``align`` was not sure of a translation, and a
#: translation that had to give way to another.
COMMENTS = (
    label("the two texts have little in common: is this the right translation?"),
    label("{n} sentences are translated as one"),
    label("the two may not belong together ({share} sure)"),
    label("the two have little in common"),
    label("numbers are missing: {values}"),
    label("this text also translates {text}"),
    label("other translation: {text}"),
)
#: Why a sentence should be read.
REASONS = (
    label("not translated"),
    label("not approved"),
    label("the source has changed"),
    label("the glossary has changed"),
    label("a number in the source has changed"),
    label("draft from {engine}"),
    label("approved without a change to the draft"),
    label("changed since approval"),
    label("which rendering? {text}"),
    label("names"),
    label("numbers"),
    label("headline"),
    label("deck"),
    label("caption"),
)
#: What people decided and a file has lost.
MISSING = (
    label("{name} approved this on {when}, and it is no longer in the file: {text}"),
    label("this was approved on {when}, and it is no longer in the file: {text}"),
    label("{name} left this for more work on {when}, and it is no longer in the file: {text}"),
    label("this was left for more work on {when}, and it is no longer in the file: {text}"),
)
#: Names of checks, as they stand before a phrase and beside a finding; English ones are their own.
CHECKS = frozenset(
    {
        label("align"),
        label("brackets"),
        label("carrier"),
        label("date"),
        label("doubled"),
        label("empty"),
        label("encoding"),
        label("ending"),
        label("forbidden-form"),
        label("inconsistent"),
        label("invisible"),
        label("length"),
        label("link"),
        label("lost-approval"),
        label("lost-edit"),
        label("machine"),
        label("markup"),
        label("negation"),
        label("noqa"),
        label("number"),
        label("particle"),
        label("particle-unknown"),
        label("pseudo"),
        label("punctuation"),
        label("question"),
        label("quotes"),
        label("remark"),
        label("repetition"),
        label("script"),
        label("source-left"),
        label("spaces"),
        label("spacing"),
        label("structure"),
        label("surname-ambiguous"),
        label("term-ambiguous"),
        label("term-changed"),
        label("term-first"),
        label("term-forced"),
        label("term-missing"),
        label("term-phonetic-repair"),
        label("unit"),
        label("untranslated"),
    }
)
#: What is counted beside a number, as the check ``unit`` calls it.
UNITS = frozenset(
    {
        label("percent"),
        label("times"),
        label("dollars"),
        label("euros"),
        label("pounds"),
        label("won"),
        label("yuan"),
        label("yen"),
    }
)
