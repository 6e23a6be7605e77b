"""List the words that English names of bodies, places and offices consist of."""

from __future__ import annotations

from workflow.languages.en.surnames import HONORIFICS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of the names of bodies.
BODIES = _words(
    "Academy Administration Agency Air Airlines Airways Alliance Army Assembly Association "
    "Authority Bank Board Bureau Cabinet Center Centre Chamber Chemical Club College Commission "
    "Committee Company Conference Congress Corporation Council Court Department Electronics "
    "Exchange Federation Force Foundation Fund Group Holdings House Industries Institute Journal "
    "League Ministry Motor Motors Museum Navy News Office Organisation Organization Parliament "
    "Party Post Press School Securities Senate Service Shipping Society Solution Solutions Steel "
    "Systems Telecom Television Times Trust Union University"
)
#: Words after the name of a company.
COMPANIES = _words("Co Corp GmbH Inc Limited LLC Ltd PLC")
#: Words of the names of places, and those that stand first in them.
PLACES = _words(
    "Airport Avenue Bay Beach Bridge Canal City Coast County Desert District Dynasty Gulf Harbor "
    "Hotel Island Islands Lake Mountain Mountains Ocean Palace Peninsula Port Prefecture Province "
    "Region River Sea Square Station Strait Street Temple Town Valley Village"
)
STATES = _words("Commonwealth Kingdom Republic State States Union")
PLACES_BEFORE = _words("Cape Fort Gulf Lake Mount Mt Port Strait")
#: Offices, besides the forms of address, and the words before them that belong to them.
OFFICES = HONORIFICS | _words(
    "adviser advisor chief councilor director-general economist emperor empress envoy king leader "
    "minister pope prince princess prosecutor queen secretary-general spokesperson vice-president"
)
#: Those that stand right before a name, and describe no place: *Major London firms*.
BEFORE_NAMES = frozenset(
    word.title()
    for word in OFFICES - {"major", "chief", "principal", "analyst", "manager", "chair"}
    if word.isalpha()
)
OF_OFFICES = _words(
    "Acting Assistant Associate Attorney Chief Commerce Culture Defence Defense Deputy Economic "
    "Education Energy Environment Executive Finance First Foreign Former Health Honorary Industry "
    "Interior Justice Labor Labour Lieutenant Major National Prime Press Science Security Senior "
    "Trade Transport Treasury Under Unification Vice"
)
ADDRESSES = _words("Dame Dr Lady Lord Madam Miss Mr Mrs Ms Mx Sir")
#: Capitalised words that are no names by themselves.
ORDINARY = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays "
    "June July August September October November December I The A An In On At By It He She "
    "They We You But And Or If As This That These Those There What When Where Who Why How "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec CEO CFO TV US U.S U.K U.N "
    "Its His Her Their Our My Your Not No So Yet Once Some Such Many Most Both Each Every Other "
    "Others Another Also Here Today Tomorrow Yesterday Additional Editing Reporting Writing"
)
