"""Each finding on the time of receipt as a Dutch sentence."""

from collections.abc import Callable
from datetime import datetime

from intake.domain.clock_words import number
from intake.domain.evidence import EvidenceSource
from intake.domain.mail import TimeFlaw
from intake.domain.time_findings import Finding, FindingCode

FLAWS = {
    TimeFlaw.MISSING: "er staat geen tijdstip in",
    TimeFlaw.UNPARSABLE: "het tijdstip is niet te lezen",
    TimeFlaw.ZONELESS: "het tijdstip noemt geen tijdzone",
    TimeFlaw.ZONE_UNKNOWN: "de tijdzone is -0000, en dat betekent: onbekend",
    TimeFlaw.ZONE_NAMED: "de tijdzone is alleen een naam, en die ligt niet vast",
    TimeFlaw.OUT_OF_RANGE: "het tijdstip kan niet bestaan",
    TimeFlaw.UNCLOSED: "een haakje of aanhalingsteken in de regel wordt niet gesloten",
    TimeFlaw.SHORT_YEAR: "het jaartal heeft minder dan vier cijfers",
    TimeFlaw.LEAP_SECOND: "het tijdstip is een schrikkelseconde",
    TimeFlaw.WEEKDAY_WRONG: "de dag van de week past niet bij de datum",
}
"""What is wrong with a time."""

_SOURCES = {
    EvidenceSource.RECEIVED_HEADER: "de Received-regel van onze mailserver",
    EvidenceSource.INTERNALDATE: "INTERNALDATE",
    EvidenceSource.SAVEDATE: "SAVEDATE",
    EvidenceSource.SEEN: "het moment waarop deze dienst de e-mail voor het eerst zag",
}
_SENTENCES = {
    FindingCode.BOTH_SIDES: "Het bewijs spreekt elkaar tegen: {best} noemt {best_at}, maar "
    "{source} noemt {at}. De termijn ligt daartussen.",
    FindingCode.WITHIN_TOLERANCE: "Het tijdstip van {source}, {at}, ligt zo dicht bij de termijn "
    "dat afwijkende klokken het verschil kunnen maken.",
    FindingCode.SENT_BEFORE_BOUNDARY: "De verzender noemt een tijdstip van verzending binnen de "
    "termijn, maar de e-mail is pas daarna ontvangen. Het moment van ontvangst telt.",
    FindingCode.INTERNALDATE_BEFORE_ENTRY: "Volgens INTERNALDATE is de e-mail bezorgd op "
    "{delivered}, maar onze mailserver nam de e-mail pas aan op {entered}. Bij een gewone "
    "bezorging kan dat niet: een mailprogramma heeft INTERNALDATE opgegeven, of onze klokken lopen "
    "niet gelijk.",
    FindingCode.INTERNALDATE_BEFORE_ABSENCE: "Volgens INTERNALDATE is de e-mail bezorgd op "
    "{delivered}, maar op {absent} stond de e-mail nog niet in deze map. De e-mail is later "
    "verplaatst, of door een mailprogramma in de map gezet, of de bezorging duurde lang.",
    FindingCode.SAVED_LATER: "SAVEDATE, {saved}, ligt duidelijk na INTERNALDATE, {delivered}. De "
    "e-mail is misschien verplaatst of later in de map gezet, of de mailserver heeft de e-mail "
    "pas later opgemerkt.",
    FindingCode.NO_LOOK_BEFORE: "Van vóór {seen} is geen blik in deze map bewaard waarmee dit "
    "te vergelijken is. Dat de e-mail binnen de termijn in de map stond, blijkt dus alleen uit wat "
    "de mailservers schreven.",
    FindingCode.CHAIN_INCOMPLETE: "Volgens regel {line} kwam de e-mail van een computer van "
    "onszelf, maar de regel daaronder is van {below} en die staat niet bij onze mailservers "
    "(trusted_hosts). De e-mail kan dus al eerder bij ons zijn binnengekomen.",
    FindingCode.LONG_BEFORE_ROUND: "Het tijdstip van {source}, {at}, ligt meer dan een jaar vóór "
    "de termijn. Dat tijdstip geloven wij niet.",
    FindingCode.ENTRY_TIME_UNUSABLE: "De regel waarmee de e-mail binnenkwam (regel {line}, {host}) "
    "heeft geen bruikbaar tijdstip: {flaw}. Daarom beslist het volgende bewijs.",
    FindingCode.OWN_TIME_UNUSABLE: "Regel {line} van onze mailserver {host} heeft geen bruikbaar "
    "tijdstip: {flaw}.",
    FindingCode.TIME_WRITTEN_ODDLY: "Het tijdstip in regel {line} is ongewoon geschreven ({flaw}), "
    "maar niet onduidelijk: {at}.",
    FindingCode.CLAIMS_OWN_HOST: "Regel {line} noemt onze mailserver {host}, maar staat op een "
    "plaats waar de verzender zelf regels kan schrijven. Die regel geloven wij niet.",
    FindingCode.CHAIN_CUT: "De e-mail heeft {lines} Received-regels. Alleen de bovenste {read} "
    "zijn gelezen.",
    FindingCode.CLOCK_OFF: "Onze eigen klok wijkt meer af dan is toegestaan. Dat raakt alleen het "
    "moment waarop deze dienst de e-mail voor het eerst zag: dat kan in werkelijkheid {latest} "
    "zijn geweest.",
}


