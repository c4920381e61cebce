"""Why an operation cannot be done."""


class Refusal(Exception):
    """`code` is stable, the message is a sentence for people; `apply` adds which operation."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def inherited_only_hides(item_id: str) -> Refusal:
    """What is inherited was asked to go."""
    return Refusal("NOT_OWN", f"{item_id} is inherited: it can be hidden, not removed")
