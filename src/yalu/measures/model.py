"""What is a measure, an exemption, a question, a verdict?

Days: `adopted` is the day of the vote, `effective` the first day the measure binds, `last_day` the last day it does
(files write last days, as resolutions do); all are New York dates. A measure is never edited, only closed by a later one.
Units: amounts carry theirs in `unit` (t, bbl, USD); `over_usd` is US dollars an item; `stop_at` is a share of a cap (0 to 1).
Direction is seen from the sanctioned State: `export` leaves it, `import` goes to it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = [
    "Act", "Answer", "Cap", "Confidence", "Designated", "Designation", "Direction", "Duty", "Exemption", "Force",
    "Goods", "Ground", "Hint", "Institution", "Listing", "Measure", "Period", "Question", "Reading", "RegimeTables",
    "Resolution", "Saving", "Side", "Split", "Vessel", "Verdict", "WayOut",
]  # fmt: skip

Answer = Literal["forbidden", "contested", "conditional", "allowed"]
Direction = Literal["export", "import"]
Force = Literal["decides", "requires", "calls_upon", "urges", "intent", "clarifies", "reaffirms"]
Confidence = Literal["text-read", "verified-twice", "one-source", "from-memory"]
Designated = Literal["asset_freeze", "travel_ban", "port_ban", "deflag", "port_direction"]


class Resolution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One resolution of the Council, its vote (for-against-abstaining) and what set it off."""

    number: int
    adopted: date
    vote: str
    trigger: str = ""
    trigger_on: date | None = None
    meeting: int | None = None
    sectoral: bool = False
    note: str = ""
    sources: tuple[str, ...]


class Reading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One side of a contested point: who holds it and what it says."""

    who: str
    says: str


class Goods(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Goods a measure covers: the resolution's words apart from anybody's reading of them in HS codes.

    `terms` are words that name the goods where no code is given. `split` names the word table that decides headings only
    partly covered. `disputed` names a word table whose goods some readings leave out. `over_usd` is the unit value above which
    the goods are meant. `national_list` marks goods that only a State's own list makes concrete. `any_but` means every good
    but these codes. `words_lead` are words strong enough to ask about the code where it lies outside the reading.
    """

    words: str
    terms: tuple[str, ...] = ()
    hs_text: tuple[str, ...] = ()
    hs_reading: tuple[str, ...] = ()
    reading_source: str = ""
    reading_confidence: Confidence | None = None
    split: str = ""
    disputed: str = ""
    held: tuple[Reading, ...] = ()
    against: tuple[Reading, ...] = ()
    over_usd: float | None = None
    national_list: bool = False
    any_but: tuple[str, ...] | None = None
    words_lead: tuple[str, ...] = ()


class Cap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A joint or own ceiling. `limits` map a unit to its maximum.

    `both`: every limit binds ("whichever is lower"); otherwise the limits are one ceiling in two units. `product` is what tonnes
    and barrels are converted as: "refined" for the range over refined products, or a product by name.
    `year_starts` is month-day of the first day of each counting year, `year_starts_rival` a day others count from.
    """

    period: str
    pool: str
    limits: dict[str, float]
    both: bool = True
    product: str = ""
    stop_at: float | None = None
    stop_disputed: tuple[Reading, ...] = ()
    year_starts: str = ""
    year_starts_rival: tuple[str, Reading] | None = None


class Exemption(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What lifts the measure that it stands under.

    `needs` are facts that must all be met. `contract_before` needs a written contract signed before that day. A `claimed`
    exemption speaks only when one of its facts is stated true (notice and the absence of links claim nothing), or the goods
    fall under `speaks_for`; others stay open while a need is unknown. `last_day_rival` and `rival_needs` are the window's end
    and the further needs that `held` see; `hs`, `split`, `parties` and `activities` narrow what it reaches. Where `against`
    is not empty, only those in `held` see the exemption at all.
    """

    kind: Literal["flat", "livelihood", "winddown", "cap", "committee", "notice"]
    text: str
    cite: str = ""
    needs: tuple[str, ...] = ()
    contract_before: date | None = None
    since: date | None = None
    last_day: date | None = None
    last_day_rival: tuple[date, Reading] | None = None
    hs: tuple[str, ...] = ()
    split: str = ""
    claimed: bool = False
    speaks_for: tuple[str, ...] = ()
    cap: Cap | None = None
    rival_needs: tuple[str, ...] = ()
    held: tuple[Reading, ...] = ()
    against: tuple[Reading, ...] = ()
    notify_by: date | None = None
    parties: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    general: bool = False


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule of one paragraph: what it forbids or asks, of whom, from when to when, and what lifts it.

    `replaces` closes earlier measures on this one's first effective day; `over` orders it before another that permits part
    of what it bans; `refines` names the measure whose scope it explains. `when` facts must be stated true before the measure
    speaks (else it is a check owed, in the words of `owed`); a `not_when` fact stated true silences it; `presumes` facts are
    taken as true unless stated false; `asks` facts make the verdict conditional while unknown and the measure silent when false.
    `designated` are the kinds of listing that the measure acts on; `resolved_by` narrows ships to those listed under these
    paragraphs. `row` is the id of the fact row it was compiled from.
    """

    id: str
    row: str = ""
    cite: str
    title: str
    text: str
    category: str
    direction: Direction | None = None
    force: Force
    force_note: str = ""
    adopted: date
    effective: date
    last_day: date | None = None
    ended_by: str = ""
    replaces: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    refines: tuple[str, ...] = ()
    goods: tuple[Goods, ...] = ()
    activities: tuple[str, ...] = ()
    designated: tuple[Designated, ...] = ()
    resolved_by: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    presumes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    unless: tuple[Exemption, ...] = ()
    duty: str = ""
    notify_by: date | None = None
    owed: str = ""
    note: str = ""
    confidence: Confidence
    paragraph_seen: bool
    sources: tuple[str, ...]


class Saving(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A general exemption: `covers` lists measure ids, or is empty for every measure of the regime."""

    id: str
    row: str = ""
    cite: str
    text: str
    adopted: date
    effective: date
    last_day: date | None = None
    covers: tuple[str, ...] = ()
    needs: tuple[str, ...]
    note: str = ""
    confidence: Confidence
    paragraph_seen: bool
    sources: tuple[str, ...]


