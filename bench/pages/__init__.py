"""The generated role pages that the other scenarios read and change."""
