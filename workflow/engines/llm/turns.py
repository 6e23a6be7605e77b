"""What a model is asked that takes a single turn, in the form that its family was trained on."""

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
    """Return what to ask a model of this profile about a pair of languages.

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
    """What is asked of a model that takes no conversation: each sentence alone, in one turn."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Further fields of each request: the languages, where the form has fields for them."""
        return {"chat_template_kwargs": self._languages()} if self._form.fields else {}

    def single(self, request: Request) -> list[Turn]:
        """Ask for one sentence: what there is a form for, and the order with the sentence."""
        form, names = self._form, self._names()
        text = inline(request) if self.profile.inline else request.text
        order = form.order.format(text=text, **names, **self._tags()).removeprefix("\n")
        content = "\n".join((*self._remarks(request), order))
        if not form.fields:
            return [turn("user", content)]
        return [turn("user", [{"type": "text", **self._languages(), "text": content}])]

    def correction(self, request: Request, reply: str, faults: Sequence[Problem]) -> list[Turn]:
        """Ask anew: these models are shown no earlier reply, and each may come out otherwise."""
        del reply, faults
        return self.single(request)

    def _remarks(self, request: Request) -> Iterator[str]:
        """Yield what the family has a form for."""
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
        """Return the names of the languages, in the language that the form is written in."""
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
