"""`rolebook audit`."""

from typing import TYPE_CHECKING

import typer

from api.cli.opening import AsJson, DataDir, on_installation
from api.cli.reporting import say, say_json

if TYPE_CHECKING:
    from content.auditing import AuditVerdict


def verify(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Check that the audit log is what was sealed; exit code 1 names the first broken row."""
    from content.auditing import verify_audit

    verdict = on_installation(verify_audit, command="audit verify", data_dir=data_dir)
    if as_json:
        say_json(verdict.model_dump(mode="json"))
    else:
        _tell(verdict)
    if not verdict.holds:
        raise typer.Exit(1)


def _tell(verdict: "AuditVerdict") -> None:
    if verdict.broken is not None:
        row = f" ({verdict.broken.row_id})" if verdict.broken.row_id else ""
        say(f"The chain is broken at row {verdict.broken.seq}{row}: {verdict.broken.reason}.")
    else:
        say(f"{verdict.sealed} rows are as they were sealed; the last has the hash {verdict.tip}.")
    if verdict.unsealed:
        since = verdict.unsealed_since
        told = f" since {since:%Y-%m-%d %H:%M:%S} UTC" if since else ""
        say(f"{verdict.unsealed} rows are not sealed yet{told}; a running server does so.")
