"""Plain values of the content model: constructible in a unit test, free of any database."""
