"""Words that mean something to a reader of mails or of what is in them."""

from typing import Final

WORDS: Final = (
    b"Content-Type: ", b"Content-Disposition: attachment; ", b"Content-Transfer-Encoding: ",
    b"multipart/mixed; boundary=", b"multipart/signed", b"message/rfc822", b"message/partial",
    b"message/external-body", b"application/pkcs7-mime", b"application/ms-tnef", b"text/html",
    b"base64", b"quoted-printable", b"x-uuencode", b"filename*0*=", b"filename=", b"name=",
    b"=?utf-8?B?", b"=?utf-8?Q?", b"?=", b"utf-8''%C3", b"\r\n\r\n", b"\r\n ", b"--", b"charset=",
    b"begin 644 a.pdf\n", b"begin-base64 644 a\n", b"=ybegin line=128 size=9 name=a\r\n",
    b"-----BEGIN PGP MESSAGE-----", b"-----BEGIN PKCS7-----",
    b"%PDF-1.4", b"/EmbeddedFiles", b"/FlateDecode", b"/Kids", b"/Names", b"/UF", b"/ObjStm",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x07\x08", b"\x75\x70",
    b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00", b"\x1f\x8b\x08", b"ustar",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22", b"LZFu", b"MELA",
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", b"\x30\x80", b"\x24\x80", b"\x00\x00",
    b"\x00\x05\x16\x07", b"\x00\x05\x16\x00", b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff",
    b"\x1f\x00\x07\x37", b"\x02\x01\x01\x37", b"\x0d\x00\x01\x37",
)  # fmt: skip


def dictionary() -> str:
    """Return them as libFuzzer reads them."""
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word in WORDS)
    return "".join(f'"{line}"\n' for line in lines)
