"""The simple forms of delivery: pages as HTML, JSON, Markdown and JSON-LD; sitemap and feed."""

from api.pages.robots import robots
from api.pages.styling import style
from api.pages.view import PagesApp

__all__ = ["PagesApp", "robots", "style"]
