"""Why an account cannot be made or changed so; each message is one sentence."""


class AccountError(Exception):
    """An account cannot be made or changed so."""


class UnusableEmail(AccountError):
    """Not an e-mail address."""


class UnusableName(AccountError):
    """A name that is empty, too long, or not text."""


class UnusableLanguage(AccountError):
    """Not the tag of a language."""


class EmailTaken(AccountError):
    """Somebody has an account with this address."""


class NoSuchAccount(AccountError):
    """There is no account with this id or address."""


class AccountDisabled(AccountError):
    """The account has to be enabled first."""


class OwnAccount(AccountError):
    """Nobody changes what they themselves may do."""

    def __init__(self) -> None:
        super().__init__("You cannot change your own role or grants: ask another admin.")


class LastAdmin(AccountError):
    """Nobody could manage accounts any more."""

    def __init__(self) -> None:
        super().__init__(
            "This is the last admin who can sign in: make somebody else an admin first."
        )
