"""Print what commands report of seeds at the end: their progress, and what is doubtful."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workflow.cli import console
from workflow.cli.options import Options
from workflow.model import Finding, is_pseudo

if TYPE_CHECKING:
    from workflow.app.running import Outcome
    from workflow.app.state.project_state import Renames
    from workflow.app.state.seed_report import LocaleReport, SeedReport
    from workflow.engines.usage import Usage
    from workflow.model import Project

#: How many sentences without a translation, or findings of one kind, a summary shows.
_MOST = 5


def print_doubts(options: Options, project: Project, outcome: Outcome) -> None:
    """Print what was done about renamed seeds, and what is doubtful about seeds."""
    from workflow import catalog, glossary
    from workflow.app import detection, renaming

    for line in renaming.notices(outcome.renames):
        console.inform(options, console.localized(line))
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
        approved = console.counted(other, "approved sentence")
        console.inform(
            options,
            f"The glossary has changed for {approved}: `workflow glossary impact` shows which of"
            " them contradict it.",
        )
    if not outcome.errors:
        print_all_at_home(options, outcome.seeds)
    print_outdated_terms(options, outcome.seeds)
    _print_progress(outcome.seeds, made)
    pseudo = sum(made[tag][name] for tag in made for name in made[tag] if is_pseudo(name))
    if pseudo:
        marked = f"{console.counted(pseudo, 'draft')} of `pseudo`, which does not translate"
        console.inform(options, f"{marked}: the next run with an engine replaces them.")
    if outcome.spared:
        redone = console.counted(outcome.spared, "sentence")
        console.inform(
            options,
            f"{redone} not translated again: the --redo-drafts before this one, which was stopped,"
            " has done so. To have these redone as well, delete .workflow/redone.",
        )
    _print_empty(options, outcome, locales)
    _print_usage(options, outcome.usage)


def _print_usage(options: Options, usage: Mapping[str, Usage]) -> None:
    """Print, for each engine that speaks to a language model, what it has used."""
    for name, used in usage.items():
        console.inform(
            options,
            f"{name}: {console.counted(used.requests, 'request')}, "
            f"{console.counted(used.retries, 'retry')}, "
            f"{used.prompt_tokens:,} + {used.completion_tokens:,} tokens"
            + (f", cost {used.cost:.4f}" if used.cost else ""),
        )


def _print_reopened(options: Options, outcome: Outcome) -> None:
    """Print how many approvals changed rows of the glossary have taken, and given back."""
    stale = sum(bool(each.reasons) for each in outcome.reopened)
    if stale:
        console.inform(
            options,
            f"The glossary has changed: {console.counted(stale, 'approved sentence')} without the"
            " new rendering now stale. `workflow glossary impact` lists them and their pages.",
        )
    if back := len(outcome.reopened) - stale:
        sentences = console.counted(back, "sentence")
        console.inform(
            options, f"{sentences} approved again: the glossary no longer asks for anything else."
        )


def print_outdated_terms(options: Options, seeds: Sequence[SeedReport]) -> None:
    """Print how many drafts contradict changed rows of the glossary, and how to renew them."""
    counts = {
        seed.path: sum(locale.outdated_terms for locale in seed.locales.values()) for seed in seeds
    }
    concerned = [shlex.quote(path) for path, count in counts.items() if count]
    if concerned:
        drafts = console.counted(sum(counts.values()), "draft")
        named = " ".join(concerned) if len(concerned) <= _MOST else "SEED …"
        console.inform(
            options,
            f"The glossary has changed: {drafts} without the new rendering (see `workflow check`)."
            f" `workflow translate {named} --redo-drafts` drafts anew what nobody has touched.",
        )


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
        head = ("locale", "seeds", "● reviewed", "○ draft", "◇ stale", "empty", "drafted by")
        console.print_table(head, rows)


def print_all_at_home(options: Options, seeds: Sequence[SeedReport]) -> None:
    """Print that there is nothing to translate, if every seed is in the target language."""
    if not seeds or any(seed.locales for seed in seeds):
        return
    languages = ", ".join(sorted({seed.language for seed in seeds}))
    console.inform(
        options,
        f"Nothing to translate: {console.counted(len(seeds), 'seed')} in {languages}, and no other"
        ' target. Targets are named in the settings: targets = ["ko"]',
    )


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
    console.inform(
        options,
        f"{console.counted(empty, 'sentence')} still empty: the engine gave no translation. To ask"
        " again, name the seed (`workflow translate SEED`), or choose another --engine.",
    )
    shown = unanswered if options.verbose else unanswered[:_MOST]
    for each in shown:
        console.inform(options, f"  {each}")
    if more := len(unanswered) - len(shown):
        console.inform(options, f"  … and {more:,} more like these: their PO files say why.")


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
    reasons = ", ".join(f"{reason} {number}" for reason, number in counts.most_common())
    more = "" if options.verbose else " (-v lists them)"
    console.inform(options, f"Carried over untranslated: {reasons}{more}")
    for seed, each in carried if options.verbose else ():
        into = f" ({each.target})" if each.target else ""
        console.inform(options, f"{seed.path}:{each.line}: {each.reason}{into}: {each.text}")


def print_some(options: Options, findings: Sequence[Finding]) -> None:
    """Print the first findings of one kind, and how to see the others."""
    shown = findings if options.verbose else findings[:_MOST]
    for finding in shown:
        console.echo(console.finding_line(finding))
    if len(shown) < len(findings):
        console.echo(f"… and {len(findings) - len(shown):,} more like these (-v lists them).")


def print_renames(options: Options, renames: Renames) -> None:
    """Print which PO files are read under another name, and the doubtful cases."""
    from workflow.app import renaming

    for line in renaming.forecasts(renames):
        console.inform(options, console.localized(line))
    for doubt in () if options.quiet else renaming.doubts(renames):
        console.print_warning(doubt)
