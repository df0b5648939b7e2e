"""The verbs of `commonground vote`, one a file."""
