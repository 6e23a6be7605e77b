"""List words that tell in English what a name stands for: whose verbs, shares, offices."""

from __future__ import annotations

from workflow.languages.en.word_lists import kind_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Names that always have a capital, whatever they mean.
MONTHS = _words(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
#: Uncountable nouns, which need no article, so that a verb may follow either sense.
MASS = _words(
    "age agriculture air architecture art barley beauty beer butter capitalism cash change "
    "chemistry coal coffee communism copper corn cost cotton culture debt demand democracy "
    "diesel economics education electricity energy engineering evidence faith fashion fiction "
    "finance fire fish fog food football freedom fruit furniture gas gasoline glass glory gold "
    "golf grace grain grass growth harmony health heaven heritage history hope housing humanity "
    "ice industry information innovation insurance iron irony joy justice knowledge labor "
    "labour law lead leisure liberty life light literature logic love luck magic mathematics "
    "meat medicine milk momentum money music nature news oil paper patience peace pepper "
    "philosophy physics poetry politics pork poverty power price pride privacy progress "
    "psychology quality rain reality reason religion research rice rugby salt sand science "
    "security silence silver size smoke snow soap society software soul space speed spirit "
    "sport steel stone strength sugar sunshine supply tea technology tennis terrorism theory "
    "time tin tourism trade traffic transport trust truth violence war water wealth weather "
    "wheat wildlife wind wine winter wisdom wood wool work worship writing youth "
    "amber anger autumn bravery bliss business chance charity clarity coral courage crystal dawn "
    "death destiny dignity diversity dusk equality eternity fame fate fear felicity fortune frost "
    "grief hail hate honesty honor honour integrity ivory jade lace leather linen loyalty luxury "
    "marble marriage mercy mist modesty noon pain passion pleasure prosperity prudence purity "
    "sanity serenity silk sleep solidarity sorrow spring stability stress success summer talent "
    "temperance thunder tradition trouble unity variety velvet verity virtue vigor vigour word"
)
#: Colours: adjectives, and as nouns without an article.
COLOURS = _words("black blue brown gray green grey orange pink purple red white yellow")
#: Participles for what is done to persons only: *Brown was jailed*.
_SUFFERED = _words(
    "acquitted arrested born convicted detained divorced hospitalised hospitalized imprisoned "
    "jailed knighted widowed"
)
#: Verbs of things that no person is named after.
_OF_THINGS = _words("blew broke froze rang shone shrank tore")
#: Singular words for people: a headline has them without an article, *Coach Quits*.
CALLINGS = _words(
    "abbot archer baker bishop boss brother butcher captain chancellor chef clerk coach cook "
    "cooper daughter dean driver duke earl fan farmer father fisher gardener guard hunter judge "
    "king knight lord marshall marshal mason master mayor miller monk mother nurse nun page "
    "parson pastor piper player pope porter priest prince princess prior queen rabbi ranger "
    "reader sailor sergeant shepherd singer sister skipper smith soldier son squire star steward "
    "tailor teacher thatcher turner tyler walker ward warden warrior weaver whistler wolf worker"
)
#: Plural words for people and bodies: they speak, too.
SPEAKERS = _words(
    "banks barbers bishops brothers butchers carpenters cooks farmers fathers fishers gardeners "
    "giants hunters kings knights lords masters millers players powers rivers sons states "
    "teachers tailors walkers workers"
)
#: Verbs of persons and bodies only, by their dictionary form.
_DOING = _words(
    "accept accuse acknowledge acquire add admit admonish agree announce answer apologise "
    "apologize appeal applaud appoint approve argue arrest arrive ask assert attend back "
    "believe bet blame blast brief call claim comment complain concede condemn confirm "
    "congratulate contend continue convict counter criticise criticize decide declare decline "
    "defend demand deny describe detail disagree dismiss donate echo elect emphasise emphasize "
    "endorse estimate expand expect explain express file flee forecast greet hail hire hope "
    "host impeach indict insist interview invest join laugh launch leave make marry meet "
    "mention name negotiate nominate note offer order oust outline own pay pen plan plead "
    "pledge post praise predict present promise propose quip quit recall recount refuse "
    "reiterate reject remark remember reply report resign respond retire retort return reveal "
    "sack say see seek sell sentence sign slam smile speak start stress succeed sue suggest "
    "swear talk teach tell testify thank think threaten travel tweet unveil urge use visit "
    "voice vote vow want warn win withdraw write"
)
#: Verbs of speaking whose forms have no other meaning.
_SPEAKING = _words(
    "acknowledge add admit agree announce apologise apologize argue arrive ask assert believe "
    "complain concede confirm contend continue decide decline deny disagree emphasise emphasize "
    "explain express insist join meet recount refuse reiterate remember resign respond reveal say "
    "speak suggest tell testify think unveil urge withdraw write"
)
_IRREGULAR = {
    "made": "make", "met": "meet", "said": "say", "saw": "see", "sold": "sell", "sought": "seek",
    "spoke": "speak", "swore": "swear", "taught": "teach", "told": "tell", "thought": "think",
    "won": "win", "withdrew": "withdraw", "wrote": "write", "left": "leave", "fled": "flee",
    "paid": "pay", "quit": "quit", "spoken": "speak", "written": "write", "seen": "see",
}  # fmt: skip
#: Verbs whose past form also stands before a noun: *accused men*, *retired players*.
_DESCRIBING = _words("accused expected hired married named nominated retired used estimated left")
_AUXILIARIES = _words(
    "is was has had will would can could may might must shall should does did won't isn't wasn't "
    "hasn't hadn't wouldn't can't couldn't doesn't didn't isn’t wasn’t hasn’t hadn’t won’t "
    "wouldn’t can’t couldn’t doesn’t didn’t cannot"
)
#: Auxiliaries that go with one person or thing.
SINGLE = _words("is was has does isn't wasn't hasn't doesn't isn’t wasn’t hasn’t doesn’t")
#: Past forms that are no participles: an adjective cannot stand before them.
_ONLY_PAST = _words(
    "ate became began blew broke came chose did drank drew drove fell flew forgot froze gave grew "
    "hid knew outran ran rang rode rose sang sank saw shook shrank spoke stole swam swore threw "
    "took tore was went were withdrew woke wore wrote"
)
#: Past forms that equal the plain form: finite before an object.
_UNCHANGED = _words("beat bet cast cost cut hit hurt let put quit read set shed shut split")
#: Words that begin a noun phrase after a verb.
_PHRASE = _words(
    "a about after all an any at back both down each every for from her him his in into it its "
    "itself himself herself me more my no off on our out over some that the their them these this "
    "those to up us with"
)
#: Words between a subject and its verb.
BETWEEN = _words(
    "again already also earlier even finally first has have immediately instead just later long "
    "never now often once only publicly quickly quietly recently repeatedly reportedly since soon "
    "still subsequently then though today twice"
)
#: Nouns that a person's name precedes.
OF_PERSONS = _words(
    "administration administrations adviser advisers advisor aide aides allies ally appointee "
    "appointees ambitions biography cabinet campaign critics era family foe foes government "
    "loyalist loyalists presidency spokesman spokesperson spokeswoman staffer supporter supporters "
    "voters years"
)
#: Those of them that no month has.
STAFF = _words(
    "administration adviser advisers advisor aide aides allies ally cabinet government loyalist "
    "loyalists spokesman spokesperson spokeswoman supporter supporters"
)
#: Nouns that a company's name precedes.
OF_BODIES = _words(
    "ceo cfo chairman chairwoman chief co-founder directors employees executive executives "
    "founder headquarters investors lawyers management officials policymakers president "
    "representative shareholder shareholders shares spokesman spokesperson spokeswoman stock "
    "stockholders stores subsidiary"
)
#: What a person has: *May's cabinet*.
OWNED_BY_PERSONS = OF_PERSONS | _words(
    "actions age aide album approach birthday body book brother career colleagues comments "
    "company daughter foundation death deal decision departure desk documentary email exit "
    "face father film friends former hands health home house husband job lawyer lawyers "
    "leadership letter life mother office offer opponents own party photo plan plans policy "
    "position predecessor proposal record remark remarks resignation response rival rivals "
    "role secretary sister son speech staff statement strategy team testimony tour tweet "
    "tweets victory view views visit vision voice wife win words work"
)
#: Words attached to a name by a hyphen.
JOINED = _words(
    "affiliated appointed approved backed based born brokered built chaired controlled designed "
    "driven endorsed era founded friendly funded held hosted invested issued led level linked "
    "like made nominated operated ordered organised organized owned picked proposed related run "
    "selected signed sponsored style themed to trained type wide"
)
#: Those of them that only somebody does: *Shell-backed*, but *Nature-based*.
BY = _words(
    "appointed approved backed born brokered built chaired controlled designed endorsed era "
    "founded funded held hosted invested issued led made nominated operated organised organized "
    "owned picked proposed run selected signed sponsored"
)
#: What is joined to a family name by a hyphen: *Trump-era*, but no *Lee-based*.
JOINED_TO_PERSONS = (BY - {"born", "built"}) | _words("affiliated friendly led like linked style")
#: What a person has or is may follow *is* short for its verb: *Brown's the colour*.
AFTER_IS = _words(
    "a an the been being not also just still always never only all in on at out up off over to too "
    "very so more less gone back here there now good bad better best likely what why where how "
    "who it he she they we you i"
)
#: Verbs of which things are the subject as well: *Winter arrived*.
HAPPENING = _words("arrive continue expand leave return see sell start succeed threaten travel")
#: Verbs of those above that need no object.
_ALONE = _words(
    "agree apologise apologize appeal arrive argue attend believe complain concede continue decide "
    "decline disagree expand flee hope insist invest laugh leave marry negotiate plead quip quit "
    "refuse remember reply resign respond retire retort return say see sell smile speak start "
    "succeed swear talk tell testify think travel tweet vote vow win withdraw write"
)
#: Whom one does it to is certainly a person, or a body.
_TO_PERSONS = _words(
    "accuse arrest brief congratulate greet hire interview meet name nominate oust thank"
)
_TO_BODIES = _words("accuse sue")
#: Verbs whose object is a person or a body: *Xi Meets Park*.
TOWARDS = _words(
    "accuse applaud back beat blame blast brief call condemn congratulate criticise criticize "
    "defeat defend endorse greet hail hire host interview meet name nominate oust praise slam sue "
    "thank urge visit warn with against"
)


def does(word: str) -> bool:
    """Tell whether a word is a finite form of a verb whose subject is a person or an organisation.

    >>> does("said"), does("urges"), does("rose")
    (True, True, False)
    """
    return _base(word) in _DOING


def done_to(word: str) -> bool:
    """Tell whether a person or a body is the object of a verb: *Xi meets Park*."""
    return word in TOWARDS or _base(word) in TOWARDS


def done_to_one(word: str, *, person: bool) -> bool:
    """Tell whether the object of a verb is certainly one person, or one body.

    >>> done_to_one("meets", person=True), done_to_one("backs", person=True)
    (True, False)
    """
    base = word if word in TOWARDS else _base(word)
    return base in (_TO_PERSONS if person else _TO_BODIES)


def is_plain(word: str) -> bool:
    """Tell whether a word is the dictionary form of a verb of persons and bodies."""
    return word in _DOING


def needs_object(word: str) -> bool:
    """Tell whether a verb form needs an object, except as a participle (*case dismissed*)."""
    base = _base(word)
    return bool(base) and base not in _ALONE and not word.endswith("s")


def suffered(word: str) -> bool:
    """Tell whether a participle describes what is done to persons only."""
    return word in _SUFFERED


def of_things(word: str) -> bool:
    """Tell whether a past form is a verb whose subjects are things, never persons."""
    return word in _OF_THINGS


def happens(word: str) -> bool:
    """Tell whether things have that verb as well: *winter arrived*."""
    return _base(word) in HAPPENING


def speaks(word: str) -> bool:
    """Tell whether a form can only be the verb of a person who speaks or acts."""
    return _base(word) in _SPEAKING


def opens_phrase(word: str) -> bool:
    """Tell whether a word begins a complement: a noun phrase, a pronoun, a particle."""
    return word in _PHRASE or word[:1].isdigit() or word[:1] in tuple("$€£₩\"“'‘")


def does_something(word: str) -> bool:
    """Tell whether a word in *-s* before this one is a verb: *issues a*, *issues its*."""
    return word in ("a", "an", "its", "his", "her", "itself", "up", "out")


def unchanged(word: str) -> bool:
    """Tell whether a verb has one form for now and then: *cut*."""
    return word in _UNCHANGED


def describes(word: str) -> bool:
    """Tell whether a past form may also describe the noun after it: *retired players*."""
    return word in _DESCRIBING


def helps(word: str) -> bool:
    """Tell whether a word is an auxiliary verb."""
    return word in _AUXILIARIES


def finite(word: str) -> bool:
    """Tell whether a word is a finite verb that has a subject before it."""
    return helps(word) or does(word) or only_past(word) or (kind_of(word) in ("past", "singular"))


def only_past(word: str) -> bool:
    """Tell whether a form is a past tense and no participle: *took*, not *taken* or *led*."""
    return word in _ONLY_PAST


def _base(word: str) -> str:
    """Return the dictionary form of a verb in third person or past; empty for other words."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, stem in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", "")):
        base = word.removesuffix(ending) + stem
        if word.endswith(ending) and base in _DOING | TOWARDS:
            return base
    doubled = word.removesuffix("ed")[:-1]
    return doubled if word.endswith("ed") and doubled in _DOING else ""
