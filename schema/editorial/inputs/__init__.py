"""What mutations are given: inputs by content type, and how they become changes of a source."""