def finding_words(finding: Finding, told: Callable[[datetime], str]) -> str:
    """Return the sentence for a finding; `told` puts a moment into words."""
    special = _SPECIAL.get(finding.code)
    sentence = special(finding, told) if special else _plain(finding, told)
    return f"{sentence} Daarom is het oordeel betwist." if finding.disputes else sentence


def flaw_words(flaw: TimeFlaw) -> str:
    """Return what is wrong with a time."""
    return FLAWS[flaw]


def _plain(finding: Finding, told: Callable[[datetime], str]) -> str:
    values = {name: _value(name, text, told) for name, text in finding.values}
    return _SENTENCES[finding.code].format(**values)


def _value(name: str, text: str, told: Callable[[datetime], str]) -> str:
    if name in {"at", "best_at", "delivered", "entered", "absent", "saved", "latest", "seen"}:
        return told(datetime.fromisoformat(text)) if text else ""
    if name in {"source", "best"}:
        return _source(text)
    if name == "flaw":
        return FLAWS[TimeFlaw(text)] if text else "de reden is niet bewaard"
    return text


def _source(text: str) -> str:
    known = {str(source): words for source, words in _SOURCES.items()}
    if text.startswith("line "):
        return f"regel {text.split()[1]}, die onze eigen mailserver later schreef,"
    return known.get(text, text)


def _delay(finding: Finding, told: Callable[[datetime], str]) -> str:
    entered, delivered = finding.moment("entered"), finding.moment("delivered")
    if entered is None or delivered is None:
        return "De e-mail heeft bij onze eigen mailservers gewacht."
    waited = (
        f"Onze mailserver nam de e-mail aan op {told(entered)}, maar de e-mail stond pas op "
        f"{told(delivered)} in de mailbox: {number(float(finding.value('seconds')))} seconden "
        "later. Die vertraging ontstond bij ons en niet bij de verzender."
    )
    if not finding.disputes:
        return waited
    return (
        f"{waited} Volgens Advies 484 telt het moment waarop onze mailserver de e-mail aannam, en "
        "dat is op tijd. De bezorging in de mailbox is te laat. Het bewijs valt dus aan beide "
        "kanten van de termijn."
    )


def _no_own_line(finding: Finding, _: Callable[[datetime], str]) -> str:
    top = finding.value("top")
    written = (
        f"De bovenste regel is van {top}." if top else "De bovenste regel noemt geen computer."
    )
    sentence = f"Geen van de Received-regels is van onze eigen mailservers. {written}"
    if finding.disputes:
        sentence += (
            " Alleen INTERNALDATE zegt dat de e-mail op tijd was, en een mailprogramma kan "
            "INTERNALDATE zelf opgeven."
        )
    return sentence


def _in_future(finding: Finding, told: Callable[[datetime], str]) -> str:
    source, at = _source(finding.value("source")), finding.moment("at")
    sentence = f"Het tijdstip van {source}, {told(at) if at else ''}, ligt na het moment waarop de"
    return f"{sentence} e-mail er al was. Dat kan niet."


def _line_in_future(finding: Finding, told: Callable[[datetime], str]) -> str:
    at = finding.moment("at")
    return (
        f"Regel {finding.value('line')} noemt een tijdstip in de toekomst: "
        f"{told(at) if at else ''}. Dat tijdstip telt niet."
    )


def _unordered(finding: Finding, _: Callable[[datetime], str]) -> str:
    seconds = number(float(finding.value("seconds")))
    sentence = (
        f"Regel {finding.value('line')} is later geschreven dan regel {finding.value('below')}, "
        f"maar noemt een tijdstip dat {seconds} seconden eerder ligt."
    )
    if finding.value("ours") == "yes":
        return f"{sentence} De klokken van onze mailservers lopen dus niet gelijk."
    return f"{sentence} Een van die regels is niet van ons; dit verandert het oordeel niet."


def _second_reading(finding: Finding, told: Callable[[datetime], str]) -> str:
    other = finding.moment("other_at")
    read = [finding.value("other_host") or "geen naam", told(other) if other else "geen tijdstip"]
    return (
        f"Een tweede programma (mail-parser) leest regel {finding.value('line')} anders: "
        f"{', '.join(read)}."
    )


_SPECIAL: dict[FindingCode, Callable[[Finding, Callable[[datetime], str]], str]] = {
    FindingCode.DELAY_IN_OWN_RELAY: _delay,
    FindingCode.NO_OWN_LINE: _no_own_line,
    FindingCode.IN_FUTURE: _in_future,
    FindingCode.LINE_IN_FUTURE: _line_in_future,
    FindingCode.CHAIN_UNORDERED: _unordered,
    FindingCode.SECOND_READING_DIFFERS: _second_reading,
}
