"""Do the daily work: ``sync``, ``translate`` and ``run``, each adding a step to the one before.

The way of a seed through ``run``, from top to bottom::

    sync        its PO files are brought to what it says        merge
    translate   what is empty gets a draft                      filling.Filler
    check       findings are gathered                           checking.collect
    publish     its pages are built, if anything has changed    publishing.SiteUnderWay

Seeds go this way in batches, so that each is opened at most once; one in which nothing has changed
is not opened at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from workflow import catalog, engines
from workflow.app import checking, renaming, resegmenting
from workflow.app.checking import Checked
from workflow.app.filling import Filler
from workflow.app.publishing import Published, SiteUnderWay
from workflow.app.state.document_translation import record_approvals
from workflow.app.state.project_state import ProjectState, Renames, Work
from workflow.app.state.reopened_approvals import Reopened, reopen
from workflow.app.state.seed_report import SeedReport
from workflow.app.state.seed_stages import opened, save
from workflow.app.state.seed_state import SeedState, each_seed
from workflow.catalog import attribution
from workflow.engines.usage import Usage
from workflow.errors import ConfigError, WorkflowError, contained
from workflow.model import NO_ENGINE, Finding, Project, say
from workflow.protocols import Progress, silent
from workflow.qa import baseline
from workflow.store.compact import KeptValues

#: Seeds whose PO files are written together, and the bytes of seeds, as all are in memory then;
#: between two batches, workers wait.
BATCH, BATCH_BYTES = 256, 2 << 20


@dataclass(slots=True)
class Outcome:
    """The outcome of a command: reports per seed, engines per target, and errors.

    ``missing`` is what people have decided and the PO files have lost, see ``workflow restore``;
    ``usage`` counts requests, retries and tokens of each engine that speaks to a language model;
    ``renames`` is what became of the PO files of seeds that have another name now; ``warnings``
    tell of the place of work; ``lapsed`` of sentences that people had joined or split, and that are
    others now; ``reopened`` of approvals that the glossary's changes have taken or given back;
    ``spared`` counts the drafts that a stopped ``--redo-drafts`` has replaced before; ``unasked``
    the sentences that an engine has left empty before, and was not asked for again.
    """

    seeds: KeptValues[SeedReport] = field(default_factory=partial(KeptValues, SeedReport))
    engines: dict[str, str] = field(default_factory=dict)
    errors: list[WorkflowError] = field(default_factory=list)
    usage: dict[str, Usage] = field(default_factory=dict)
    missing: list[Finding] = field(default_factory=list)
    renames: Renames = field(default_factory=Renames)
    warnings: list[WorkflowError] = field(default_factory=list)
    lapsed: list[WorkflowError] = field(default_factory=list)
    reopened: list[Reopened] = field(default_factory=list)
    spared: int = 0
    unasked: int = 0

    @classmethod
    def of(cls, state: ProjectState) -> Outcome:
        """Make an empty outcome that collects the errors of a command."""
        return cls(
            errors=state.errors,
            renames=state.renames,
            lapsed=state.lapsed,
            reopened=state.reopened,
        )

    def add(self, seed: SeedState) -> None:
        """Take a seed's report in."""
        if report := seed.report():
            self.seeds.append(report)
            self.missing += (each for target in report.locales for each in seed.lost(target))

    def conclude(self, filler: Filler) -> None:
        """Add what is known once the last seed has been filled, and sort the seeds by path."""
        self.engines, self.usage = filler.engines.signatures, filler.engines.usage
        self.warnings = filler.engines.places.warnings
        self.spared = filler.pending.redone.spared if filler.pending.redone else 0
        self.unasked = filler.pending.unanswered.unasked
        self.seeds.sort(lambda report: report.path)


@dataclass(slots=True)
class RunResult:
    """The outcome of ``run``: translations, the site, and findings in the order of the PO files."""

    outcome: Outcome
    site: Published
    checked: Checked


def sync(work: Work, progress: Progress = silent, *, was: str = "") -> Outcome:
    """Merge seeds into their PO files: new, moved, changed and gone sentences; no translation.

    Args:
        work: which seeds.
        progress: told how far it is.
        was: the name that the PO files of the only seed have, which are to be moved to it.

    Raises:
        SourceError: there are no such PO files, or they are another seed's.
    """
    with work.begin(progress) as state:
        if was:
            renaming.take(state, SeedState(state, next(iter(work.paths))), was)
        state.settle_addresses()
        outcome = Outcome.of(state)
        for batch in _batches(state, work.paths):
            for seed in merge(state, batch):
                outcome.add(seed)
        return outcome


def translate(work: Work, progress: Progress = silent) -> Outcome:
    """Sync, then fill empty entries; ``progress`` is called on the way.

    What is done is saved as it is done: an interruption loses nothing, a second call goes on.
    """
    with (
        work.begin(progress) as state,
        Filler(state, redo=work.redo_drafts, again=work.again) as filler,
    ):
        state.reuse(work.paths)
        state.settle_addresses()
        outcome = Outcome.of(state)
        for seed in _translated(state, filler, work.paths):
            outcome.add(seed)
        outcome.conclude(filler)
        return outcome


