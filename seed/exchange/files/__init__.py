"""The files of a library: YAML read with file and line, and written in one style."""
