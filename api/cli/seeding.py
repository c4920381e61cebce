"""`rolebook seed`, and the sample library that `serve` loads."""

from typing import TYPE_CHECKING

from api.cli.exchanging import tell_import
from api.cli.opening import AsJson, DataDir, on_installation
from api.cli.reporting import progress, say, say_json

if TYPE_CHECKING:
    from content.installation import Installation
    from seed.exchange import ImportSummary


def seed(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Load the sample library; what is there already stays as it is."""
    from auth.principal import local_operator
    from seed.exchange import import_library, sample_library_path

    async def work(installation: "Installation") -> "ImportSummary":
        with progress() as tell:
            return await import_library(
                installation,
                sample_library_path(),
                by=local_operator().name,
                leave_out_locales=True,
                progress=tell,
            )

    summary = on_installation(work, command="seed", data_dir=data_dir)
    if as_json:
        say_json(summary.model_dump(mode="json"))
    else:
        tell_import(summary)


async def load_when_due(installation: "Installation") -> None:
    """Loads the sample library at a first start, or what a first start that was cut short left."""
    from seed.exchange import load_sample_library

    with progress() as tell:
        summary = await load_sample_library(installation, progress=tell)
    if summary is not None:
        say("The sample library is loaded.")
        tell_import(summary)
