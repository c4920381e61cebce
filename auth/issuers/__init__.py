"""External OpenID Connect issuers that the operator trusts, beside the built-in one."""
