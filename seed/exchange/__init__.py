"""Libraries: content as YAML files, read into an installation and written out of one."""

from seed.exchange.exporting import ExportSummary, export_library
from seed.exchange.importing import ImportSummary, import_library
from seed.exchange.loading.publishing import Refusal
from seed.exchange.problems import Complaint, ExchangeError, LibraryError
from seed.exchange.progress import Progress
from seed.exchange.sample import (
    is_sample_library_due,
    load_sample_library,
    sample_library_path,
)

__all__ = [
    "Complaint",
    "ExchangeError",
    "ExportSummary",
    "ImportSummary",
    "LibraryError",
    "Progress",
    "Refusal",
    "export_library",
    "import_library",
    "is_sample_library_due",
    "load_sample_library",
    "sample_library_path",
]
