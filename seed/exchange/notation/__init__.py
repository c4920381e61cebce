"""How a library writes a source, and how that is read back: names for ids, uses in short form."""
