"""Tests of reading, importing and exporting libraries."""
