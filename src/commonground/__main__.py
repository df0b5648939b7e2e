"""`python -m commonground`."""

from commonground.cli import main

main()
