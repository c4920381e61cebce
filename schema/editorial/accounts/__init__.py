"""Accounts of people: who there is, and what an admin does about them."""
