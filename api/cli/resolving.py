"""`rolebook reresolve`."""

from functools import partial
from typing import TYPE_CHECKING

from api.cli.opening import AsJson, DataDir, on_installation
from api.cli.reporting import progress, say, say_json

if TYPE_CHECKING:
    from content.installation import Installation


def reresolve(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Rebuild every resolved document from what is published; nothing else changes."""
    from content import reresolving

    async def work(installation: "Installation") -> int:
        with progress() as tell:
            return await reresolving.reresolve(installation, partial(tell, "resolving again"))

    entities = on_installation(work, command="reresolve", data_dir=data_dir)
    if as_json:
        say_json({"entities": entities})
    else:
        say(f"{entities} entities were resolved again.")
