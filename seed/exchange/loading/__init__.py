"""Bringing what was read into an installation: in which order, in which transactions."""
