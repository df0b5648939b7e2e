"""What the operator of a server does at a terminal: set a negotiation up, protect the tables, verify. One verb, one file."""
