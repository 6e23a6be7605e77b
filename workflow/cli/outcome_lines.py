"""Print what commands report of seeds at the end: their progress, and what is doubtful."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.options import Options
from workflow.model import Finding, Message, is_pseudo, say

if TYPE_CHECKING:
    from workflow.app.running import Outcome
    from workflow.app.state.project_state import Renames
    from workflow.app.state.seed_report import LocaleReport, SeedReport
    from workflow.engines.usage import Usage
    from workflow.model import Project

#: Why something is carried over, by the value of :class:`CarryReason`.
_REASONS: Mapping[str, Message] = {
    str(each): each
    for each in (
        say("code"),
        say("code like sentences"),
        say("notice"),
        say("figures"),
        say("address"),
        say("formula"),
        say("template tag"),
        say("words in a template tag"),
        say("words for a picture within a line"),
        say("embed"),
        say("same language"),
        say("not read"),
    )
}
#: The titles of columns that count sentences by state.
STATES = say("● reviewed"), say("○ draft"), say("◇ stale"), say("empty")
#: How many sentences without a translation, or findings of one kind, a summary shows.
_MOST = 5


def print_doubts(options: Options, project: Project, outcome: Outcome) -> None:
    """Print what was done about renamed seeds, and what is doubtful about seeds."""
    from workflow import catalog, glossary
    from workflow.app import detection, renaming

    for line in renaming.notices(outcome.renames):
        console.inform(options, line)
    for warning in (*outcome.warnings, *outcome.lapsed):
        console.print_warning(warning)
    if not options.quiet:
        for unread in catalog.unread(project, project.settings.targets):
            console.print_warning(unread)
        for table in glossary.unread(project):
            console.print_warning(table)
        for doubt in renaming.doubts(outcome.renames):
            console.print_warning(doubt)
        for doubt in detection.doubts(project, outcome.seeds):
            console.print_warning(doubt)
        print_twins(outcome.seeds)


def print_twins(seeds: Iterable[SeedReport]) -> None:
    """Warn of seeds whose files would overwrite each other on some machines."""
    from workflow.app.state import seed_files

    for doubt in seed_files.case_twins({seed.name: seed.path for seed in seeds}):
        console.print_warning(doubt)


def print_outcome(options: Options, outcome: Outcome) -> None:
    """Print the progress of each locale, what should be known about it, and who drafted."""
    from workflow.app import running

    if options.quiet or options.json:
        return
    made = running.drafted_by(outcome.seeds)
    locales = [locale for seed in outcome.seeds for locale in seed.locales.values()]
    _print_reopened(options, outcome)
    if other := sum(locale.other_terms for locale in locales):
        approved = counted(other, "approved sentence")
        console.inform(
            options,
            say(
                "The glossary has changed for {sentences}: `workflow glossary impact` shows which"
                " of them contradict it.",
                sentences=approved,
            ),
        )
    if not outcome.errors:
        print_all_at_home(options, outcome.seeds)
    print_outdated_terms(options, outcome.seeds)
    _print_progress(outcome.seeds, made)
    pseudo = sum(made[tag][name] for tag in made for name in made[tag] if is_pseudo(name))
    if pseudo:
        marked = say(
            "{drafts} of `pseudo`, which does not translate: the next run with an engine replaces"
            " them.",
            drafts=counted(pseudo, "draft"),
        )
        console.inform(options, marked)
    if outcome.spared:
        spared = say(
            "{sentences} not translated again: the --redo-drafts before this one, which was"
            " stopped, has done so. To have these redone as well, delete .workflow/redone.",
            sentences=counted(outcome.spared, "sentence"),
        )
        console.inform(options, spared)
    _print_empty(options, outcome, locales)
    _print_usage(options, outcome.usage)


def _print_usage(options: Options, usage: Mapping[str, Usage]) -> None:
    """Print, for each engine that speaks to a language model, what it has used."""
    for name, used in usage.items():
        console.inform(options, _used_line(name, used))


def _used_line(name: str, used: Usage) -> Message:
    """Say what an engine or a model has used of a language model."""
    line = say(
        "{name}: {requests}, {retries}, {prompt} + {completion} tokens",
        name=name,
        requests=counted(used.requests, "request"),
        retries=counted(used.retries, "retry"),
        prompt=f"{used.prompt_tokens:,}",
        completion=f"{used.completion_tokens:,}",
    )
    return with_cost(line, used)


def with_cost(line: Message, used: Usage) -> Message:
    """Add what the use has cost, where that is known."""
    return say("{line}, cost {cost}", line=line, cost=f"{used.cost:.4f}") if used.cost else line


def _print_reopened(options: Options, outcome: Outcome) -> None:
    """Print how many approvals changed rows of the glossary have taken, and given back."""
    stale = sum(bool(each.reasons) for each in outcome.reopened)
    if stale:
        said = say(
            "The glossary has changed: {sentences} without the new rendering now stale. `workflow"
            " glossary impact` lists them and their pages.",
            sentences=counted(stale, "approved sentence"),
        )
        console.inform(options, said)
    if back := len(outcome.reopened) - stale:
        said = say(
            "{sentences} approved again: the glossary no longer asks for anything else.",
            sentences=counted(back, "sentence"),
        )
        console.inform(options, said)


def print_outdated_terms(options: Options, seeds: Sequence[SeedReport]) -> None:
    """Print how many drafts contradict changed rows of the glossary, and how to renew them."""
    found = {
        (seed.path, target): locale.outdated_terms
        for seed in seeds
        for target, locale in seed.locales.items()
        if locale.outdated_terms
    }
    if found:
        concerned = list(dict.fromkeys(shlex.quote(path) for path, _ in found))
        named = " ".join(concerned) if len(concerned) <= _MOST else "SEED …"
        targets = ",".join(sorted({target for _, target in found}))
        said = say(
            "The glossary has changed: {drafts} without the new rendering (see `workflow check`)."
            " `workflow translate {seeds} --redo-drafts` drafts anew what nobody has touched.",
            drafts=counted(sum(found.values()), "draft"),
            seeds=f"{named} --to {targets}",
        )
        console.inform(options, said)


def _print_progress(seeds: Sequence[SeedReport], made: Mapping[str, Mapping[str, int]]) -> None:
    """Print, one line per locale, the counts of sentences by state and the makers of drafts."""
    rows = []
    for target in sorted({target for seed in seeds for target in seed.locales}):
        reports = [seed.locales[target] for seed in seeds if target in seed.locales]
        counts = [
            sum(getattr(report, state) for report in reports)
            for state in ("reviewed", "draft", "stale", "empty")
        ]
        rows.append((target, len(reports), *counts, _makers(made[target])))
    if rows:
        head = (say("locale"), say("seeds"), *STATES, say("drafted by"))
        console.print_table(head, rows)


def print_all_at_home(options: Options, seeds: Sequence[SeedReport]) -> None:
    """Print that there is nothing to translate, if every seed is in the target language."""
    if not seeds or any(seed.locales for seed in seeds):
        return
    said = say(
        "Nothing to translate: {seeds} in {languages}, and no other target. Targets are named in"
        ' the settings: targets = ["ko"]',
        seeds=counted(len(seeds), "seed"),
        languages=sorted({seed.language for seed in seeds}),
    )
    console.inform(options, said)


def _print_empty(options: Options, outcome: Outcome, locales: Sequence[LocaleReport]) -> None:
    """Print how many sentences are still empty, with the engine's remarks on some of them.

    Where there were errors, only those are counted that it was asked for: they say why others are.
    """
    unanswered = [each for locale in locales for each in locale.unanswered]
    empty = len(unanswered) if outcome.errors else sum(locale.empty for locale in locales)
    if empty and (outcome.engines or outcome.unasked):
        print_unanswered(options, empty, unanswered)


def print_unanswered(options: Options, empty: int, unanswered: Sequence[str]) -> None:
    """Print how many sentences an engine left empty, some of them, and how to ask again."""
    said = say(
        "{sentences} still empty: the engine gave no translation. To ask again, name the seed"
        " (`workflow translate SEED`), or choose another --engine.",
        sentences=counted(empty, "sentence"),
    )
    console.inform(options, said)
    shown = unanswered if options.verbose else unanswered[:_MOST]
    for each in shown:
        console.inform(options, f"  {each}")
    if more := len(unanswered) - len(shown):
        rest = say("… and {n} more like these: their PO files say why.", n=f"{more:,}")
        console.inform(options, f"  {console.localized(rest)}")


def _makers(counts: Mapping[str, int]) -> str:
    """List what made the drafts, ``llm/m``; of several each with its number: ``llm/m 12``."""
    if len(counts) < 2:
        return "".join(counts)
    return ", ".join(f"{name or '?'} {count}" for name, count in counts.items())


def print_carried(options: Options, seeds: Sequence[SeedReport]) -> None:
    """Print how much of the seeds is left untranslated, and why; ``-v`` lists the places."""
    carried = [(seed, each) for seed in seeds for each in seed.carried]
    if not carried or options.quiet:
        return
    counts = Counter(each.reason for _, each in carried)
    told = [
        say("{reason} {n}", reason=_REASONS[reason], n=number)
        for reason, number in counts.most_common()
    ]
    said = say("Carried over untranslated: {reasons}", reasons=told)
    console.inform(options, said if options.verbose else say("{what} (-v lists them)", what=said))
    for seed, each in carried if options.verbose else ():
        into = f" ({each.target})" if each.target else ""
        console.inform(options, f"{seed.path}:{each.line}: {each.reason}{into}: {each.text}")


def print_some(options: Options, findings: Sequence[Finding]) -> None:
    """Print the first findings of one kind, and how to see the others."""
    shown = findings if options.verbose else findings[:_MOST]
    for finding in shown:
        console.echo(console.finding_line(finding))
    if len(shown) < len(findings):
        left = f"{len(findings) - len(shown):,}"
        console.echo(say("… and {n} more like these (-v lists them).", n=left))


def print_renames(options: Options, renames: Renames) -> None:
    """Print which PO files are read under another name, and the doubtful cases."""
    from workflow.app import renaming

    for line in renaming.forecasts(renames):
        console.inform(options, line)
    for doubt in () if options.quiet else renaming.doubts(renames):
        console.print_warning(doubt)
