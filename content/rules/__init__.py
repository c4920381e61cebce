"""Pure functions over values: the time and the caller come in as arguments."""
