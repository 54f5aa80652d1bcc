"""Links to files elsewhere are seen, and links that only look like them are not."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.parsing.file_links import FileLink, external_body, file_links, links_problem_words
from intake.parsing.link_services import LINK_SERVICES
from intake.parsing.parameters import parametrised

TOKEN = "4f0c2a8e91b74d3c8a55"
LINKS = {
    "https://wetransfer.com/downloads/4f0c2a8e91b74d3c8a5520230720/9c1a2b": "WeTransfer",
    "https://zorgbedrijf.wetransfer.com/downloads/4f0c2a8e91b74d3c/9c1a2b": "WeTransfer",
    "https://we.tl/t-Rfh9G5fseR": "WeTransfer",
    "https://we.tl/lqH9SavwjK": "WeTransfer",
    "https://1drv.ms/u/s!Ak7y2552PWCrkNACJ7n8qiU8UPRs9w": "OneDrive",
    "https://1drv.ms/b/c/817a4f10428e6e00/IQBCumKqyUyMQJD11npJO0o9": "OneDrive",
    "https://onedrive.live.com/?authkey=%21AB&id=ABC%21107&cid=ABC": "OneDrive",
    "https://onedrive.live.com/redir?resid=ABC!107&authkey=!AJ": "OneDrive",
    "https://zorg-my.sharepoint.com/:f:/g/personal/jan_zorg_nl/EkZ_q?e=4": "OneDrive",
    "https://zorg-my.sharepoint.com/personal/jan_zorg_nl/Documents/plan.pdf": "OneDrive",
    "https://zorg.sharepoint.com/:b:/s/Kwaliteit/EkZ_q?e=4": "SharePoint",
    "https://zorg.sharepoint.com/sites/OCO/Gedeelde%20documenten/plan.pdf": "SharePoint",
    "https://zorg.sharepoint.com/sites/OCO/_layouts/15/guestaccess.aspx?docid=1": "SharePoint",
    "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view?usp=sharing": "Google Drive",
    "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp": "Google Drive",
    "https://drive.google.com/open?id=1AbCdEfGhIjKlMnOp&usp=drive_web": "Google Drive",
    "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOp/edit": "Google Docs",
    "https://www.dropbox.com/s/abc123/plan.pdf?dl=0": "Dropbox",
    "https://www.dropbox.com/scl/fi/abc123/plan.pdf?rlkey=x": "Dropbox",
    "https://www.dropbox.com/t/AbCdEf": "Dropbox",
    "https://db.tt/AbCdEf12": "Dropbox",
    "https://dl.dropboxusercontent.com/s/abc/plan.pdf": "Dropbox",
    f"https://app.zivver.com/#/conversation/{TOKEN}": "ZIVVER",
    f"https://filecap.zorgbedrijf.example/download/{TOKEN}": "Filecap",
    f"https://transfer.filecap.nl/m/{TOKEN}": "Filecap",
    f"https://filesender.surf.nl/?s=download&token={TOKEN}": "SURFfilesender",
    f"https://zorg.smartsend.nl/d/{TOKEN}": "SmartSend",
    f"https://app.secumailer.com/message/{TOKEN}": "SecuMailer",
    f"https://filetransfer.zorgmail.nl/get/{TOKEN}": "ZorgMail",
    f"https://securemail.kpn.com/m?id={TOKEN}": "KPN Secure Mail",
    f"https://securemail.zorgbedrijf.example/message/{TOKEN}": "Secure Mail",
    f"https://eu-login.mimecast.com/u/lfs/#/{TOKEN}": "Mimecast",
    f"https://cryptshare.zorgbedrijf.example/Download1.action?id={TOKEN}": "Cryptshare",
    "https://www.icloud.com/attachment/?u=https%3A%2F%2Fcvws.icloud": "iCloud Mail Drop",
    "https://www.icloud.com/iclouddrive/0abcdef#plan": "iCloud Drive",
    "https://drive.proton.me/urls/ABC123#key": "Proton Drive",
    "https://app.box.com/s/abc123": "Box",
    "https://mega.nz/file/abc#key": "Mega",
    "https://mega.nz/#!abc!key": "Mega",
    "https://www.transfernow.net/dl/20230720abc": "TransferNow",
    "https://fromsmash.com/AbC-dEf": "Smash",
    "https://www.swisstransfer.com/d/abc-123": "SwissTransfer",
    "https://u.pcloud.link/publink/show?code=abc": "pCloud",
    "https://jan.stackstorage.com/s/AbCdEfGhIj12": "STACK",
    "https://wolk.zorgbedrijf.example/index.php/s/AbCdEf123456789": "Nextcloud",
    "https://cloud.zorgbedrijf.example/s/AbCdEf123456789/download": "Nextcloud",
}  # fmt: skip
LOOK_ALIKES = (
    "https://wetransfer.com/",
    "https://wetransfer.com/about",
    "https://wetransfer.com.hacker.example/downloads/4f0c2a8e91b74d3c",
    "https://hacker.example/wetransfer.com/downloads/4f0c2a8e91b74d3c",
    "https://we.tl/",
    "https://news.we.tl.example/t-Rfh9G5fseR",
    "https://1drv.ms/",
    "https://onedrive.live.com/about/nl-nl/",
    "https://zorg-my.sharepoint.com/",
    "https://zorgkantoor.sharepoint.com/sites/intranet/SitePages/privacy.aspx",
    "https://www.microsoft.com/sharepoint/:b:/s/x",
    "https://drive.google.com/",
    "https://drive.google.com/drive/my-drive",
    "https://www.google.com/maps/place/Zorgbedrijf",
    "https://www.google.com/url?q=https://www.zorgbedrijf.example/",
    "https://docs.google.com/",
    "https://www.dropbox.com/",
    "https://www.dropbox.com/login",
    "https://db.tt/",
    "https://www.dropboxusercontent.com/s",
    "https://www.zivver.com/nl/artikelen/veilig-mailen-in-de-zorg-2023",
    "https://app.zivver.com/login",
    "https://www.filecap.com/nl/veilig-versturen-in-2023",
    "https://filecap.zorgbedrijf.example/",
    "https://filesender.surf.nl/",
    "https://www.smartsend.nl/veilig-versturen-in-2023",
    "https://www.secumailer.com/over-ons-sinds-2016-in-de-zorg",
    "https://www.zorgmail.nl/producten/secure-mail-2023-nieuw",
    "https://securemail.kpn.com/login",
    "https://securemail.zorgbedrijf.example/help",
    "https://www.mimecast.com/products/email-security-2023",
    "https://cryptshare.zorgbedrijf.example/",
    "https://www.icloud.com/",
    "https://www.icloud.com/mail/",
    "https://proton.me/drive",
    "https://www.box.com/nl-nl/home",
    "https://mega.nz/",
    "https://www.transfernow.net/nl/",
    "https://fromsmash.com/",
    "https://www.swisstransfer.com/nl",
    "https://www.pcloud.com/nl/",
    "https://www.stackstorage.com/nl",
    "https://www.linkedin.com/company/zorgbedrijf-1234567890ab",
    "https://www.zorgkantoor.example/oco/s/aanmelden",
    "https://www.zorgbedrijf.example/s/AbCdEf123456789",
    "https://nl.wikipedia.org/wiki/Index.php/s",
)


@pytest.mark.parametrize(("link", "service"), LINKS.items())
def test_a_link_to_a_file_is_seen(link: str, service: str) -> None:
    for text, source in (
        (f"De stukken staan op {link}.", ""),
        (f"Zie <{link}>", ""),
        ("", f'<p><a class="x" href="{link.replace("&", "&amp;")}">onze stukken</a>'),
        ("", f"<a href={link}>onze stukken</a>".encode()),
    ):
        assert [found.service for found in file_links(text, source)] == [service]


@pytest.mark.parametrize("link", LOOK_ALIKES)
def test_a_link_that_only_looks_like_one_is_not(link: str) -> None:
    assert file_links(link, f'<a href="{link}">x</a>') == ()


def test_each_row_of_the_table_has_a_link_that_only_it_sees() -> None:
    def row(link: str) -> int:
        parts = re.fullmatch(r"https://([^/]+)(.*)", link.lower())
        assert parts
        return next(
            number
            for number, each in enumerate(LINK_SERVICES)
            if each.host.fullmatch(parts[1]) and each.path.match(parts[2])
        )

    assert {row(link) for link in LINKS} == set(range(len(LINK_SERVICES)))


INNER = "https://we.tl/t-Rfh9G5fseR"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02&reserved=0"


@pytest.mark.parametrize(
    "link",
    [
        SAFE.format(quote(INNER, safe="")),
        SAFE.format(quote(SAFE.format(quote(INNER, safe="")), safe="")),
        f"https://urldefense.com/v3/__{INNER}__;!!AbC!x$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__we.tl_t-2DRfh9G5fseR&d=DwM",
        f"https://linkprotect.cudasvc.com/url?a={quote(INNER, safe='')}&c=E,1",
        "https://protect-eu.mimecast.com/s/AbC123?domain=we.tl",
        "https://url.uk.m.mimecastprotect.com/s/AbC123?domain=we.tl",
        f"https://www.google.com/url?q={INNER}&sa=D",
    ],
)
def test_a_link_within_the_link_of_a_filter_is_seen(link: str) -> None:
    assert file_links(link) == (FileLink("WeTransfer", "we.tl"),)


def test_a_link_without_its_beginning_is_seen() -> None:
    assert file_links("Download via we.tl/t-Rfh9G5fseR") == (FileLink("WeTransfer", "we.tl"),)


def test_a_logo_that_lies_with_a_service_is_no_file() -> None:
    logo = "https://drive.google.com/uc?export=view&id=1AbCdEfGhIjKlMnOp"
    assert file_links("", f'<img width=1 src="{logo}"><td background={logo}>') == ()
    assert file_links("", f"<style>p {{ background: url('{logo}') }}</style>") == ()


def test_words_for_people_hold_no_secret() -> None:
    found = file_links(f"{INNER} en {INNER} en https://u:geheim@1drv.ms:443/u/s!Ak7y")
    assert links_problem_words(found) == "WeTransfer (we.tl), OneDrive (1drv.ms)"


@pytest.mark.parametrize(
    "unit",
    [
        "https://", "https://a.", "https://we.tl/" + "a" * 50, "?&", "a.a-",
        "https://urldefense.com/v3/__", "https://securemail.a.b.c.d.e/a/a=a-", "we.tl/",
        "https://cryptshare.a.nl/?&&&&&&&&&&", "src=", "<a href=", "&#1;",
        "https://eu.mimecast.com/lfs-lfs-lfs-", "https://x.safelinks.protection.outlook.com/?url=",
    ],
)  # fmt: skip
def test_hostile_text_gives_a_value_in_one_pass(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    assert len(file_links(text, text.encode())) < 3


@given(
    st.lists(
        st.one_of(st.sampled_from([*LINKS, *LOOK_ALIKES, "\n", "<", "//", "?url="]), st.text())
    )
)
def test_any_text_gives_a_value(units: list[str]) -> None:
    text = "".join(units)
    assert {found.service for found in file_links(text, text.encode("utf-8", "replace"))} <= {
        service.name for service in LINK_SERVICES
    }


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (
            b'message/external-body; access-type=ANON-FTP; name="/pub/p.pdf"; site=a.example',
            "het bestand 'p.pdf' op een server (a.example)",
        ),
        (
            b'message/external-body; access-type=URL; URL="https://a.example/geheim?x=1"',
            "het bestand op internet (a.example)",
        ),
        (
            b'message/external-body; access-type=local-file; name="C:\\\\map\\\\plan.pdf"',
            "het bestand 'plan.pdf' op de computer van de afzender",
        ),
        (
            b"message/external-body",
            "het bestand op een andere plaats",
        ),
    ],
)
def test_a_body_elsewhere_is_told_in_plain_words(field: bytes, words: str) -> None:
    assert external_body(parametrised(field)) == words


@given(st.binary(max_size=200))
def test_any_field_gives_words(field: bytes) -> None:
    words = external_body(parametrised(b"message/external-body; name=" + field))
    assert words.isprintable() or "\n" not in words
