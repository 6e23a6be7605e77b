"""Sentences in English, after the usage of AP and Reuters copy: what begins one, what ends none."""

from __future__ import annotations

import re

from workflow.languages.sentences import PossibleEnd, Sentences


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Titles and connectives: something always follows.
_NEVER_LAST = _words(
    "Mr Mrs Ms Mx Dr Prof Gov Sen Sens Rep Reps Gen Brig Col Maj Capt Cmdr Cpl Lt Sgt Adm Rev Fr "
    "Hon Messrs Mme Mlle Amb Pres Supt Atty Insp vs v cf viz e.g i.e eg ie"
)
#: Abbreviations when a number follows; words otherwise.
_BEFORE_NUMBER = _words("No Nos nos Fig Figs Art Arts Sec Vol Ch Eq p pp ca approx")
#: Abbreviations that a capital letter ends.
_USUALLY_LAST = _words("etc al a.m p.m A.M P.M am pm")
#: Parts of company names.
_COMPANY = _words("Co Cos Corp Inc Ltd Pty Bros LLC Plc plc GmbH S.A Co.,Ltd")
#: Abbreviations that end a sentence only before a word that begins one.
_SOMETIMES_LAST = _words(
    "Jr Sr Esq Ph.D M.D B.A M.A U.S U.K U.N U.S.A E.U D.C R.O.K P.R.C St Ste Ave Blvd Rd Mt Ft "
    "Dept Univ Assn Intl Natl Govt Est Ind Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon "
    "Tue Tues Wed Thu Thurs Fri Sat Sun Calif Conn Fla Ga Ill Mass Mich Minn Pa Tenn Tex Va Wash"
)
#: Ordinary words that sentencex takes for abbreviations.
_ORDINARY = _words("May Fed ID PA art id ill may me miss mm no pH")

#: Words that begin sentences and hardly ever follow an abbreviation inside one.
_STARTER = re.compile(
    r"(?:The|A|An|This|That|These|Those|It|Its|He|His|She|Her|They|Their|We|Our|I|My|You|Your|In|On|At"
    r"|By|For|From|With|Without|Under|Over|After|Before|During|Since|Until|When|Whenever|While|As|If|Unless"
    r"|Although|Though|But|And|Or|So|Yet|However|Meanwhile|Moreover|Furthermore|Also|Additionally|Then"
    r"|There|Here|What|Why|How|Who|Where|Which|Both|Each|Some|Many|Most|All|No|Nobody|Nothing|Not|Now|Today"
    r"|Yesterday|Tomorrow|Last|Next|Another|Other|Others|Such|Once|Instead|Still|Even|Only|According"
    r"|Earlier|Later|Among|Amid|Despite|Because|Nevertheless|Nonetheless|Thus|Therefore|Hence|Separately"
    r"|Several|More|Few|Neither|Nor|One|Two|Three|Four|Five|Do|Does|Did|Is|Are|Was|Were|Can|Will|To"
    r"|Analysts|Experts|Critics|Officials|Executives|Shares|Sales|Prices)(?=['’\s,])"
)
#: What comes between ``9 a.m.`` and the rest of its sentence although it has a capital letter.
_TIME_CONTINUES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|[A-Z]{2,4}\b|(?:Eastern|Central|Pacific|Korea|Korean|Seoul|Beijing|Tokyo|China|Greenwich|local)\b"
)
_VERB = (
    r"(?:said|says|asked|asks|added|adds|replied|answered|told|noted|explained|stressed|wrote|cried"
    r"|shouted|wondered|responded|urged|declared)"
)

#: `"Is it so?" Chairman Kim asked.`
_NAMED = re.compile(
    rf"(?:[A-Z][\w.'’-]* ){{1,4}}{_VERB}"
    r"(?=[,.;:]|$| (?:in|at|on|during|after|before|when|while|as|to)\b)"
)
_PREDICATE = re.compile(
    rf"[A-Z][a-z]+ (?:{_VERB}|is|are|was|were|has|have|had|will|rose|fell|grew)\b"
)
_ROMAN = re.compile(r"[IVX]+(?![a-zA-Z'’])(?! [a-z])")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)*[A-Z]")
_TITLE_WORD = re.compile(r"\b[A-Za-z][a-z]{3,}\b")


class EnglishSentences(Sentences):
    """Where sentences end in English."""

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        return here.spaced and bool(_STARTER.match(here.follows)) and not _is_title(here.text)

    def after_question(self, here: PossibleEnd) -> bool:
        if not here.spaced or (here.quoted and _NAMED.match(here.ahead)):
            return False
        return here.agreed or not here.follows[:1].isascii() or here.quoted

    def after_word(self, word: str, here: PossibleEnd) -> bool | None:
        if word in _NEVER_LAST:
            return False
        follows = here.follows
        capital = follows[:1].isupper()
        if word in _BEFORE_NUMBER or word in _ORDINARY:
            return capital and not _ROMAN.match(follows)
        if word in _USUALLY_LAST:
            return capital and not _TIME_CONTINUES.match(follows)
        if word in _COMPANY:
            # `Shares rose`: a capital word and its verb begin a sentence after a company's name.
            return capital and bool(_STARTER.match(follows) or _PREDICATE.match(here.ahead))
        if word in _SOMETIMES_LAST or _INITIALS.fullmatch(word):
            return bool(_STARTER.match(follows))
        return None


def _is_title(text: str) -> bool:
    """Say whether most longer words are capitalised, as in an English headline."""
    words = _TITLE_WORD.findall(text[:1000])
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)
