"""Clients: the programs that ask for tokens, and what an admin does about them."""
