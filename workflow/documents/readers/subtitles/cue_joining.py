"""Join the turns of all cues to texts, so that a sentence over several cues is whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from workflow.documents import segmenter
from workflow.documents.readers.block_text import fold
from workflow.documents.readers.subtitles.cue_scan import Cue
from workflow.documents.readers.subtitles.cue_text import Turn
from workflow.languages.packs import registered
from workflow.languages.scripts import TWO_COLUMNS, weigh

_ENDS = re.compile(r"[.!?…。！？｡‼⁇।॥؟۔።၊။៕~～][\"'”’»」』)\]）］】》]*$")
_STOPS = re.compile(r"(?<![.…])[.。।۔።။។][\"'”’»」』)\]）］】》]*$")
_PAUSES = re.compile(r"[,;:，、；：–—-][\"'”’»」』)\]）］】》]*$")
_GOES_ON = re.compile(r"(?:\.\.+|…+|-+|[–—]+)\s*(?=\S)")
#: Shares of the turns of a file from which on its writer is taken to do something as a rule.
_USUAL, _STOPPED, _TOLD, _OVERLAPPING, _ROLLING, _BILINGUAL = 0.1, 0.05, 0.15, 0.3, 0.5, 0.6
#: Milliseconds without words within a sentence: at most; at most where a capital follows; and at
#: most where nothing but the gap tells.
_LONGEST_GAP, _CAPITAL_GAP, _SHORTEST_GAP = 6_000, 1_500, 700
#: Milliseconds that two cues of one sentence may be shown together.
_OVERLAP = 500
#: Cues of a text, and its columns, if nothing tells where a sentence ends; and its columns in a
#: file in which nothing ever does.
_MOST, _WIDEST, _WIDEST_CHUNK = 16, 600, 240


@dataclass(frozen=True, slots=True)
class Habits:
    """How the writer of a file writes.

    Attributes:
        punctuated: sentences end with a mark, statements too.
        capitalised: they begin with a capital.
        overlapping: a cue stays while the next one is shown.
        last: letters with which sentences end where no mark ends them.
    """

    punctuated: bool
    capitalised: bool
    overlapping: bool
    last: tuple[str, ...] = ()


def texts(cues: Sequence[Cue], turns: Sequence[Turn]) -> list[tuple[Turn, ...]]:
    """Group turns into texts, in the order of their first lines.

    Args:
        cues: all of the file.
        turns: those that say something, in the order of the file.
    """
    tracked = bilingual(turns)
    done: list[tuple[Turn, ...]] = []
    for track in dict.fromkeys(turn.track for turn in tracked):
        own = [turn for turn in tracked if turn.track == track]
        habits = _habits(cues, own)
        widest = _WIDEST if habits.punctuated else _WIDEST_CHUNK
        for run in _runs(cues, own, habits):
            for text in _parted(run):
                done += _short(cues, text, widest)
    return sorted(done, key=lambda text: text[0].line)


def bilingual(turns: Sequence[Turn]) -> list[Turn]:
    """Use the script of each line as its track if a file has two languages line by line.

    For that its turns must be single lines (:func:`has_two_languages`).
    """
    scripts = {turn.line: _script(turn.text) for turn in turns}
    if not has_two_languages(turns):
        return list(turns)
    return [replace(turn, track=scripts[turn.line]) for turn in turns]


def has_two_languages(turns: Sequence[Turn]) -> bool:
    """Return whether most cues have one line in each of two scripts."""
    by_cue = [[_script(turn.text) for turn in group] for _, group in groupby(turns, key=_cue)]
    by_cue = [[name for name in names if name] for names in by_cue]
    if len(by_cue) < 3:
        return False
    most = Counter(frozenset(names) for names in by_cue if len(names) > 1).most_common(1)
    return bool(most) and len(most[0][0]) > 1 and most[0][1] >= _BILINGUAL * len(by_cue)


def _cue(turn: Turn) -> int:
    return turn.cue


def _script(text: str) -> str:
    """Return the script that a line is written in; kana tells it from Chinese."""
    weights = weigh(text)
    return "Kana" if "Kana" in weights else max(weights, key=weights.__getitem__, default="")


def is_rolling(lines: Sequence[Sequence[str]]) -> bool:
    """Return whether most cues repeat the last line of the cue before (live captions).

    Captions that are made while somebody speaks are shown so: a line moves up as the next begins.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    repeated = sum(a[-1] == b[0] for a, b in pairs)
    return len(pairs) >= 3 and repeated >= _ROLLING * len(pairs)


