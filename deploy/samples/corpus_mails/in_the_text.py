"""Files between the lines of a text, and files that the text only points to."""

from deploy.samples.containers.uuencoded import in_base64, uuencoded, yencoded
from deploy.samples.corpus_mails.case import OCTETS, PLAN, VOG, Case, letter, raw_part, text, whole
from deploy.samples.mime import Part, crlf, multipart

_HOLDS = b"Bijgaand onze stukken.\n\n"
_LINK = "https://we.tl/t-a1B2c3D4e5"
_HTML_LINK = (
    '<p>Onze stukken: <a href="https://gemeente.sharepoint.com/:b:/s/oco/EaBcDeF?e=1">hier</a></p>'
)


def cases() -> list[Case]:
    return [*_carried_cases(), *_pointing_cases()]


def _carried_cases() -> list[Case]:
    cut = uuencoded("plan.pdf", PLAN)[:90]
    two = _HOLDS + uuencoded("plan.pdf", PLAN) + b"en\n" + uuencoded("vog.pdf", VOG)
    return [
        Case("uuencode.eml", "mail programs before MIME", "a file between the lines, no MIME",
             _old(_HOLDS + uuencoded("plan.pdf", PLAN))),
        Case("uuencode-twice.eml", "own", "two of them", _old(two)),
        Case("uuencode-cut-off.eml", "own", "one that ends too early", _old(_HOLDS + cut)),
        Case("uuencode-in-base64.eml", "uuencode -m", "the other form of it",
             _old(_HOLDS + in_base64("plan.pdf", PLAN))),
        Case("yenc.eml", "yEnc 1.3", "bytes between the lines",
             _old(_HOLDS, yencoded("plan.pdf", PLAN))),
        Case("uuencode-as-encoding.eml", "x-uuencode", "a transfer encoding that is no standard",
             letter(Part(
                 (("Content-Type", f'{OCTETS}; name="plan.pdf"'),
                  ("Content-Transfer-Encoding", "x-uuencode")),
                 crlf(uuencoded("plan.pdf", PLAN))))),
    ]  # fmt: skip


def _old(body: bytes, as_it_is: bytes = b"") -> bytes:
    head = (
        b"From: jan@wegwijs.example\r\nTo: oco@zorgkantoor.example\r\nSubject: Inschrijving\r\n\r\n"
    )
    return head + crlf(body) + as_it_is


def _pointing_cases() -> list[Case]:
    alternatives = [text(), text(_HTML_LINK, "html")]
    elsewhere = raw_part(
        b"Content-Type: application/pdf\r\n\r\n",
        ("Content-Type", ('message/external-body; access-type=URL;\r\n'
                         ' URL="https://wolk.example/plan.pdf"; name="plan.pdf"')),
    )  # fmt: skip
    return [
        Case(
            "link.eml",
            "WeTransfer",
            "the documents are not in the mail",
            whole(text(f"Onze stukken staan op {_LINK}")),
        ),
        Case(
            "link-in-html.eml",
            "SharePoint",
            "a link that stands behind words",
            whole(multipart("alternative", "keuze", alternatives)),
        ),
        Case(
            "external-body.eml",
            "RFC 2046 section 5.2.3",
            "a part that is elsewhere",
            letter(elsewhere),
        ),
    ]
