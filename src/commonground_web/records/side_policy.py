"""The side policies: by which rule the rows of a model are read and written. `policies` says what each means in PostgreSQL."""

from __future__ import annotations

CAUCUS = "caucus"  # its own side reads and writes it, nobody else
SHARED = (
    "shared"  # its side reads it; what is the table's, whoever sits there; what is public, all; the operator writes it
)
LEDGER = "ledger"  # who sits at the table reads it; a party adds to it under its own name; nothing is changed
PUBLISHED = (
    "published"  # a ledger; of it the public, too, reads what all its signers have signed and nobody has withdrawn
)
CONFIDED = "confided"  # its own side reads and writes it; the neutral reads it once the side says so
CHAIN = "chain"  # its own side reads it and adds to it; nothing is changed
SEATS = "seats"  # a login role reads its own row
POLICIES = (CAUCUS, SHARED, LEDGER, PUBLISHED, CONFIDED, CHAIN, SEATS)
