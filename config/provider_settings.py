"""The settings of the register of contracted providers: `[providers]`."""

from typing import Annotated

from pydantic import AfterValidator, Field

from config.field_types import Host, Settings, refuse


def _domain(name: str) -> str:
    if "." not in name.strip("."):
        refuse("is no mail domain; write it as provider.nl, without @")
    return name


_Domain = Annotated[Host, AfterValidator(_domain)]


class ProviderSettings(Settings):
    """Who is who among those that write."""

    public_domains_extra: Annotated[tuple[_Domain, ...], Field(strict=False)] = Field(
        description="Mail domains where anybody can have an address, beside those the program "
        "knows (gmail.com, ziggo.nl, …): they show nothing about who writes.",
    )
