"""Who may sit at a side's server: accounts of its own, kept by that side, in no database that another side reaches."""
