"""The GraphQL contracts. They translate and decide nothing."""
