"""Resolution: published sources in, one finished document a reader reads in one go."""

from content.rules.resolution.publications import Published, ResolveConfig, Snapshot, Withdrawn
from content.rules.resolution.resolve import RESOLVER_VERSION, Resolution, resolve

__all__ = [
    "RESOLVER_VERSION",
    "Published",
    "Resolution",
    "ResolveConfig",
    "Snapshot",
    "Withdrawn",
    "resolve",
]