class Duty(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A duty to report or notify, with the day it falls due."""

    id: str
    row: str = ""
    cite: str
    text: str
    adopted: date
    due: date | None = None
    note: str = ""
    confidence: Confidence
    paragraph_seen: bool
    sources: tuple[str, ...]


class Designation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A paragraph that adds names to the list; the names themselves stand in the table of listings."""

    id: str
    row: str = ""
    cite: str
    text: str
    adopted: date
    individuals: int = 0
    entities: int = 0
    note: str = ""
    confidence: Confidence
    paragraph_seen: bool
    sources: tuple[str, ...]


class Institution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A Committee, a Panel, a clause of intent, or another paragraph that bans nothing."""

    id: str
    row: str = ""
    cite: str
    kind: str
    text: str
    force: Force = "decides"
    adopted: date
    last_day: date | None = None
    note: str = ""
    confidence: Confidence
    paragraph_seen: bool
    sources: tuple[str, ...]


class Split(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of words for a heading that falls under two measures or half under one.

    `hs` are the headings that the words decide; `certain` and `never` are finer codes that need no word,
    `default` what a description without any of the words means.
    """

    name: str
    hs: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    default: Literal["open", "yes", "no"] = "open"
    question: str
    source: str


class Hint(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words of a goods description that state a fact."""

    fact: str
    true: tuple[str, ...] = ()
    false: tuple[str, ...] = ()


class Listing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One designated person or entity, from its listing day on."""

    ref: str
    kind: Literal["individual", "entity"]
    name: str
    listed_on: date
    measures: tuple[Designated, ...]
    legal_basis: tuple[str, ...]
    removed_on: date | None = None
    source: str


class Vessel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One designation of a ship; a ship designated twice has two rows."""

    ref: str
    name: str
    imo: str
    kinds: tuple[Designated, ...]
    designated_on: date
    legal_basis: tuple[str, ...]
    removed_on: date | None = None
    source: str


class Act(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One national act: what a State put into its own law, from when, for which resolution.

    `covers` are ids of the measures the act writes into national law; `states` the State's ISO 3166 alpha-3 code.
    """

    id: str
    state: str
    title: str
    issued: date | None = None
    in_force: date
    last_day: date | None = None
    resolution: int
    text: str
    window: str = ""
    covers: tuple[str, ...] = ()
    scope_note: str = ""
    confidence: Confidence
    source: str
    note: str = ""


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stretch of the regime as charts of trade are read against it."""

    label: str
    kind: Literal["partial ban", "full ban"]
    since: date
    last_day: date | None = None
    source: str


class RegimeTables(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A regime as its files hold it."""

    id: str
    name: str
    target: str
    committee: str
    resolutions: tuple[Resolution, ...]
    measures: tuple[Measure, ...]
    savings: tuple[Saving, ...] = ()
    duties: tuple[Duty, ...] = ()
    designations: tuple[Designation, ...] = ()
    institutions: tuple[Institution, ...] = ()
    splits: tuple[Split, ...] = ()
    hints: tuple[Hint, ...] = ()
    candidates: dict[str, str] = {}
    acts: tuple[Act, ...] = ()
    periods: tuple[Period, ...] = ()


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """May this act pass on this day? What is not stated is unknown."""

    on: date
    direction: Direction | None = None
    hs: str | None = None
    activity: str | None = None
    goods: str = ""
    reporter: str | None = None
    party: str | None = None
    imo: str | None = None
    facts: dict[str, bool | float | str | date] = {}


class Ground(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One measure that speaks to the question, what it says, and how far its number can be trusted."""

    cite: str
    measure: str
    answer: Answer
    why: str
    basis: Literal["text", "reading", "conduct", "designation"]
    force: Force
    confidence: Confidence
    paragraph_seen: bool


class WayOut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What would make the act lawful; `general` marks the case-by-case saving that covers every measure."""

    needs: tuple[str, ...]
    cite: str
    measure: str
    says: str
    general: bool = False


class Side(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One reading of a contested point with the answer it leads to."""

    who: str
    says: str
    verdict: Answer
    cite: str


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer with its grounds, what was missing, and what was assumed.

    `flags` are calls that cannot forbid; `national` says what the reporter's own acts hold of the same goods, a layer apart.
    """

    verdict: Answer
    on: date
    grounds: tuple[Ground, ...]
    missing: tuple[str, ...]
    way_out: tuple[WayOut, ...]
    readings: tuple[Side, ...]
    assumed: tuple[str, ...]
    checks_owed: tuple[str, ...]
    flags: tuple[str, ...]
    national: tuple[str, ...]
