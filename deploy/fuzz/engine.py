"""The process that libFuzzer runs in: it ends when its time is over, or when a library crashes."""

import sys

import atheris

with atheris.instrument_imports(include=["intake"], enable_loader_override=False):
    from deploy.fuzz.findings import Findings
    from deploy.fuzz.mutation import crossed, mutated
    from deploy.fuzz.oracle import Oracle

_ORACLE = Oracle()
_FINDINGS = Findings()


def one_input(raw: bytes) -> None:
    """Take a mail apart; what is wrong is kept, and the next one follows."""
    for fault in _ORACLE.faults_of(raw):
        _FINDINGS.keep(raw, fault)


def _mutate(data: bytes, most: int) -> bytes:
    return bytes(atheris.Mutate(data, most))


def _mutator(data: bytes, most: int, seed: int) -> bytes:
    return mutated(bytes(data), most, seed, _mutate)


def _crossover(data: bytes, other: bytes, most: int, seed: int) -> bytes:
    return crossed(bytes(data), bytes(other), most, seed)


if __name__ == "__main__":
    _ORACLE.watch_readers()
    atheris.Setup(sys.argv, one_input, custom_mutator=_mutator, custom_crossover=_crossover)
    atheris.Fuzz()
