"""The settings of limits: `[limits]`."""

from typing import Annotated

from pydantic import Field, model_validator

from config.field_types import KIBIBYTE, MEBIBYTE, Seconds, Settings, refuse


class LimitSettings(Settings):
    """What untrusted input and a bad day may cost."""

    min_free_bytes: Annotated[int, Field(ge=0)] = Field(
        description="Bytes kept free on the archive's disk: below it nothing new is fetched.",
    )
    piece_bytes: Annotated[int, Field(ge=KIBIBYTE)] = Field(
        description="Bytes of a mail that are asked of the server at a time.",
    )
    document_seconds: Seconds = Field(
        description="Seconds the examination of one document may take.",
    )
    check_seconds: Seconds = Field(
        description="Seconds the examination of all documents of one mail may take together; "
        "what is left then is named in the receipt, unexamined.",
    )
    document_memory_bytes: Annotated[int, Field(ge=64 * MEBIBYTE)] = Field(
        description="Bytes of memory the child process may use that opens mails and documents.",
    )
    document_bytes: Annotated[int, Field(ge=KIBIBYTE)] = Field(
        description="Bytes of the largest document that is examined; larger ones are archived "
        "and named in the receipt, unexamined. It may lie above mail_bytes: what comes out of "
        "a container is often larger than the mail.",
    )
    mail_bytes: Annotated[int, Field(ge=MEBIBYTE)] = Field(
        description="Bytes of the largest mail that is taken apart; a larger one is archived, "
        "stamped and answered with this limit named.",
    )
    output_bytes: Annotated[int, Field(ge=KIBIBYTE)] = Field(
        description="Bytes of all that comes out of one mail, containers within containers "
        "included; what would go beyond is kept in its container, and the receipt says so.",
    )
    unpack_ratio: Annotated[int, Field(ge=2)] = Field(
        description="A container (zip, winmail.dat and the like) may give so many times its own "
        "size, and 64 MiB in any case; one that gives more is kept whole.",
    )
    files: Annotated[int, Field(ge=10)] = Field(
        description="Parts and files in one mail, containers included, before no further "
        "container is opened.",
    )
    nesting: Annotated[int, Field(ge=1, le=40)] = Field(
        description="Containers within containers before no further one is opened.",
    )
    mail_seconds: Seconds = Field(
        description="Seconds taking one mail apart may take; after six tenths of them no further "
        "container is opened.",
    )
    work_slots: Annotated[int, Field(ge=1, le=256)] = Field(
        description="Mails that are parsed, checked and handed over at the same time.",
    )
    send_slots: Annotated[int, Field(ge=1, le=64)] = Field(
        description="Receipts that are sent at the same time.",
    )
    max_attempts: Annotated[int, Field(ge=1, le=1000)] = Field(
        description="Tries of a stage that fails in a way nobody foresaw, before the mail is held "
        "for staff. What may pass by itself (a full disk, a dead server) is tried on and on.",
    )
    retry_first_seconds: Seconds = Field(
        description="Seconds before the second try; every further pause is twice as long.",
    )
    retry_most_seconds: Seconds = Field(
        description="Seconds of the longest pause between two tries.",
    )

    @model_validator(mode="after")
    def _pauses_grow(self) -> "LimitSettings":
        if self.retry_most_seconds < self.retry_first_seconds:
            refuse(
                "is less than retry_first_seconds; make it at least as long",
                key="retry_most_seconds",
            )
        return self
