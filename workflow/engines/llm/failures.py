"""Explain in plain words what went wrong with an endpoint, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from workflow.connection_faults import UNTRUSTED
from workflow.engines import address
from workflow.engines.llm.refusals import Kind, RefusedAnswer
from workflow.errors import EngineError
from workflow.model import LlmSettings, Message, say


class Passing(Exception):
    """A failure that may be temporary.

    Attributes:
        error: what to raise if it does not.
        wait: how many seconds the server asked for.
        busy: whether it is about the number of requests.
        answered: whether the server answered at all.
        loading: whether the model is being loaded.
    """

    def __init__(
        self, error: EngineError, wait: float = 0.0, *,
        busy: bool = False, answered: bool = True, loading: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(error.what)
        self.error, self.wait, self.busy, self.answered = error, wait, busy, answered
        self.loading = loading


class Slow(Passing):
    """No answer in time."""


@dataclass(frozen=True, slots=True)
class Failures:
    """The errors of one endpoint; none repeats what the server said, which may hold text or key.

    Attributes:
        settings: of the endpoint.
        has_key: whether a key is sent.
    """

    settings: LlmSettings
    has_key: bool

    def refused(self, said: RefusedAnswer) -> EngineError:
        """Return the error for a refusal."""
        status = said.status
        code = f"{status} {said.code}".strip()
        locked = status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
        if (locked and said.kind not in _BY_KIND) or said.kind is Kind.KEY:
            return self._locked(code)
        own = said.parameters.intersection(self.settings.extra)
        if said.kind is Kind.FIELDS:  # it may be any of them
            own = frozenset(self.settings.extra)
        if own and said.may_be_about_fields and said.kind not in _BY_KIND:
            what = say("refuses the field {name} ({reason})",
                       name=", ".join(sorted(own)), reason=code)  # fmt: skip
            return self.error(what, say("Correct {setting}.", setting="llm.extra"))
        what, hint = _told(status, said.kind)
        return self.error(Message(what, {"reason": code, "name": self.settings.model}), hint)

    def _locked(self, code: str) -> EngineError:
        name = f"${self.settings.key_env}"
        what = say("asks for a key ({reason})", reason=code)
        if self.has_key:
            what = say("refuses the key in {name} ({reason})", name=name, reason=code)
        return self.error(what, say("Set {name} to a valid key.", name=name))

    def nonsense(self) -> EngineError:
        """Return the error for an answer that is no completion."""
        return self.error(
            say("answers with something other than a chat completion"),
            say("Is llm.url an OpenAI-compatible API? It usually ends in /v1."),
        )

    def slow(self) -> EngineError:
        """Return the error for an answer that did not come in time."""
        what = say("gave no answer in {n} s", n=f"{self.settings.timeout:g}")
        return self.error(what, say("Wait, or raise {setting}.", setting="llm.timeout"))

    def silent(self, times: int) -> EngineError:
        """Return the error for an endpoint that so often in a row has answered nothing at all."""
        n = f"{self.settings.timeout:g}"
        what = say("has answered nothing, {times} times for {n} s", times=times, n=n)
        hint = say(
            "See the server's own log: does it still work? If it is slow, raise {setting}, or lower"
            " {other}.",
            setting="llm.timeout",
            other="llm.concurrency",
        )
        return self.error(what, hint)

    def unreachable(self, reason: Message) -> EngineError:
        """Return the error for a connection that cannot be made, or broke."""
        hint = say("Start it, or correct {setting}.", setting="llm.url")
        if reason == UNTRUSTED:
            hint = say("Set {name} to the file of certificates to trust.", name="SSL_CERT_FILE")
        return self.error(say("cannot be reached ({reason})", reason=reason), hint)

    def misnamed(self) -> EngineError:
        """Return the error for an invalid address."""
        hint = say("Correct {setting}.", setting="llm.url")
        return self.error(say("has a name that no host can have"), hint)

    def error(self, what: Message, hint: Message) -> EngineError:
        """Return an error of this endpoint."""
        return EngineError(address.shown(self.settings.url), what, hint)


#: Messages and hints for refusals of these kinds, whatever their status.
_BY_KIND = {
    Kind.MODEL: (
        say("has no model {name}, or nothing at this address ({reason})"),
        say("Correct llm.model; llm.url usually ends in /v1."),
    ),
    Kind.ROOM: (
        say("cannot load the model {name} ({reason})"),
        say("Is there memory enough for it? See the server's own log."),
    ),
    Kind.POLICY: (
        say("has nobody who serves {name} under your data policy ({reason})"),
        say(
            "Change the privacy settings of your account there, or {setting}.", setting="llm.model"
        ),
    ),
    Kind.SPENT: (
        say("has no quota or credit left ({reason})"),
        say("Renew it with the service, then run again: what was drafted is kept."),
    ),
    Kind.SUSPENDED: (
        say("has suspended your account ({reason})"),
        say("Ask the service why, then run again: what was drafted is kept."),
    ),
    Kind.PLACE: (
        say("is not offered in your country or region ({reason})"),
        say("Choose a service that is offered where you are."),
    ),
    Kind.NETWORK: (
        say("answers nothing from this network, or under this address ({reason})"),
        say("Have this network let in, or correct {setting}.", setting="llm.url"),
    ),
    Kind.INTERFACE: (
        say("serves this model, but not for chat completions ({reason})"),
        say("Correct {setting}.", setting="llm.model"),
    ),
    Kind.UNVERIFIED: (
        say("serves this model only to organizations that it has verified ({reason})"),
        say("Verify yours in your account there, or change {setting}.", setting="llm.model"),
    ),
    Kind.BETWEEN: (
        say("is not reached: something in between answers with a page of its own ({reason})"),
        say("Is there a proxy, a firewall, or a network that asks you to sign in?"),
    ),
}


def _told(status: int, kind: Kind) -> tuple[Message, Message]:
    """Return message and hint for a refused request, with places for ``reason`` and ``name``."""
    if status == HTTPStatus.NOT_FOUND:
        return _BY_KIND.get(kind, _BY_KIND[Kind.MODEL])
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if 300 <= status < 400:
        return (
            say("points to another address ({reason}), which is not followed"),
            say("Set llm.url to the final address."),
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return say("is too busy ({reason})"), say("Wait, or lower llm.concurrency.")
    if status >= 500:
        return say("failed ({reason})"), say("See the server's own log; try again later.")
    return say("refuses the request ({reason})"), say("Check llm.url and llm.model.")
