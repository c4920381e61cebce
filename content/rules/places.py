"""Where the nodes of a finished body have their ids, so that readers need not look for them."""

import struct
from typing import Final

# Every node is begun in this order (`rules.resolution.nodes`), and no text can look like it:
# in JSON the quotation marks of a text have a backslash before them.
_ID: Final = b'"id":"'
_THEN: Final = b'","entityId":'


def places_of(body: bytes) -> bytes:
    """The offsets in a body's JSON at which ids of nodes begin, ascending, packed."""
    found = []
    end = body.find(_THEN)
    while end >= 0:
        start = body.rfind(b'"', 0, end) + 1
        if body.endswith(_ID, 0, start):
            found.append(start)
        end = body.find(_THEN, end + len(_THEN))
    return struct.pack(f"<{len(found)}I", *found)


def places_in(packed: bytes) -> tuple[int, ...]:
    """The offsets that `places_of` packed."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)
