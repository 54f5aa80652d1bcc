"""Mail domains as evidence of who writes: which belong to one organisation, and which to nobody."""

from typing import Final

from intake.domain.recipient import is_usable_address, with_ascii_domain

_LONGEST_DOMAIN = 253
_LONGEST_LABEL = 63

_FAMILIES: Final = frozenset(
    {
        "outlook", "hotmail", "live", "msn", "windowslive", "passport", "yahoo", "ymail",
        "rocketmail", "gmx", "gmail", "googlemail", "icloud", "aol", "proton", "protonmail",
        "yandex", "zohomail", "lycos", "wanadoo", "tiscali", "tele2", "chello",
    }
)  # fmt: skip
"""First labels of those that are public under every country: outlook.de, yahoo.com.au."""

PUBLIC_DOMAINS: Final = frozenset(
    {
        # Large, of the whole world.
        "gmail.com", "googlemail.com", "outlook.com", "outlook.nl", "hotmail.com", "hotmail.nl",
        "hotmail.be", "live.com", "live.nl", "live.be", "msn.com", "windowslive.com",
        "yahoo.com", "yahoo.nl", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "ymail.com",
        "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aol.nl", "aim.com",
        "gmx.com", "gmx.net", "gmx.de", "gmx.nl", "web.de", "mail.com", "email.com", "mail.ru",
        "yandex.com", "yandex.ru", "zoho.com", "zohomail.eu", "fastmail.com", "fastmail.fm",
        "hushmail.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me", "tutanota.com",
        "tuta.com", "tuta.io", "tutamail.com", "mailbox.org", "posteo.de", "posteo.nl",
        "startmail.com", "duck.com", "mailinator.com", "mailfence.com", "hey.com", "inbox.com",
        "mail.de", "email.de", "tutanota.de", "keemail.me", "riseup.net", "disroot.org", "qq.com",
        "163.com", "126.com", "naver.com", "inbox.lv", "inbox.ru", "list.ru", "bk.ru", "ya.ru",
        # Access providers in the countries around.
        "t-online.de", "freenet.de", "arcor.de", "online.de", "orange.fr", "vodafone.de",
        "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr", "btinternet.com", "sky.com",
        "ntlworld.com", "virginmedia.com", "talktalk.net", "libero.it", "virgilio.it", "alice.it",
        "telefonica.net", "bluewin.ch", "aon.at", "pt.lu", "seznam.cz", "wp.pl", "o2.pl", "onet.pl",
        "onet.eu", "interia.pl", "abv.bg", "ukr.net", "comcast.net", "verizon.net", "att.net",
        # Dutch and Belgian access providers, with the names they took over.
        "ziggo.nl", "ziggomail.com", "home.nl", "upcmail.nl", "casema.nl", "casema.net",
        "multiweb.nl", "quicknet.nl", "chello.nl", "zinders.nl", "a2000.nl", "kpnmail.nl",
        "kpnplanet.nl", "planet.nl", "hetnet.nl", "kpn-officedsl.nl", "12move.nl", "wxs.nl",
        "telfort.nl", "telfortglasvezel.nl", "tiscali.nl", "tele2.nl", "versatel.nl", "zonnet.nl",
        "zeelandnet.nl", "delta.nl", "deltamail.nl", "caiway.nl", "caiway.net", "kabelfoon.nl",
        "kabelfoon.net", "solcon.nl", "solconmail.nl", "online.nl", "onlinehome.nl", "orange.nl",
        "wanadoo.nl", "euronet.nl", "xs4all.nl", "freeler.nl", "freedom.nl", "freedomnet.nl",
        "kliksafe.nl", "filternet.nl", "lijbrandt.nl", "onsbrabantnet.nl", "onsnetnuenen.nl",
        "onsneteindhoven.nl", "t-mobilethuis.nl", "odido.nl", "trined.nl", "plex.nl",
        "concepts.nl", "cybercomm.nl", "dds.nl", "het-net.nl", "iae.nl", "introweb.nl", "luna.nl",
        "hccnet.nl", "hcc.nl", "kpn.nl", "kpnmail.com", "kpnplanet.com", "speedlinq.nl",
        "scarlet.nl", "upc.nl", "xmsnet.nl", "cistron.nl", "zeelandnet.com", "youfone.nl",
        "vodafonethuis.nl", "vodafonevast.nl", "skynet.be", "telenet.be",
        "proximus.be", "scarlet.be", "pandora.be", "belgacom.net", "voo.be",
        "edpnet.be", "mobistar.be", "orange.be", "base.be", "versateladsl.be", "belgacom.be",
        "swing.be", "brutele.be", "numericable.be", "evonet.be", "telenetmail.be", "orange.net",
    }
)  # fmt: skip
"""Domains under which anybody can have an address; those below them as well."""

