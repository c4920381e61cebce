"""Plans by themselves."""
