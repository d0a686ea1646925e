"""The ledger: every write leaves an activity, and for each changed record a revision.

`records` says what a record is and reads its content; `tracker` notices which records a
session changes; `chain` appends to the ledger; `undo` takes an activity back; `verify`
compares the database with its ledger.
"""

from evidence.store.ledger.chain import Change, Ledger, agent_id
from evidence.store.ledger.records import content_hash, entered_hash, states
from evidence.store.ledger.tracker import Tracker
from evidence.store.ledger.undo import Undone, undo
from evidence.store.ledger.verify import Discrepancy, verify

__all__ = [
    "Change",
    "Discrepancy",
    "Ledger",
    "Tracker",
    "Undone",
    "agent_id",
    "content_hash",
    "entered_hash",
    "states",
    "undo",
    "verify",
]
