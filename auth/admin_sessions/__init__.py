"""Browsers signed in to the admin: their tokens stay here, sealed; the cookie is only a name."""
