"""A registration is held against the list that its provider is asked for, region by region."""

from dataclasses import replace

import pytest

from deploy.samples.mails import sample
from intake.domain.lifecycle import Event
from intake.domain.provider import Contract
from intake.domain.provider_identity import Basis
from intake.domain.provider_import import ListedContract, NewImport
from intake.domain.records import Checks, StoredMail
from intake.domain.round import ContractScope, ProviderStatus
from intake.stages.judged_otherwise import JudgedOtherwise, judged_otherwise
from tests.adapters.letter_reading import text_of, words
from tests.fakes.letter_sender import MemoryLetterSender
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

NEW, EXISTING, UNKNOWN = ProviderStatus.NEW, ProviderStatus.EXISTING, ProviderStatus.UNKNOWN
NUMBER = "99104237"
NEW_ALONE = {"vog_rp", "uittreksel_kvk", "ubo_register"}
FLAG = "provider_status_unknown"


def listed(
    number: str = NUMBER,
    *,
    office: str = "vgz",
    region: str = "Nijmegen",
    domain: str = "dewaalbrug.example",
) -> ListedContract:
    contract = Contract(office, region)
    return ListedContract(2, "2024-2025", contract, number, f"Aanbieder {number}", (domain,))


def put(world: World, *rows: ListedContract) -> int:
    new = NewImport(world.clock.now(), "A. de Vries", "lijst.csv", "f" * 64, 1, rows)
    with world.storage.unit() as unit:
        import_id = unit.providers.add(new)
        unit.commit()
    return import_id


def per_region(world: World) -> None:
    """Let the round count contracts of the very region alone."""
    existing = replace(world.office.round.existing, scope=ContractScope.REGION)
    world.office = replace(world.office, round=replace(world.office.round, existing=existing))


def judged(world: World, name: str = "complete") -> tuple[StoredMail, Checks]:
    mail = world.take_to_checked(sample(name, ADDRESS, at=BEFORE_THE_DEADLINE).raw)
    assert mail.checks is not None
    return mail, mail.checks


def asked(checks: Checks) -> set[str]:
    return {item.requirement.kind for item in checks.requirements}


def receipt_of(world: World, mail: StoredMail) -> str:
    sender = MemoryLetterSender()
    world.acknowledge(mail.id, sender)
    (letter,) = sender.delivered
    return words(text_of(letter))


def test_without_a_register_the_stricter_list_counts_and_staff_is_told(world: World) -> None:
    mail, checks = judged(world)
    assert checks.provider is not None
    assert (checks.provider_status, checks.provider.basis) == (UNKNOWN, Basis.NO_REGISTER)
    assert FLAG in checks.flags
    assert asked(checks) >= NEW_ALONE
    assert "Volgens onze gegevens" not in receipt_of(world, mail)


def test_an_existing_provider_is_asked_for_less_and_told_so(world: World) -> None:
    import_id = put(world, listed(office="cz", region="Zeeland"))
    mail, checks = judged(world)
    assert checks.provider is not None
    assert checks.provider_status is EXISTING
    assert checks.provider.kvk_number == NUMBER
    assert checks.provider.registers == (("cz", import_id),)
    assert FLAG not in checks.flags
    assert not asked(checks) & NEW_ALONE
    told = receipt_of(world, mail)
    assert "Volgens onze gegevens bent u een bestaande aanbieder." in told
    assert "Klopt dat niet? Laat het ons dan weten" in told
    assert "Bent u een bestaande aanbieder?" not in told
    assert "niet automatisch vaststellen of u een nieuwe" not in told


def test_an_extract_of_a_provider_nobody_listed_makes_it_new(world: World) -> None:
    offices = [item.id for item in world.office.round.zorgkantoren]
    regions = {item.id: item.regions[0].name for item in world.office.round.zorgkantoren}
    others = [
        listed("11111111", office=office, region=regions[office], domain="ander.example")
        for office in offices
    ]
    put(world, *others)
    mail, checks = judged(world)
    assert checks.provider is not None
    assert (checks.provider_status, checks.provider.basis) == (NEW, Basis.NOT_LISTED)
    assert checks.provider.kvk_number == NUMBER
    assert FLAG not in checks.flags
    assert "Volgens onze gegevens bent u een nieuwe aanbieder." in receipt_of(world, mail)


def test_one_list_is_not_enough_where_contracts_with_every_office_count(world: World) -> None:
    put(world, listed("11111111", domain="ander.example"))
    _, checks = judged(world)
    assert checks.provider is not None
    assert checks.provider.basis is Basis.INCOMPLETE_REGISTER
    assert FLAG in checks.flags


