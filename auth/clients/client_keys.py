"""Public keys that a client proves itself with (private_key_jwt)."""

import warnings
from collections.abc import Sequence
from typing import Any, Final

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, OKPKey, RSAKey

ALGORITHMS: Final = ("ES256", "RS256", "EdDSA")
"""What an assertion may be signed with."""

AnyKey = ECKey | RSAKey | OKPKey

_SHORTEST_RSA_BITS: Final = 2_048
_MOST: Final = 10
_PRIVATE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_KINDS: Final[dict[tuple[str, str | None], tuple[type[AnyKey], str]]] = {
    ("EC", "P-256"): (ECKey, "ES256"),
    ("RSA", None): (RSAKey, "RS256"),
    ("OKP", "Ed25519"): (OKPKey, "EdDSA"),
}


class KeyRefused(Exception):
    """A key that cannot be registered; the message is one sentence."""


def checked_keys(keys: Sequence[Any]) -> list[dict[str, Any]]:
    """The keys as they are stored, each with a `kid` and its `alg`.

    Raises KeyRefused for a private or symmetric key, a kind we do not verify, a short RSA key,
    and two of one `kid`.
    """
    if not 1 <= len(keys) <= _MOST:
        raise KeyRefused(f"A client has between 1 and {_MOST} public keys.")
    checked = [_checked(key) for key in keys]
    if len({key["kid"] for key in checked}) != len(checked):
        raise KeyRefused("Two of the keys have the same kid.")
    return checked


def _checked(key: Any) -> dict[str, Any]:
    if not isinstance(key, dict):
        raise KeyRefused("Every key must be a JWK, a JSON object (RFC 7517).")
    if _PRIVATE & key.keys():
        raise KeyRefused("Only public keys may be registered: a private key never leaves you.")
    kty, crv = key.get("kty"), key.get("crv")
    kind = _KINDS.get((kty, crv)) if isinstance(kty, str) and _is_name(crv) else None
    if kind is None:
        raise KeyRefused("A key must be EC on P-256, RSA, or OKP on Ed25519.")
    cls, algorithm = kind
    if key.get("alg", algorithm) != algorithm or key.get("use", "sig") != "sig":
        raise KeyRefused(f"A key of this kind must have the alg {algorithm} and the use sig.")
    imported = _imported(cls, key)
    if isinstance(imported, RSAKey) and imported.raw_value.key_size < _SHORTEST_RSA_BITS:
        raise KeyRefused(f"An RSA key must have at least {_SHORTEST_RSA_BITS} bits.")
    public = {
        name: value
        for name, value in imported.as_dict(private=False).items()
        if name in ("kty", "crv", "x", "y", "n", "e")
    }
    kid = key.get("kid", imported.thumbprint())
    if not isinstance(kid, str) or not 1 <= len(kid) <= 200:
        raise KeyRefused("A kid must be a text of at most 200 characters.")
    return {**public, "kid": kid, "alg": algorithm, "use": "sig"}


def _is_name(value: object) -> bool:
    return value is None or isinstance(value, str)


def _imported(cls: type[AnyKey], key: dict[str, Any]) -> AnyKey:
    parameters = {name: value for name, value in key.items() if name not in ("key_ops", "x5c")}
    try:
        with warnings.catch_warnings():
            # About short RSA keys: those are refused here in our own words.
            warnings.simplefilter("ignore", SecurityWarning)
            return cls.import_key(parameters)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise KeyRefused("One of the keys is not a well-formed JWK.") from error


def public_key(stored: dict[str, Any]) -> AnyKey:
    """A stored key, ready to verify with."""
    cls, _ = _KINDS[(stored["kty"], stored.get("crv"))]
    return cls.import_key(stored)
