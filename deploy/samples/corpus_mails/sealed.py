"""Signed and encrypted mails."""

import base64

from deploy.samples.containers import pgp
from deploy.samples.containers.fixed_smime import locked_the_same, signed_the_same
from deploy.samples.corpus_mails.case import (
    OCTETS,
    PLAN,
    TEXT,
    Case,
    as_mail,
    attached,
    file_part,
    forwarded,
    letter,
    mixed,
    raw_part,
    text,
    whole,
)
from deploy.samples.mime import Part, multipart

_CONTENT = mixed([text(), attached(PLAN, "plan.pdf")], "binnen").rendered()
_WITH_MAIL = mixed([text(), as_mail(forwarded(attached(PLAN, "plan.pdf")))], "binnen").rendered()
_OPAQUE = signed_the_same(_CONTENT)


def cases() -> list[Case]:
    return [*_opaque_cases(), *_other_smime_cases(), *_pgp_cases()]


def _p7m(data: bytes, kind: str = "signed-data") -> Part:
    return file_part(
        data,
        ("Content-Type", f'application/pkcs7-mime; smime-type={kind}; name="smime.p7m"'),
        ("Content-Disposition", 'attachment; filename="smime.p7m"'),
    )


def clear_signed(content: bytes, signature: Part, protocol: str) -> Part:
    """A part and its signature beside it (RFC 1847)."""
    delimiter = b"\r\n--zegel"
    body = (
        delimiter[2:] + b"\r\n" + content + delimiter + b"\r\n" + signature.rendered()
        + delimiter + b"--\r\n"
    )  # fmt: skip
    kind = f'multipart/signed; protocol="{protocol}"; micalg=sha-512; boundary="zegel"'
    return Part((("Content-Type", kind),), body)


def _beside(content: bytes, signs: bytes | None = None) -> Part:
    signature = file_part(
        signed_the_same(content if signs is None else signs, detached=True),
        ("Content-Type", 'application/pkcs7-signature; name="smime.p7s"'),
        ("Content-Disposition", 'attachment; filename="smime.p7s"'),
    )
    return clear_signed(content, signature, "application/pkcs7-signature")


def _opaque_cases() -> list[Case]:
    twice = _p7m(signed_the_same(_p7m(_OPAQUE).rendered()))
    locked_within = _p7m(signed_the_same(_p7m(locked_the_same(), "enveloped-data").rendered()))
    return [
        Case("smime.eml", "freescout-help-desk/freescout#2540, ddeboer/imap#467",
             "the mail looks empty: all is within smime.p7m, DER", whole(_p7m(_OPAQUE))),
        Case("smime-streamed.eml", "osTicket/osTicket-1.7#883, MuckRock/muckrock#1302",
             "the same as programs write it while they send, BER",
             whole(_p7m(signed_the_same(_CONTENT, streamed=True)))),
        Case("smime-no-certificate.eml", "zammad/zammad#4742, #6376",
             "no certificate is needed to read what is signed",
             whole(_p7m(signed_the_same(_CONTENT, certificate=False)))),
        Case("smime-twice.eml", "zammad/zammad#3705", "signed and signed again", whole(twice)),
        Case("smime-encrypted-then-signed.eml", "zammad/zammad#3705",
             "encrypted within a signature", whole(locked_within)),
        Case("smime-as-file.eml", "ykarpovich/msg.reader#29", "smime.p7m as a file among others",
             letter(attached(_OPAQUE, "smime.p7m", OCTETS), attached(PLAN, "los.pdf"))),
        Case("smime-cut-off.eml", "own", "ends within the file that was signed",
             whole(_p7m(_OPAQUE[: _OPAQUE.index(b"JVBERi") + 60]))),
        Case("smime-in-armour.eml", "own", "smime.p7m as text within its own lines",
             letter(attached(
                 b"-----BEGIN PKCS7-----\n" + base64.encodebytes(_OPAQUE)
                 + b"-----END PKCS7-----\n", "smime.p7m", OCTETS))),
    ]  # fmt: skip


def _other_smime_cases() -> list[Case]:
    return [
        Case("smime-beside.eml", "RFC 1847", "a signature beside what it signs is no document",
             whole(_beside(_CONTENT))),
        Case("smime-beside-with-eml.eml", "thalesgroup-cert/suspicious#77",
             "a signed mail with a mail in it", whole(_beside(_WITH_MAIL))),
        Case("smime-beside-does-not-fit.eml", "own", "what is signed was changed on the way",
             whole(_beside(_CONTENT, _CONTENT.replace(b"stukken", b"brieven")))),
        Case("smime-encrypted.eml", "zammad/zammad#3705", "the provider is told what to do",
             whole(_p7m(locked_the_same(), "enveloped-data"))),
    ]  # fmt: skip


def _pgp_cases() -> list[Case]:
    armoured = pgp.armoured("MESSAGE", pgp.for_recipient())
    encrypted = multipart(
        "encrypted", "slot",
        [raw_part(b"Version: 1\r\n", ("Content-Type", "application/pgp-encrypted")),
         raw_part(armoured, ("Content-Type", f'{OCTETS}; name="encrypted.asc"'))],
        '; protocol="application/pgp-encrypted"',
    )  # fmt: skip
    signature = raw_part(
        pgp.armoured("SIGNATURE", pgp.signature()),
        ("Content-Type", 'application/pgp-signature; name="signature.asc"'),
    )
    plain = (("Content-Type", "text/plain"),)
    signed = pgp.clear_signed(TEXT + "\n").replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return [
        Case("pgp-encrypted.eml", "RFC 3156 section 4", "the provider is told what to do",
             whole(encrypted)),
        Case("pgp-encrypted-in-text.eml", "old PGP programs", "the text is the message",
             whole(Part(plain, armoured))),
        Case("pgp-beside.eml", "RFC 3156 section 5", "a signature beside what it signs",
             whole(clear_signed(_CONTENT, signature, "application/pgp-signature"))),
        Case("pgp-signed-text.eml", "RFC 9580 section 7", "a text between lines of PGP",
             whole(Part(plain, signed))),
        Case("pgp-signed-file.eml", "own", "a file that was signed needs no key",
             letter(attached(pgp.signed_packets(PLAN, "plan.pdf"), "plan.pdf.gpg", OCTETS))),
        Case("pgp-locked-file.eml", "own", "a file that was encrypted",
             letter(attached(pgp.for_recipient(), "plan.pdf.gpg", OCTETS))),
    ]  # fmt: skip
