"""Lists of content, as Relay connections with keyset cursors."""
