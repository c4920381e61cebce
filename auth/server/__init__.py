"""The issuing side: an authorization server inside (Authlib)."""
