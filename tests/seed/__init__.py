"""Tests of what fills an installation."""