def test_two_providers_are_for_staff(world: World) -> None:
    # The mail domain is of one provider, the extract of another.
    put(world, listed("99218805"), listed(NUMBER, domain="ander.example"))
    _, checks = judged(world)
    assert checks.provider is not None
    assert checks.provider.basis is Basis.SEVERAL_PROVIDERS
    assert checks.provider.kvk_number is None
    assert FLAG in checks.flags


def test_new_in_one_region_and_existing_in_another_is_the_union_of_both(world: World) -> None:
    per_region(world)
    put(world, listed())
    mail, checks = judged(world)
    assert checks.regions == ("Nijmegen", "Midden Brabant")
    assert checks.status_in("Nijmegen") is EXISTING
    assert checks.status_in("Midden Brabant") is NEW
    assert checks.provider_status is UNKNOWN
    assert FLAG not in checks.flags
    assert asked(checks) >= NEW_ALONE
    told = receipt_of(world, mail)
    assert (
        "Volgens onze gegevens bent u een nieuwe aanbieder in de regio Midden Brabant en een "
        "bestaande aanbieder in de regio Nijmegen." in told
    )
    assert "Bent u een bestaande aanbieder?" not in told


def test_each_region_is_handed_over_with_its_own_status_and_list(world: World) -> None:
    per_region(world)
    import_id = put(world, listed())
    mail, _ = judged(world)
    receipt_of(world, mail)
    world.hand_over(mail.id)
    with world.storage.unit(write=False) as unit:
        data = {item.region: item.payload["data"] for item in unit.registrations.assessments()}
    assert {region: item["provider"]["status"] for region, item in data.items()} == {
        "Nijmegen": "existing",
        "Midden Brabant": "new",
    }
    lists = {
        region: {each["kind"] for each in item["requirements"]} for region, item in data.items()
    }
    assert lists["Midden Brabant"] - lists["Nijmegen"] == NEW_ALONE
    register = data["Nijmegen"]["provider"]["register"]
    assert (register["kvk_number"], register["basis"]) == (NUMBER, "domain")
    assert register["registers"] == [{"zorgkantoor": "vgz", "import": import_id}]


def test_the_history_keeps_who_it_was_taken_for_and_by_which_list(world: World) -> None:
    import_id = put(world, listed())
    mail, _ = judged(world)
    with world.storage.unit(write=False) as unit:
        (event,) = (item for item in unit.mails.events(mail.id) if item.name == Event.CHECKED)
    assert event.detail["provider"] == {
        "kvk_number": NUMBER,
        "basis": "domain",
        "statuses": {"Nijmegen": "existing", "Midden Brabant": "existing"},
        "registers": {"vgz": import_id},
    }


@pytest.mark.parametrize("name", ["question", "out_of_office"])
def test_what_is_no_registration_is_of_no_provider(world: World, name: str) -> None:
    put(world, listed())
    _, checks = judged(world, name)
    assert checks.provider is None
    assert FLAG not in checks.flags


def test_a_domain_the_installation_calls_public_shows_nothing(world: World) -> None:
    put(world, listed())
    world.public_domains = frozenset({"dewaalbrug.example"})
    _, checks = judged(world)
    # The KvK number of the extract still tells who it is.
    assert checks.provider is not None
    assert checks.provider.basis is Basis.KVK_NUMBER


def differences(world: World, *rounds: str) -> list[JudgedOtherwise]:
    with world.storage.unit(write=False) as unit:
        offices = {"vgz": world.office}
        return list(judged_otherwise(unit, offices, rounds or ("2024-2025",), frozenset()))


def test_a_later_list_changes_nothing_and_tells_what_it_would_change(world: World) -> None:
    mail, checks = judged(world)
    judged(world, "question")
    assert differences(world) == []
    put(world, listed())
    (found,) = differences(world)
    assert found.reference == mail.reference
    assert {item.status for item in found.before} == {UNKNOWN}
    assert {item.region: item.status for item in found.now} == {
        "Nijmegen": EXISTING,
        "Midden Brabant": EXISTING,
    }
    assert world.mail(mail.id).checks == checks
    assert differences(world, "2023") == []


def test_what_was_judged_is_not_judged_again_when_the_stage_runs_twice(world: World) -> None:
    mail, before = judged(world)
    put(world, listed())
    world.check(mail.id)
    assert world.mail(mail.id).checks == before
