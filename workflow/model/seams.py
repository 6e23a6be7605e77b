"""Define where people have joined or split the sentences of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seam:
    """A place in a paragraph where people say that a sentence ends, or that none does.

    It is told by what stands around it and not by a number: so it stays with its sentences wherever
    they move, and goes when they change.

    Attributes:
        left, right: the texts beside it, without white space around them.
        joined: whether they are one sentence; else they are two.
    """

    left: str
    right: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Sentences that have become one, or one that has become several.

    Attributes:
        before, after: their texts, in their order; on one side there is one alone.
        shares: where an editor has said so, what of the translation each of several has.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    shares: tuple[str, ...] = ()
