"""Why an article cannot be imported."""


class ArticleError(Exception):
    """The article was refused; the message is one sentence for the person who asked."""
