"""Servers as users run them: processes that are asked over the loopback interface."""
