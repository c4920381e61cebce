"""The admin's sessions, through HTTP as a browser speaks it."""
