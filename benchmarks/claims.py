"""What 500 claims cost beside one pricing: CPU seconds of each, and their ratio (to stay under ten).

python benchmarks/claims.py
"""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import cycle, islice

from commonground.claims.check import check_claims
from commonground.cli.claims import model_of
from commonground.files.claims import read_claims
from commonground.files.folder import read_negotiation
from commonground.files.ready import ready_folder

CLAIMS = 500


def main() -> None:
    """Check Chicago's claims over and over, on an engine that has priced nothing yet."""
    folder = ready_folder() / "chicago-2019"
    negotiation = read_negotiation(folder)
    began = time.process_time()
    negotiation.pricing.offer(negotiation.offer("settlement"))
    pricing = time.process_time() - began
    fresh = read_negotiation(folder)
    found, _ = read_claims(folder, fresh.offers)
    assert found is not None
    many = islice(cycle(found.claims.values()), CLAIMS)
    claims = replace(found, claims={f"{one.id}-{n}": replace(one, id=f"{one.id}-{n}") for n, one in enumerate(many)})
    claims = replace(claims, claims={**found.claims, **claims.claims})
    began = time.process_time()
    check_claims(claims, model_of(fresh))
    checking = time.process_time() - began
    print(f"one pricing {pricing:.3f} s, {len(claims.claims)} claims {checking:.3f} s: {checking / pricing:.1f} times")


if __name__ == "__main__":
    main()
