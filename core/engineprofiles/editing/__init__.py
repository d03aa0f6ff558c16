"""Editing: operations, the draft they make, what it changes, and the plan that writes it."""

from engineprofiles.editing.draft import Draft
from engineprofiles.editing.impact import FieldChange, Impact, Masked, ProfileImpact, impact
from engineprofiles.editing.operation import Node, Operation
from engineprofiles.editing.plan import Plan, TextChange
from engineprofiles.editing.proof import Proof, proof
from engineprofiles.editing.rebasing import LeftOut, Rebased, changed_sources, rebased
from engineprofiles.editing.restoring import Restore, restored

__all__ = [
    "Draft",
    "FieldChange",
    "Impact",
    "LeftOut",
    "Masked",
    "Node",
    "Operation",
    "Plan",
    "ProfileImpact",
    "Proof",
    "Rebased",
    "Restore",
    "TextChange",
    "changed_sources",
    "impact",
    "proof",
    "rebased",
    "restored",
]
