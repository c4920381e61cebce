"""Whose tokens are believed: what this process knows of every issuer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from auth.issuers.linked_accounts import LinkedAccounts
from auth.issuers.party import Party
from auth.issuers.trusted import OWN
from auth.tokens.verified_tokens import VerifiedTokens


@dataclass
class Issuers:
    """Every issuer that people sign in at, our own among them, and the tokens verified lately.

    It is empty in a command, where nobody signs in.
    """

    parties: dict[str, Party] = field(default_factory=dict)
    accounts: LinkedAccounts = field(default_factory=LinkedAccounts)
    verified: VerifiedTokens = field(default_factory=VerifiedTokens)
    _external: dict[str, Party] = field(default_factory=dict)

    def trust(self, parties: Iterable[Party]) -> None:
        """Adds issuers, each under its name."""
        for party in parties:
            self.parties[party.trusted.name] = party
            if party.trusted.name != OWN:
                self._external[party.trusted.issuer] = party

    def external(self, issuer: object) -> Party | None:
        """The external issuer of that `iss`."""
        return self._external.get(issuer) if isinstance(issuer, str) else None

    async def close(self) -> None:
        """Closes all connections."""
        for party in self.parties.values():
            await party.close()
