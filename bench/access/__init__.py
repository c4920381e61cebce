"""What protection costs: a token checked, and people signing in while others read."""
