"""People proving who they are: passwords, links, browsers, and how guesses are slowed down."""
