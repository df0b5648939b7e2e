"""The web: one negotiation in the browser. It imports `commonground`; nothing there imports it, but `cli.serve` on demand.

Views stand by audience (`table`, `caucus`, `member`), and none imports another. They hold no arithmetic: a figure is
reckoned in the rooms of `commonground`, and comes as a table of `report`.
"""
