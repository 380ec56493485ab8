"""What in a note may tell who a child is: a reminder for the reader, no proof."""

import re
from collections.abc import Collection, Iterator

WARNING = (
    "Do not write the name of a child. Do not write a birthday, a home or a phone "
    "number."
)
MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
PATTERNS = (
    ("An email address?", r"[\w.+-]+@[\w-]+\.[\w.]+"),
    ("A postcode?", r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b"),
    ("A phone number?", r"(?:\+44|\b0)(?:[\s-]?\d){9,10}\b"),
    ("A date of birth?", r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"),
    (
        "A date of birth?",
        rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})[a-z]*(?: \d+)?",
    ),
    (
        "A date of birth?",
        r"(?i)\b(?:born (?:on|in)|birthday|date of birth)\b[^.,;]{0,20}",
    ),
)
CAPITALISED = r"[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)?"
NAME = re.compile(rf"\b{CAPITALISED}(?: {CAPITALISED})*")
BEFORE_A_NAME = re.compile(
    r"(?i)\b(?:called|named|is|son|daughter|child|boy|girl|brother|sister|grandson|"
    r"granddaughter|twins?|mr|mrs|miss|ms|dr)\.?,? (?=\w)"
)
STARTS = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[\"'(]\s*)$")
NO_NAMES = re.compile(
    "A|About|All|Also|An|And|Are|As|At|Autism|Because|But|By|Can|Children|Christmas|"
    "Could|Council|Do|Does|Easter|Eng(?:land|lish)|For|From|Good|Have|He|Her|His|How|"
    "I|If|In|Is|It|Its|Many|Maybe|More|My|New|No|Not|Of|On|One|Only|Option|Or|Our|"
    "Parents?|People|Please|Schools?|She|Should|So|Some|Special|Staff|That|The|Their|"
    "There|These|They|This|To|Too|Very|Was|We|What|When|Where|Which|Who|Why|Would|Yes|"
    "You|Your|[A-Z][a-z]+day|January|February|March|July|August|September|October|"
    "November|December"
)
"""Words that often have a capital and are no names."""


def flags(text: str, places: Collection[str] = ()) -> tuple[str, ...]:
    """Say what in a note may tell who somebody is, and what it is taken for.

    Names written in small letters, or that are words of English too, are not
    found: every note is read by a person before it is kept.

    Parameters
    ----------
    places
        Names of areas, towns and options, which are not names of people.
    """
    found = [
        f"{kind} \N{LEFT DOUBLE QUOTATION MARK}{match.group().strip()}"
        "\N{RIGHT DOUBLE QUOTATION MARK}"
        for kind, pattern in PATTERNS
        for match in re.finditer(pattern, text)
    ]
    found += [
        f"A name? \N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"
        for name in _names(text, places)
    ]
    return tuple(dict.fromkeys(found))


def _names(text: str, places: Collection[str]) -> Iterator[str]:
    known = {word for place in places for word in re.findall(r"\w+", place)}
    for match in NAME.finditer(text):
        before = text[: match.start()]
        called = any(m.end() == len(before) for m in BEFORE_A_NAME.finditer(text))
        words = [word for word in match.group().split() if word not in known]
        unknown = [word for word in words if not NO_NAMES.fullmatch(word)]
        alone = bool(STARTS.search(before)) and unknown == match.group().split()[:1]
        if unknown and (called or not alone):
            yield " ".join(unknown)