def _habits(cues: Sequence[Cue], turns: Sequence[Turn]) -> Habits:
    spoken = [turn.text for turn in turns if not (turn.sound or turn.sung)]
    pairs = [(cues[a.cue], cues[b.cue]) for a, b in pairwise(turns) if a.cue != b.cue]
    count = max(1, len(spoken))
    open_ended = [text for text in spoken if not _ENDS.search(text)]
    told = (tuple(each.sentences.last) for each in registered() if each.sentences.last)
    return Habits(
        punctuated=count - len(open_ended) >= _USUAL * count
        and sum(_STOPS.search(text) is not None for text in spoken) >= _STOPPED * count,
        capitalised=sum(_first_letter(text).isupper() for text in spoken) >= _USUAL * count,
        overlapping=sum(b.begins < a.ends for a, b in pairs) >= _OVERLAPPING * max(1, len(pairs)),
        last=next((x for x in told if sum(t.endswith(x) for t in open_ended) >= _TOLD * count), ()),
    )


def _first_letter(text: str) -> str:
    return next((char for char in text if char.isalpha()), "")


def _runs(cues: Sequence[Cue], turns: Sequence[Turn], habits: Habits) -> Iterator[list[Turn]]:
    """Yield turns that one person may say without interruption; sounds are apart."""
    run: list[Turn] = []
    for turn in turns:
        if turn.sound or turn.sung:
            yield [turn]
        elif run and _goes_on(cues, run, turn, habits):
            run.append(turn)
        else:
            if run:
                yield run
            run = [turn]
    if run:
        yield run


def _goes_on(cues: Sequence[Cue], run: Sequence[Turn], turn: Turn, habits: Habits) -> bool:
    """Return whether a turn may continue the text before it; the segmenter finds its end."""
    before = run[-1]
    if turn.opens or turn.voice != before.voice:
        return False
    if turn.cue == before.cue:
        return True
    gap = cues[turn.cue].begins - cues[before.cue].ends
    if habits.overlapping:
        gap = max(0, gap)
    if not -_OVERLAP <= gap <= _LONGEST_GAP:
        return False
    if _GOES_ON.match(turn.text) or _PAUSES.search(before.text):
        return True
    if _ENDS.search(before.text):
        first = _first_letter(turn.text)
        return habits.punctuated or first.isupper() or first.islower()
    return _is_unended(before, turn, gap, habits)


def _is_unended(before: Turn, turn: Turn, gap: int, habits: Habits) -> bool:
    """Return whether a turn continues one without a final mark."""
    first = _first_letter(turn.text)
    if habits.last and before.text[-1:] in habits.last:
        return False
    if first.isupper():
        if _is_in_capitals(before.text) != _is_in_capitals(turn.text):
            return False  # what a sign or a title on the screen says
        return habits.punctuated and gap <= _CAPITAL_GAP
    if habits.punctuated or (first.islower() and habits.capitalised):
        return True
    return (first.islower() or bool(habits.last)) and gap <= _SHORTEST_GAP


def _is_in_capitals(text: str) -> bool:
    """Return whether a text is several words in capitals: one alone may be a name, as *NASA*."""
    return text.isupper() and sum(len(word) > 1 and word.isalpha() for word in text.split()) > 1


def _parted(run: Sequence[Turn]) -> Iterator[tuple[Turn, ...]]:
    """Split a run where a sentence ends together with a cue."""
    shown = [fold(turn.text)[0] for turn in run]
    joints = [fold(f"{a[-1:]}\n{b[:1]}")[0] for a, b in pairwise(shown)]
    parts = [text + " " * (" " in joint) for text, joint in zip(shown, [*joints, ""], strict=True)]
    starts = list(accumulate(map(len, parts)))[:-1]
    ends = set(accumulate(map(len, segmenter.split("".join(parts), "und"))))
    text: list[Turn] = []
    for turn, start in zip(run, [*starts, -1], strict=True):
        text.append(turn)
        if start in ends or start < 0:
            yield tuple(text)
            text = []


def _short(cues: Sequence[Cue], text: Sequence[Turn], widest: int) -> Iterator[tuple[Turn, ...]]:
    """Split a text that spans too many cues without an end of a sentence.

    That is at a pause if there is one in its second half, else where it is full.
    """
    widths = [len(turn.text) + len(TWO_COLUMNS.findall(turn.text)) for turn in text]
    start = 0
    while (most := _most(widths, start, widest)) < len(text) - start:
        places = range(max(1, most // 2), most + 1)
        best = max(places, key=lambda place: (_pause(cues, text, start + place), place))
        yield tuple(text[start : start + best])
        start += best
    yield tuple(text[start:])


def _most(widths: Sequence[int], start: int, widest: int) -> int:
    """Return how many turns fit into one text, counted from ``start``; at least one."""
    sums = accumulate(widths[start : start + _MOST])
    return max(1, sum(total <= widest for total in sums))


def _pause(cues: Sequence[Cue], turns: Sequence[Turn], place: int) -> float:
    """Return how good a place before a turn is for splitting a text."""
    gap = cues[turns[place].cue].begins - cues[turns[place - 1].cue].ends
    mark = _PAUSES.search(turns[place - 1].text) is not None
    return min(gap, 2_000) / 1_000 + mark
