"""Which links lead to a file that was not sent with the mail: a table, and nothing else.

A row matches a place where one file or folder lies, never the home page of a service, which
stands in many signatures and advertisements. Paths are matched from their beginning, in lower
case, with the query after them.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LinkService:
    """A service; one pattern for the host and one for what has to follow it."""

    name: str
    host: re.Pattern[str]
    path: re.Pattern[str]


def _service(name: str, host: str, path: str) -> LinkService:
    return LinkService(name, re.compile(host), re.compile(path))


_SUB: Final = r"(?:[a-z0-9-]{1,63}\.){0,4}"
_PORTAL: Final = r"(?!(?:www|docs|support|help|info|blog|status)\.)[a-z0-9-]{1,63}"
_NUMBER: Final = r"[a-z0-9_-]{8,}"
_ONE_MESSAGE: Final = r".{0,200}?[/=?#-](?=[a-z0-9_%-]{0,60}[0-9])[a-z0-9_%-]{12,}"
"""What portals put into the link of one message, whatever stands before it."""

LINK_SERVICES: Final = (
    _service("WeTransfer", rf"{_SUB}wetransfer\.com", rf"/(?:downloads|previews)/{_NUMBER}"),
    _service("WeTransfer", r"we\.tl", r"/(?:[a-z]-)?[a-z0-9]{6,}"),
    _service("OneDrive", r"1drv\.ms", r"/[a-z]/."),
    _service(
        "OneDrive",
        r"onedrive\.live\.com",
        r"/(?:redir|download|view|edit|embed)?(?:\.aspx)?\?[^#]*\b(?:resid|id|cid|redeem)=|/:[a-z]:/.",
    ),
    _service("OneDrive", r"[a-z0-9-]{1,63}-my\.sharepoint\.com", r"/:[a-z]:/|/personal/[^/?#]+/."),
    _service(
        "SharePoint",
        r"[a-z0-9-]{1,63}\.sharepoint\.com",
        r"/:[a-z]:/"
        r"|/(?:sites|teams)/[^/?#]+/(?:_layouts/15/(?:guestaccess|download|doc2?|onedrive)\.aspx\?."
        r"|(?:gedeelde%20documenten|shared%20documents|documents|documenten)/.)",
    ),
    _service(
        "Google Drive",
        r"drive\.google\.com",
        r"/(?:a/[^/]+/)?(?:(?:drive/(?:u/\d/)?folders|file(?:/u/\d)?/d)/[a-z0-9_-]{10,}"
        r"|(?:open|uc)\?[^#]*\bid=[a-z0-9_-]{10,})",
    ),
    _service(
        "Google Docs",
        r"docs\.google\.com",
        r"/(?:a/[^/]+/)?(?:document|spreadsheets|presentation|file)/(?:u/\d/)?d/[a-z0-9_-]{10,}",
    ),
    _service("Dropbox", r"(?:www\.)?dropbox\.com", r"/(?:s|sh|scl/f[io]|t|transfer|l/scl)/."),
    _service("Dropbox", r"db\.tt", r"/[a-z0-9]{6,}"),
    _service("Dropbox", r"dl\.dropboxusercontent\.com", r"/."),
    # The makers of the following portals do not tell the form of their links.
    _service("ZIVVER", rf"{_PORTAL}\.zivver\.(?:com|eu|nl)", _ONE_MESSAGE),
    _service(
        "Filecap", rf"(?!www\.){_SUB}filecap\.(?:com|nl)|filecap\.{_SUB}[a-z]{{2,}}", _ONE_MESSAGE
    ),
    _service("SmartSend", rf"{_PORTAL}\.smartsend\.(?:com|nl|eu)", _ONE_MESSAGE),
    _service("SecuMailer", rf"{_PORTAL}\.secumailer\.(?:com|eu|nl)", _ONE_MESSAGE),
    _service("ZorgMail", rf"{_PORTAL}\.zorgmail\.nl|filetransfer\.enovation\.nl", _ONE_MESSAGE),
    _service(
        "KPN Secure Mail",
        rf"(?:securemail|secure-mail|securefiletransfer)\.{_SUB}kpn\.(?:com|nl)",
        _ONE_MESSAGE,
    ),
    _service("Secure Mail", rf"(?:securemail|secure-mail)\.{_SUB}[a-z]{{2,}}", _ONE_MESSAGE),
    _service(
        "Mimecast",
        rf"{_SUB}mimecast(?:portal)?\.com",
        rf"/[^?#]{{0,60}}(?:lfs|largefile|large-file){_ONE_MESSAGE}",
    ),
    _service(
        "SURFfilesender",
        rf"filesender\.{_SUB}[a-z]{{2,}}|{_SUB}filesender\.(?:surf|surfnet)\.nl",
        r"/(?:[^?#]{0,40})?\?(?:[^#]*&)?(?:token=[0-9a-f-]{8,}|s=download)",
    ),
    _service(
        "Cryptshare",
        rf"cryptshare\.{_SUB}[a-z]{{2,}}|{_SUB}cryptshare\.(?:com|express)",
        r"/(?:[^?#]{0,40})?(?:\?(?:[^#]*&)?(?:id|token|password|t)=.|(?:download\d?|retrieve)/.)",
    ),
    _service("iCloud Mail Drop", r"(?:www\.)?icloud\.com", r"/attachment/?\?."),
    _service(
        "iCloud Drive",
        r"(?:www\.)?icloud\.com|share\.icloud\.com",
        r"/(?:iclouddrive|pages|numbers)/0.",
    ),
    _service("Proton Drive", r"drive\.proton\.me|drive\.protonmail\.com", r"/urls/."),
    _service("Box", rf"{_SUB}box\.com", r"/(?:s|shared/static|v|file|folder)/."),
    _service("Mega", r"mega\.(?:nz|co\.nz|io)", r"/(?:file|folder)/.|/#f?!."),
    _service("TransferNow", rf"{_SUB}transfernow\.net", r"/(?:[a-z]{2}/)?(?:dl|d|bld)[/?]."),
    _service("Smash", r"fromsmash\.com", r"/[^/?#]{6,}"),
    _service("SwissTransfer", r"(?:www\.)?swisstransfer\.com", r"/d/."),
    _service("pCloud", r"(?:u|e|my)\.pcloud\.(?:link|com)", r"/publink/."),
    _service("STACK", rf"{_SUB}stackstorage\.com", r"/(?:index\.php/)?s/[a-z0-9]{10,}"),
    # Such servers have any name; the path and the length of what follows it tell them.
    _service(
        "Nextcloud",
        rf"{_SUB}[a-z]{{2,}}",
        r"/(?:[a-z]{2,20}/)?index\.php/s/[a-z0-9]{12,40}(?:[/?#]|$)",
    ),
    _service(
        "Nextcloud",
        rf"(?:nextcloud|owncloud|cloud|files|share|drive)\.{_SUB}[a-z]{{2,}}",
        r"/s/[a-z0-9]{15}(?:/download)?(?:[/?#]|$)",
    ),
)


@dataclass(frozen=True, slots=True)
class LinkWrapper:
    """A filter that puts its own link around that of the sender; `target` names where it is."""

    host: re.Pattern[str]
    target: str


LINK_WRAPPERS: Final = (
    LinkWrapper(
        re.compile(r"(?:[a-z0-9-]{1,63}\.){0,2}safelinks\.protection\.outlook\.com"), "url"
    ),
    LinkWrapper(re.compile(r"linkprotect\.cudasvc\.com"), "a"),
    LinkWrapper(re.compile(r"(?:www\.)?google\.(?:com|nl)"), "q"),
    LinkWrapper(re.compile(r"urldefense(?:\.proofpoint)?\.com"), "u"),
    LinkWrapper(re.compile(r"(?:[a-z0-9-]{1,63}\.){0,3}mimecastprotect\.com"), "domain"),
    LinkWrapper(re.compile(r"protect(?:-[a-z]{2})?\.mimecast\.com"), "domain"),
)


HOSTS_OF_FILES_ALONE: Final = frozenset(
    {"we.tl", "1drv.ms", "onedrive.live.com", "drive.google.com", "drive.proton.me"}
)
"""A filter that hides the path still tells the host; these hosts have nothing but files."""
