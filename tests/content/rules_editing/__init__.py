"""The rules of editing: shape, diff, merge, bases and the gate before publishing."""
