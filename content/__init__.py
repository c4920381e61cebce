"""What a role page is and when it may go live. No HTTP, no GraphQL, no tokens."""