_REGISTRIES: Final = frozenset(
    {
        "onmicrosoft.com", "eu.com", "uk.com", "de.com", "us.com", "co.com", "gb.net", "uk.net",
        "eu.org", "ltd.uk", "plc.uk", "me.uk", "sch.uk", "nhs.uk", "or.at", "gv.at", "asso.fr",
        "nom.fr", "gouv.fr", "nom.es", "gob.es", "id.au", "asn.au", "or.jp", "ne.jp", "go.jp",
        "or.kr", "nom.pl", "info.pl", "biz.pl", "gen.tr", "web.tr",
    }
)  # fmt: skip
"""Nobody's own, while what is below them is somebody's."""

_REGISTRY_LABELS: Final = frozenset({"com", "co", "org", "net", "edu", "gov", "ac"})
_COUNTRY_LETTERS: Final = 2  # every top-level domain of a country, and no other, has two


def comparable_address(address: str) -> str | None:
    """Return a bare address as it is compared: lower case, domain in ASCII; None for no address.

    Strictly only the receiving server knows whether case counts before the @; none that
    is in use makes two people of it.
    """
    if not is_usable_address(address):
        return None
    local, _, domain = with_ascii_domain(address).lower().rpartition("@")
    name = comparable_domain(domain)
    return f"{local}@{name}" if name else None


def comparable_domain(domain: str) -> str | None:
    """Return a mail domain as it is compared: lower case and ASCII; None for what is none."""
    name = with_ascii_domain(f"x@{domain.lower().rstrip('.')}").partition("@")[2]
    labels = name.split(".")
    if len(labels) < 2 or len(name) > _LONGEST_DOMAIN or labels[-1].isdecimal():  # noqa: PLR2004 - a name and what it is under
        return None
    return name if all(map(_is_label, labels)) else None


def is_public(domain: str, extra: frozenset[str] = frozenset()) -> bool:
    """Tell whether a domain shows nothing about who writes.

    Args:
        domain: As `comparable_domain` gives it.
        extra: Further public domains, of the installation.
    """
    public = PUBLIC_DOMAINS | extra
    return _is_registry(domain) or any(
        item in public or _is_of_a_family(item) for item in domain_and_above(domain)
    )


def _is_registry(domain: str) -> bool:
    """Tell whether names are given out under it, as under `co.uk` and `com.au`."""
    first, _, rest = domain.partition(".")
    is_country = len(rest) == _COUNTRY_LETTERS and rest.isalpha()
    return domain in _REGISTRIES or (is_country and first in _REGISTRY_LABELS)


def _is_of_a_family(domain: str) -> bool:
    first, _, rest = domain.partition(".")
    return first in _FAMILIES and ("." not in rest or _is_registry(rest))


def domain_and_above(domain: str) -> tuple[str, ...]:
    """Return a domain and the domains it lies in: `a.b.nl`, `b.nl`."""
    labels = domain.split(".")
    return tuple(".".join(labels[start:]) for start in range(len(labels) - 1))


def _is_label(label: str) -> bool:
    return (
        0 < len(label) <= _LONGEST_LABEL
        and label.isascii()
        and label.replace("-", "").isalnum()
        and not label.startswith("-")
        and not label.endswith("-")
    )
