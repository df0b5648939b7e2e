"""The bridge: why two public figures differ, line by line to the cent: types first, then named assumptions, then what is left."""