def run(work: Work, progress: Progress = silent, *, site: bool = True) -> RunResult:
    """Sync, translate and check seeds, and publish all seeds of their project.

    Seeds are merged, filled and checked some at a time, and each is added to the site at once, so
    pages are built while others are being translated. What goes wrong on the way is told in the
    end, beside what was done.

    Args:
        work: which seeds.
        progress: told how far it is.
        site: whether it is published; not where these are one part of the seeds, see
            :mod:`workflow.app.state.sharding`.
    """
    from workflow.app.publishing.site_publisher import SitePublisher  # slow to import

    project, paths = work.project, work.paths
    with (
        work.begin(progress) as state,
        Filler(state, redo=work.redo_drafts, again=work.again) as filler,
    ):
        state.reuse(paths)
        state.settle_addresses()
        outcome, checked = Outcome.of(state), Checked(errors=state.errors)
        accepted, worked_on = baseline.read(project), dict.fromkeys(paths, state.targets)
        its_site = SiteUnderWay(state, SitePublisher(state) if site else None)
        with contained(project.site, state.errors.append), its_site:
            translated = _translated(state, filler, paths)
            for seed in checking.checked(state, translated, worked_on):
                outcome.add(seed)
                checking.collect(seed, state.targets, accepted, checked)
                its_site.add(seed)
            for path in state.paths if site else ():
                if path not in worked_on:
                    its_site.add(SeedState(state, path))
            its_site.finish()
        outcome.conclude(filler)
        checked.findings.sort()
        return RunResult(outcome, its_site.published, checked)


def _translated(
    state: ProjectState, filler: Filler, paths: Collection[Path]
) -> Iterator[SeedState]:
    """Yield each seed once it is merged and filled as far as possible.

    Seeds that need no translation come first, as they are read. Only when the last one has been
    read, and so the amount of work is known, are the others translated.
    """
    waiting = filler.waiting()
    for batch in _batches(state, paths):
        for seed in merge(state, batch, filled_next=True):
            if filler.has_work(seed):
                waiting.append(seed)
            else:
                save(state, [seed])
                yield seed
    yield from filler.filled(waiting)


def merge(
    state: ProjectState, seeds: Sequence[SeedState], *, filled_next: bool = False
) -> list[SeedState]:
    """Merge seeds into their PO files and save them.

    A seed whose PO files are known to say that already is not opened.

    Args:
        state: the command's.
        seeds: whose PO files are written together: disks sync many files faster than one by one.
        filled_next: leave PO files that do not exist yet to the next stage, so that each is written
            once, not first without its translations.

    Returns:
        The seeds that can be worked on; why the others cannot is among the state's errors.
    """
    new = [seed for seed in seeds if not seed.is_merged()]
    state.workers.expect(len(new))
    renaming.follow(state, new)
    for seed in opened(state, new):
        for translation in (each for each in seed.open_wanted() if each.catalog.data):
            with seed.contained(seed.po(translation.target)):
                approvers = attribution.approvers(state.project, translation.catalog)
                record_approvals(translation, approvers)
                state.reopened += reopen(state.project, translation)
        resegmenting.drop_lapsed(state, seed)
    catalogs = [translation.catalog for seed in new for translation in seed.open_wanted()]
    state.errors += catalog.save_all(each for each in catalogs if each.data or not filled_next)
    for seed in seeds:
        seed.write_language()
    for seed in new:
        seed.note_merged()
    return [seed for seed in seeds if seed.is_merged() or seed.read()]


def _batches(state: ProjectState, paths: Collection[Path]) -> Iterator[list[SeedState]]:
    """Divide seeds into batches by number and size, in their order."""
    batch: list[SeedState] = []
    size = 0
    for seed in each_seed(state, paths):
        if batch and (len(batch) == BATCH or size > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(seed)
        with suppress(OSError):  # what is wrong with a file is told when it is read
            size += seed.path.stat().st_size
    if batch:
        yield batch


def with_max_cost(project: Project, max_cost: float | None) -> Project:
    """Limit the cost of one run, if a limit is given.

    Raises:
        ConfigError: what tokens cost is not known.
    """
    if max_cost is None:
        return project
    from workflow.engines.llm.token_prices import price_of  # slow to import

    llm = project.settings.llm
    if price_of(llm) is None:
        hint = say(
            "Set what a million tokens cost: {setting}",
            setting="llm.price = { input = 0.15, output = 0.6 }",
        )
        raise ConfigError("--max-cost", say("{setting} is not set", setting="llm.price"), hint)
    settings = replace(project.settings, llm=replace(llm, max_cost=max_cost))
    return replace(project, settings=settings)


def limited(project: Project, max_cost: float | None) -> Project:
    """Limit the cost of a translation; without a paid engine, there is nothing to limit.

    Raises:
        ConfigError: what the engine costs is not known, so that the limit could not be kept.
    """
    engine = engines.paid(project) if max_cost is not None else ""
    if engine in engines.UNCOUNTED:
        what = say("the engine {engine} keeps no limit of cost", engine=engine)
        raise ConfigError("--max-cost", what, say("Set the limit at the service itself."))
    return with_max_cost(project, max_cost) if engine else project


def drafted_by(seeds: Iterable[SeedReport]) -> dict[str, dict[str, int]]:
    """Count, for each target, the makers of the existing drafts, the most frequent first.

    Engines go by their signatures; others are a person, who has changed them, and the memory.
    """
    found: dict[str, Counter[str]] = {}
    for seed in seeds:
        for target, locale in seed.locales.items():
            found.setdefault(target, Counter()).update(locale.origins)
    return {target: dict(counted.most_common()) for target, counted in sorted(found.items())}


def engine_names(seeds: Iterable[SeedReport], targets: Iterable[str]) -> dict[str, str]:
    """Name, for each target, the engines of its drafts; empty without drafts."""
    made = drafted_by(seeds)
    return {
        target: ", ".join(name for name in made.get(target, ()) if name not in NO_ENGINE)
        for target in targets
    }
