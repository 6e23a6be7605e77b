"""Read the files that came back from review: their rows by document and locale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from workflow import exchange
from workflow.app.state import seed_files
from workflow.catalog import entries_of
from workflow.errors import ExchangeError
from workflow.exchange import ReturnedSentence
from workflow.model import Entry, Project, State, say

#: A document's name and the code of a locale, as a file has them; both may be empty.
Place = tuple[str, str]


class ReturnedFiles:
    """Reads returned files of a project.

    Args:
        project: whose.
        form: what they should be, one of :data:`workflow.exchange.FORMATS`; any if empty.

    Attributes:
        seeds: the project's seeds by name.
    """

    def __init__(self, project: Project, form: str) -> None:
        self.seeds = {
            seed_files.name_of(project, seed): seed for seed in seed_files.select(project, ())
        }
        self._root = project.root
        self._names = {seed: name for name, seed in self.seeds.items()}
        self._kind = "xliff" if form == "xliff2" else form

    def grouped(self, path: Path) -> Mapping[Place, Sequence[ReturnedSentence]]:
        """Read the rows of a file, by document and locale.

        Rows of ours that have lost both belong to the only place that the others name.

        Raises:
            WorkflowError: the file cannot be read.
        """
        groups: dict[Place, list[ReturnedSentence]] = {}
        for row in self._rows(path):
            groups.setdefault((row.seed, row.locale), []).append(row)
        places = [place for place in groups if any(place)]
        if len(places) == 1 and (lost := groups.pop(("", ""), ())):
            for row in lost:
                groups.setdefault(places[0] if row.key else ("", ""), []).append(row)
        return groups

    def _rows(self, path: Path) -> Iterable[ReturnedSentence]:
        """Read the sentences of a file.

        An entry of a PO file that names no seed belongs to the seed of most others.
        """
        kind = exchange.kind_of(path, str(path))
        if self._kind not in ("", kind):
            hint = say("Leave --format out: the file itself says what it is.")
            raise ExchangeError(
                path,
                say("is {kind}, not {other}", kind=kind.upper(), other=self._kind.upper()),
                hint,
            )
        if kind == "po":
            locale, entries = entries_of(path)
            known = Counter(filter(None, map(self._seed, entries)))
            own = known.most_common(1)[0][0] if known else path.stem
            return [
                _row(entry, f"{path}:{entry.line}", self._seed(entry) or own, locale)
                for entry in entries
            ]
        return exchange.read(path)

    def _seed(self, entry: Entry) -> str:
        """Find the document that an entry's references name; empty if there is none."""
        places = (self._root / each.rpartition(":")[0] for each in entry.references)
        return next((self._names[place] for place in places if place in self._names), "")


def _row(entry: Entry, where: str, seed: str, locale: str) -> ReturnedSentence:
    """Make a row of an entry of a PO file."""
    return ReturnedSentence(
        where=where,
        seed=seed,
        locale=locale,
        source=entry.source,
        context=entry.context,
        text=entry.text,
        approved=entry.state is State.REVIEWED,
        comments=entry.comments,
    )
