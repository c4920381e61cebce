"""What is issued and believed: tokens, the keys that sign them, and what voids them early."""
