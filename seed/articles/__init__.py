"""Role articles in: text, Markdown, HTML and DOCX become a role, its page and its parts.

One module per verb, each pure but the last: `reading` → `outlining` → `sectioning` →
`interpreting` → `composing` → `accounting` → `storing`; `command` runs them over files.
"""
