"""The audit log: sealed into a chain of hashes, verified, read."""

from content.auditing.following import follow_audit
from content.auditing.listing import AuditPage, AuditRow, audit_log, count_audit
from content.auditing.sealing import seal_audit
from content.auditing.verifying import AuditVerdict, BrokenRow, verify_audit

__all__ = [
    "AuditPage",
    "AuditRow",
    "AuditVerdict",
    "BrokenRow",
    "audit_log",
    "count_audit",
    "follow_audit",
    "seal_audit",
    "verify_audit",
]
