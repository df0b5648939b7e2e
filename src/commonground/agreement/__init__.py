"""Agreement: the contract as dated, cited provisions; what an offer changes in it; what holds when it has run out."""
