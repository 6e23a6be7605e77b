"""English words that decide whether a full stop ends a sentence."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Titles and connectives: something always follows.
NEVER_LAST = _words(
    "Mr Mrs Ms Mx Dr Prof Gov Sen Sens Rep Reps Gen Brig Col Maj Capt Cmdr Cpl Lt Sgt Adm Rev Fr "
    "Hon Messrs Mme Mlle Amb Pres Supt Atty Insp vs v cf viz e.g i.e eg ie"
)
#: Abbreviations when a number follows; words otherwise.
BEFORE_NUMBER = _words("No Nos nos Fig Figs Art Arts Sec Vol Ch Eq p pp ca approx")
#: Abbreviations that a capital letter ends.
USUALLY_LAST = _words("etc al a.m p.m A.M P.M am pm")
#: Parts of company names.
COMPANY = _words("Co Cos Corp Inc Ltd Pty Bros LLC Plc plc GmbH S.A Co.,Ltd")
#: Abbreviations that end a sentence only before a word that begins one.
SOMETIMES_LAST = _words(
    "Jr Sr Esq Ph.D M.D B.A M.A U.S U.K U.N U.S.A E.U D.C R.O.K P.R.C St Ste Ave Blvd Rd Mt Ft "
    "Dept Univ Assn Intl Natl Govt Est Ind Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon "
    "Tue Tues Wed Thu Thurs Fri Sat Sun Calif Conn Fla Ga Ill Mass Mich Minn Pa Tenn Tex Va Wash"
)
#: Ordinary words that sentencex takes for abbreviations.
ORDINARY = _words("May Fed ID PA art id ill may me miss mm no pH")

#: Words that begin sentences and hardly ever follow an abbreviation inside one.
STARTER = re.compile(
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
TIME_CONTINUES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|[A-Z]{2,4}\b|(?:Eastern|Central|Pacific|Korea|Korean|Seoul|Beijing|Tokyo|China|Greenwich|local)\b"
)
VERB = (
    r"(?:said|says|asked|asks|added|adds|replied|answered|told|noted|explained|stressed|wrote|cried"
    r"|shouted|wondered|responded|urged|declared)"
)
