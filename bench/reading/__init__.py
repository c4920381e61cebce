"""What a reader waits for: a page, a list, a search; in process and over the loopback."""
