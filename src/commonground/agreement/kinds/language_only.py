"""Language only: a clause that is bargained and read, and that no total holds."""

from __future__ import annotations

from commonground.agreement.family import Family
from commonground.agreement.fields import Terms
from commonground.agreement.kind import Kind


class LanguageOnly(Terms):
    """What the clause says, in a few words."""

    says: str = ""


KIND = Kind("language_only", LanguageOnly, Family.GOVERNANCE)
