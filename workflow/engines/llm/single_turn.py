"""Writes the prompts for models that take a single message, in their family's own form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.engines.llm.profiles import ModelProfile, TurnForm
from workflow.engines.llm.prompts import Prompts, Turn, inline, turn
from workflow.languages import language, name_in
from workflow.markup import PLACEHOLDER
from workflow.model import Problem, Request


def prompts_for(source: str, target: str, profile: ModelProfile, style: str = "") -> Prompts:
    """Return the kind of prompts that a profile needs, for a pair of languages.

    Args:
        source: BCP 47 tag of the sentences.
        target: BCP 47 tag of their translations.
        profile: of the model.
        style: the project's style guide for the target language.
    """
    kind = TurnPrompts if profile.turn else Prompts
    return kind(source, target, profile, style)


@dataclass(frozen=True, slots=True)
class TurnPrompts(Prompts):
    """The prompts for a model without conversations: one sentence in one message."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Additional fields of each request: the languages, if the model takes them as fields."""
        return {"chat_template_kwargs": self._languages()} if self._form.fields else {}

    def single(self, request: Request) -> list[Turn]:
        """Ask for one sentence: terms, background and style first, then the instruction."""
        form, names = self._form, self._names()
        text = inline(request) if self.profile.inline else request.text
        order = form.order.format(text=text, **names, **self._tags()).removeprefix("\n")
        content = "\n".join((*self._remarks(request), order))
        if not form.fields:
            return [turn("user", content)]
        return [turn("user", [{"type": "text", **self._languages(), "text": content}])]

    def correction(self, request: Request, reply: str, faults: Sequence[Problem]) -> list[Turn]:
        """Ask once more in the same way: these models cannot be told what was wrong."""
        del reply, faults
        return self.single(request)

    def _remarks(self, request: Request) -> Iterator[str]:
        """Yield terms, background, style and markup rules, each if the form has words for it."""
        form = self._form
        uses = {use.source: use.rendering for use in request.terms if use.rendering}
        if form.terms and uses:
            lines = (form.term.format(source=name, rendering=as_) for name, as_ in uses.items())
            yield "\n".join((form.terms, *lines, ""))
        background = "\n".join(filter(None, (request.headline, *request.before)))
        if form.background and background:
            yield form.background.format(background=background).strip("\n") + "\n"
        if form.style and self.style:
            yield form.style.format(style=" ".join(self.style.split()))
        if form.tags and PLACEHOLDER.search(request.text):
            yield form.tags

    @property
    def _form(self) -> TurnForm:
        form = self.profile.form(*map(_subtag, (self.source, self.target)))
        assert form is not None, "only for profiles that have one"  # noqa: S101
        return form

    def _names(self) -> Mapping[str, str]:
        """Return the names of both languages, in the language that the prompt is written in."""
        written = [tag for tag in (self.source, self.target) if _subtag(tag) in self.profile.turn]
        sides = {"source": self.source, "target": self.target}
        return {
            side: name_in(tag, written[0]) if written else language(tag).name
            for side, tag in sides.items()
        }

    def _tags(self) -> Mapping[str, str]:
        return {"source_tag": self.source, "target_tag": self.target}

    def _languages(self) -> Mapping[str, str]:
        return {"source_lang_code": self.source, "target_lang_code": self.target}


def _subtag(tag: str) -> str:
    return tag.partition("-")[0]
