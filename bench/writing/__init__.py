"""What an editor waits for: a save, a publish, a publish of what many pages use."""
