"""Every rule that can stand in a document's edits, with its reason: from rule files, heuristics, and the stages' own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.options import Options
from pipeline.rules.heuristics import HEURISTICS
from pipeline.rules.load import rule_set
from pipeline.rules.placeholders.load import slot_rules
from pipeline.rules.rule import Rule

STAGE_REASONS: Mapping[str, str] = {
    "anonymize.bank-card": "Digits with the check digit of a bank card.",
    "anonymize.id-card": "Digits with region, date and check digit of an identity card.",
    "characters.icon": "An icon font's private character; it shows nothing outside its site.",
    "characters.radical": "A radical that fonts draw like the character of which it is a part.",
    "date.masked-clock": "A time of day with digits masked.",
    "date.masked-numeric": "A date in figures with digits masked.",
    "date.masked-year": "A year with digits masked.",
    "layout.blank-lines": "One paragraph stands on one line; blank lines between paragraphs carry nothing.",
    "layout.indent": "Indents and blanks at line ends are typography, not text.",
    "layout.open-heading": "The whole speech stood on one line; a line is opened before a heading or point that is certain.",
    "other.masked-card": "The number of a card with digits masked.",
    "other.masked-email": "An address of electronic mail with letters masked.",
    "other.masked-identifier": "An identity number or the like with digits masked.",
    "other.masked-phone": "A telephone number with digits masked.",
    "other.masked-plate": "A number plate with signs masked.",
    "person.surname": "A surname with the given name masked.",
    "reflow.column-blank": "Blanks stood where a column of the page ended, in the middle of a sentence.",
    "reflow.opened-mark": "A line ended with an opening quotation mark, which stood before a link or a word in bold: what it opens belongs to it.",
    "reflow.page-seam": "A page counter stood in the middle of a sentence; its two halves belong together.",
    "reflow.paragraph-number": "The site numbered the paragraphs; the numbers are not the author's.",
    "reflow.segment-number": "A page-image engine cut the text into numbered segments of equal length, through the middle of sentences.",
    "reflow.wrapped-line": "The text was wrapped at a fixed width; its lines are joined to paragraphs again.",
    "repair.mojibake-big5": "Big5 that was once read as Latin-1 is read again.",
    "repair.mojibake-cp1252": "UTF-8 that was once read as Windows-1252 is read again.",
    "repair.mojibake-latin1": "GB 18030 that was once read as Latin-1 is read again.",
    "repair.references": "A Chinese character stood as its number (&#27700;, \\u6c34); it is shown.",
    "score.head": "The line scorer takes this line above the body for the site's, in a zone where rules have found chrome.",
    "score.outside": "The line stands outside of the element that holds the article.",
    "score.tail": "The line scorer takes this line below the body for the site's, in a zone where rules have found chrome.",
    "script.body": "The page shows no article; its body is the text that its scripts carry, and this line stands outside of it.",
    "site.body": "The site file names the body, and this line stands outside of it.",
    "thread.later-post": "Only the first post of a thread was asked for; this line belongs to a later one.",
    "title.again": "The title once more between two paragraphs, the name of a picture that is gone; it has a field of its own.",
    "title.decorated": "The title with a site's decoration around it; it has a field of its own.",
    "title.glued": "The title was glued to the first sentence; it has a field of its own.",
    "title.headline": "The page's headline; it has a field of its own.",
    "title.line": "The title has a field of its own and is not repeated in the text.",
}
"""What stages do without a rule file."""

CATEGORY_REASONS: Mapping[str, str] = {
    "anonymize": "A real identifier, replaced because --anonymize asked for it.",
    "date": "A hidden value; what stands around it says that it is a date.",
    "elision": "A value was cut out here and left no trace.",
    "event": "A hidden value; what stands around it says that it is an event.",
    "location": "A hidden value; what stands around it says that it is a place.",
    "number": "A hidden value; what stands around it says that it is a number.",
    "organization": "A hidden value; what stands around it says that it is an organisation.",
    "other": "A hidden value; what stands around it does not say of what kind.",
    "person": "A hidden value; what stands around it says that it is a person.",
}
"""What a rule of a category does that has no words of its own."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What `rules list` and `rules show` say of one rule.

    `group` is where it lives: boilerplate, repair, heuristic, placeholder or stage; `origin` is its file, "built-in" where it has none.
    """

    id: str
    group: str
    kind: str
    action: str
    strength: str
    why: str
    origin: str
    fields: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)


def cards(options: Options) -> list[RuleCard]:
    """Return every rule, the user's with them, sorted by id; raises RuleError for a broken rule file."""
    return sorted({card.id: card for card in _cards(options)}.values(), key=lambda card: card.id)


def _cards(options: Options) -> Iterator[RuleCard]:
    for name, why in STAGE_REASONS.items():
        yield RuleCard(name, "stage", "stage", "", "strong", why, "built-in", {})
    for slot in slot_rules():
        yield RuleCard(slot.id, "placeholder", slot.when, "rewrite", "strong" if slot.strong else "", slot.why, "built-in", _shown(asdict(slot)))
    for folder in ("repair", "boilerplate"):
        own = {rule.id for rule in rule_set(folder).rules}
        for rule in rule_set(folder, options.rules).rules:
            yield _card(rule, folder, "built-in" if rule.id in own and not rule.replaces else rule.origin)
    for heuristic in HEURISTICS:  # some act under several ids
        told = {rule.id: rule for rule in reversed(list(vars(heuristic).values())) if isinstance(rule, Rule)}
        yield from (_card(rule, "heuristic", "built-in") for rule in told.values())


def _card(rule: Rule, group: str, origin: str) -> RuleCard:
    return RuleCard(rule.id, group, rule.kind, rule.action, rule.strength, rule.why, origin, _shown(asdict(rule)))


def _shown(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something, without those that a card has already."""
    return {key: value for key, value in fields.items() if value not in ("", (), False) and key not in ("id", "why", "origin")}


def reasons(options: Options) -> dict[str, str]:
    """Return the reason of every rule by its id; raises RuleError for a broken rule file."""
    return {card.id: card.why for card in cards(options)}


def reason_of(rule: str, known: Mapping[str, str]) -> str:
    """Return why a rule acts: its own words, else those of its category, else nothing (a rule of another version, or of a user)."""
    return known.get(rule) or CATEGORY_REASONS.get(category(rule), "")


def category(rule: str) -> str:
    """Return the kind that a rule belongs to: what stands before the first dot of its id."""
    return rule.partition(".")[0]
