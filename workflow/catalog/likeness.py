"""Match PO files without a seed to seeds without PO files, by their sentences.

A renamed seed has nearly the sentences of its PO file. As in git (gitdiffcore manual), half of the
longer side is enough for a match; but if two files are candidates for one seed, or two seeds for
one file, they must differ clearly. What is not certain stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from workflow.catalog.inheritance import ancestry
from workflow.languages.scripts import words

#: Least share of the longer side's text that both have in common.
_SHARED = 0.5
#: Two candidates whose shares differ by less than this are equally likely.
_LEAD = 0.1
#: A text with less than the first share in common may have been split or joined: then no other
#: candidate may reach the second.
_WHOLE, _PART = 0.75, 0.25
#: The weight of an edited sentence relative to an unchanged one.
_EDITED = 0.7
#: This many edited sentences prove as much as an unchanged one.
_MANY = 3
#: How many candidates for one seed are compared in full.
_CLOSE = 4
#: Words that more candidates have prove nothing.
_COMMON = 20


@dataclass(slots=True)
class PairedNames:
    """The matches found, and the doubtful cases.

    Attributes:
        former: the name of its PO files, by the seed's name.
        doubtful: the names of the seeds that PO files may belong to, by the files' name.
    """

    former: dict[str, str] = field(default_factory=dict)
    doubtful: dict[str, tuple[str, ...]] = field(default_factory=dict)


def share(texts: Collection[str], others: Collection[str]) -> float:
    """Return the share of the longer text in both, 0 to 1; edited sentences count in part."""
    ours, theirs = dict.fromkeys(texts), dict.fromkeys(others)
    total = max(_size(ours), _size(theirs))
    same = ours.keys() & theirs.keys()
    shared = float(_size(same))
    new = [text for text in ours if text not in same]
    old = [text for text in theirs if text not in same]
    edited = ancestry(new, old) if new and old else {}
    if same or len(edited) >= _MANY:
        shared += _EDITED * _size(new[number] for number in edited)
    return shared / total if total else 0.0


def pair_off(
    seeds: Mapping[str, Collection[str]],
    files: Mapping[str, Collection[str]],
    common: Callable[[Collection[str]], Collection[str]],
) -> PairedNames:
    """Match PO files to seeds.

    Args:
        seeds: the sentences of those that may have been renamed, by name.
        files: the sentences of those without a seed, by name. A seed's own name is no candidate.
        common: tells which of some sentences other seeds say as well: they prove nothing.
    """
    found = PairedNames()
    _pair_same(seeds, files, found)
    close = list(_candidates(seeds, files, found))
    same = {text for name, former in close for text in {*seeds[name]} & {*files[former]}}
    shared = frozenset(common(same)) if same else frozenset[str]()
    shares = {
        (name, former): amount
        for name, former in close
        if (amount := share(_without(seeds[name], shared), _without(files[former], shared)))
        >= _PART
    }
    _pair_alike(shares, found)
    _doubt_common(close, seeds, files, found)
    return found


def _doubt_common(
    close: Iterable[tuple[str, str]],
    seeds: Mapping[str, Collection[str]],
    files: Mapping[str, Collection[str]],
    found: PairedNames,
) -> None:
    """Doubt matches that rest on sentences which other seeds have as well."""
    among: dict[str, list[str]] = {}
    for name, former in close:
        settled = name in found.former or former in (*found.former.values(), *found.doubtful)
        if not settled and share(seeds[name], files[former]) >= _SHARED:
            among.setdefault(former, []).append(name)
    found.doubtful |= {former: tuple(sorted(names)) for former, names in among.items()}


def _without(texts: Iterable[str], common: Collection[str]) -> list[str]:
    return [text for text in texts if text not in common]


def _pair_same(
    seeds: Mapping[str, Collection[str]],
    files: Mapping[str, Collection[str]],
    found: PairedNames,
) -> None:
    """Match seeds and files with identical sentences; among several, by file name."""
    saying: dict[frozenset[str], tuple[list[str], list[str]]] = {}
    for side, texts in enumerate((seeds, files)):
        for name in texts:
            if texts[name]:
                saying.setdefault(frozenset(texts[name]), ([], []))[side].append(name)
    for names, formers in saying.values():
        own = [name for name in names if name not in formers]
        found.former.update(_of_same_stem(own, formers))
        here = [name for name in own if name not in found.former]
        there = [former for former in formers if former not in found.former.values()]
        if len(here) == len(there) == 1:
            found.former[here[0]] = there[0]
        elif here:
            found.doubtful.update(dict.fromkeys(there, tuple(sorted(here))))


def _of_same_stem(names: Iterable[str], formers: Iterable[str]) -> list[tuple[str, str]]:
    """Match names whose last part is equal, if only one name on each side has it."""
    here, there = _by_stem(names), _by_stem(formers)
    return [
        (here[stem][0], there[stem][0])
        for stem in here
        if len(here[stem]) == len(there.get(stem, ())) == 1
    ]


def _by_stem(names: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(PurePosixPath(name).name, []).append(name)
    return found


def _candidates(
    seeds: Mapping[str, Collection[str]], files: Mapping[str, Collection[str]], found: PairedNames
) -> Iterator[tuple[str, str]]:
    """Yield pairs of a seed and a file that share sentences or rare words."""
    settled = {*found.former.values(), *found.doubtful}
    doubted = {name for names in found.doubtful.values() for name in names}
    open_files = {name: texts for name, texts in files.items() if name not in settled}
    by_text = _holders(open_files)
    by_word = _holders({name: _words(texts) for name, texts in open_files.items()})
    for name, texts in seeds.items():
        if name in found.former or name in doubted:
            continue
        same = Counter(former for text in texts for former in by_text.get(text, ()))
        terms = _words(texts)
        alike = Counter(
            former
            for word in terms
            if len(holders := by_word.get(word, ())) <= _COMMON
            for former in holders
        )
        close = (former for former, _ in (*same.most_common(_CLOSE), *alike.most_common(_CLOSE)))
        for former in dict.fromkeys(close):
            if former != name:
                yield name, former


def _holders(files: Mapping[str, Collection[str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, texts in files.items():
        for text in texts:
            found[text].append(name)
    return found


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words(text))


def _pair_alike(shares: Mapping[tuple[str, str], float], found: PairedNames) -> None:
    """Match the most similar pairs first; with an equally similar rival, it is doubtful."""
    beside: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for pair in shares:
        for each in enumerate(pair):
            beside[each].append(pair)
    settled: set[tuple[int, str]] = set()
    for pair in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        least = shares[pair] - _LEAD if shares[pair] >= _WHOLE else _PART
        if shares[pair] < _SHARED or not settled.isdisjoint(enumerate(pair)):
            continue
        rivals = [
            other
            for each in enumerate(pair)
            for other in beside[each]
            if other != pair
            and shares[other] >= min(least, shares[pair] - _LEAD)
            and settled.isdisjoint(enumerate(other))
        ]
        among = [pair, *rivals]
        if rivals and not (among := _of_same_stem(*_sides(among))[:1]):
            among = [pair, *rivals]
            for former in dict.fromkeys(former for _, former in among):
                found.doubtful[former] = tuple(sorted(_sides(among)[0]))
        else:
            found.former.update(among)
        settled.update(each for done in among for each in enumerate(done))


def _sides(pairs: Collection[tuple[str, str]]) -> tuple[dict[str, None], dict[str, None]]:
    """Return the seeds and the files in pairs, each once."""
    return dict.fromkeys(name for name, _ in pairs), dict.fromkeys(former for _, former in pairs)


def _size(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
