"""What lies beside exported evidence: an explanation, and commands that need none of ours."""

from collections.abc import Sequence
from typing import Final

COMMANDS: Final = r"""set -eu
# 1. No file was damaged or left out since the export.
sha256sum --check --quiet SHA256SUMS
# 2. Every entry names the SHA-256 of the entry before it, and no number is left out.
work=$(mktemp -d)
find entries -type f | sort > "$work/entries"
xargs sha256sum < "$work/entries" | cut -c 1-64 > "$work/hashes"
xargs grep -hoE '"previous":"[0-9a-f]{64}","seq":[0-9]+}$' < "$work/entries" > "$work/links"
test "$(wc -l < "$work/links")" = "$(wc -l < "$work/entries")"
cut -d '"' -f 4 "$work/links" | tail -n +2 > "$work/previous"
head -n -1 "$work/hashes" | cmp - "$work/previous"
grep -oE '[0-9]+}$' "$work/links" | tr -d '}' > "$work/numbers"
seq "$(head -n 1 "$work/numbers")" "$(tail -n 1 "$work/numbers")" | cmp - "$work/numbers"
# 3. Every document and every mail, file and letter is what its name says: its SHA-256.
for file in documents/*.json blobs/*; do
  [ -e "$file" ] || continue
  name=${file##*/}
  echo "${name%.json}  $file"
done > "$work/named"
sha256sum --check --quiet "$work/named"
# 4. The authority stamped the exact bytes of these entries, and when.
for token in timestamps/*.tsr; do
  [ -e "$token" ] || continue
  name=${token##*/}
  moment=$(openssl ts -reply -in "$token" -text 2>&1 | sed -n 's/^Time stamp: //p')
  openssl ts -verify -data "entries/${name%%.*}.json" -in "$token" -CAfile authority.pem \
    -attime "$(date -d "$moment" +%s)" > "$work/said" 2>&1 || { cat "$work/said"; exit 1; }
  echo "entry ${name%%.*}: stamped $moment"
done
rm -r "$work"
echo whole"""
"""A shell script with sha256sum, a few lines of shell, and openssl; run it in the export."""

_LEESMIJ: Final = """BEWIJS VAN ONTVANGST

{about}

Wat u in deze map vindt
-----------------------
entries/       Het logboek. Elk bestand is één regel ervan. In elke regel staat de
               SHA-256 van de regel ervoor ("previous"). Wie één teken in een oude
               regel verandert, moet dus ook alle regels daarna veranderen.
timestamps/    Tijdstempels van een onafhankelijke instantie (RFC 3161). Zo'n stempel
               bewijst dat een regel op dat moment bestond, en daarmee ook alle
               regels ervoor. De naam is het nummer van de regel.
authority.pem  De certificaten waarmee u de tijdstempels controleert. Vergelijk ze met
               de certificaten die de instantie zelf bekendmaakt.
documents/     Waar de regels over gaan: wat er gebeurde ("detail") en wat er toen in
               de administratie stond ("digests"), met het oordeel over de tijd.
blobs/         De ontvangen e-mails, hun bijlagen en onze brieven, byte voor byte.
SHA256SUMS     De SHA-256 van alle bestanden in deze map.

De namen in documents en blobs zijn de SHA-256 van de inhoud. In een regel van het
logboek zoekt u dus op welk bestand erbij hoort.

Een regel over een andere e-mail bevat alleen nummers, tijden en SHA-256-waarden. Die
regels zijn nodig omdat de keten anders niet doorloopt.

Zelf controleren
----------------
U hebt alleen een Linux-computer met sha256sum en openssl nodig. Open een terminal in
deze map, zet de regels hieronder in een bestand controle.sh buiten deze map en voer uit:
sh controle.sh. De laatste regel op het scherm moet "whole" zijn ("heel"). Bij elke andere
uitkomst klopt er iets niet; de regels ervoor zeggen wat.

{commands}
"""


def leesmij(reference: str | None, first: int, last: int, stamped: str | None) -> str:
    """Return the explanation of an export.

    Args:
        reference: Of the mail it is about; None: the whole log.
        first: Number of the first entry.
        last: Number of the last one.
        stamped: The moment of the timestamp that covers it, in words; None: none does yet.
    """
    what = f"de e-mail met kenmerk {reference}" if reference else "alle ontvangen e-mails"
    about = f"Dit is het bewijs over {what}: regel {first} tot en met {last} van het logboek."
    if stamped is None:
        about += "\nEr is nog geen tijdstempel dat al deze gebeurtenissen omvat."
    else:
        about += f"\nHet tijdstempel hierover is van {stamped}."
    return _LEESMIJ.format(about=about, commands=COMMANDS)


_QUARANTINE: Final = """IN QUARANTAINE

In een bestand bij deze e-mail is een virus gevonden. Dat bestand, en de e-mail waar het in
zat, staan daarom niet in de map blobs. Ze zijn wel bewaard, ongewijzigd. Hun SHA-256:

{names}

Alle regels van het logboek staan hier wel. De controle in LEESMIJ.txt werkt dus gewoon.
"""


def quarantine(sha256s: Sequence[str]) -> str:
    """Return what is told of bytes that are not given out."""
    return _QUARANTINE.format(names="\n".join(sha256s))
