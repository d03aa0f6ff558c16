"""A plan as plain data; see docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engineprofiles import Problem
from engineprofiles.problems import pointer
from engineprofiles.resolution.plain import jsonable

if TYPE_CHECKING:
    from engineprofiles.editing import FieldChange, Impact, Masked, Node, Operation, Plan, ProfileImpact, Proof
    from engineprofiles.resolution import Layer
    from engineprofiles.stores.saving import Saved


def plan_data(
    operations: Iterable[Operation],
    plan: Plan,
    proof: Proof | None,
    refusals: Iterable[Problem],
    saved: Iterable[Saved],
) -> dict[str, Any]:
    """What is done, what comes of it, why not, and what was written."""
    return {
        "operations": list(map(str, operations)),
        "texts": [
            {
                "label": text.label,
                "hunks": [
                    [{"sign": each.sign, "text": each.text, "old": each.old, "new": each.new} for each in hunk]
                    for hunk in text.hunks
                ],
            }
            for text in plan.texts
        ],
        **impact_data(plan.impact, plan.impact.vanished),
        "proof": proof_data(proof) if proof is not None else None,
        "refusals": [problem.to_dict() for problem in refusals],
        "written": [{"path": each.path, "backup": each.backup} for each in saved],
    }


def impact_data(impact: Impact, vanished: Iterable[Problem]) -> dict[str, Any]:
    """Which profiles change, path by path, and which problems come and go."""
    return {
        "changed": list(map(_profile, impact.changed)),
        "masked": list(map(_profile, impact.masked)),
        "created": list(map(_ref, impact.created)),
        "removed": list(map(_ref, impact.removed)),
        "untouched": impact.untouched,
        "taken": dict(zip(("before", "after"), impact.chosen, strict=True)) if impact.chosen else None,
        "appeared": [problem.to_dict() for problem in impact.appeared],
        "vanished": [problem.to_dict() for problem in vanished],
    }


def proof_data(proof: Proof) -> dict[str, Any]:
    return {
        "holds": proof.holds,
        "reached": list(map(_ref, proof.reached)),
        "changed": list(map(_profile, proof.changed)),
        "in_geppetto": list(map(_profile, proof.in_geppetto)),
    }


def _ref(node: Node) -> dict[str, str]:
    return {"registry_slug": node[0], "profile_slug": node[1]}


def _profile(each: ProfileImpact) -> dict[str, Any]:
    return {
        **_ref(each.node),
        "changes": list(map(_change, each.changes)),
        "masked": list(map(_masked, each.masked)),
    }


def _change(change: FieldChange) -> dict[str, Any]:
    return {
        "path": pointer((change.root, *change.path)),
        "before": jsonable(change.shown(change.before)),
        "after": jsonable(change.shown(change.after)),
        "before_layer": _layer(change.before_layer),
        "after_layer": _layer(change.after_layer),
    }


def _masked(masked: Masked) -> dict[str, Any]:
    return {
        "path": pointer((masked.root, *masked.path)),
        "edited": _ref(masked.edited),
        "by": _layer(masked.by),
    }


def _layer(layer: Layer | None) -> dict[str, str] | None:
    return _ref((layer.registry, layer.profile)) if layer else None
