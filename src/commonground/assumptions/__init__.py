"""Assumptions: each party's dated values of what nobody can look up, with source and range; agreed, disputed, one-sided."""
