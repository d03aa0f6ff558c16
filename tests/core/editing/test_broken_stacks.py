"""Editing a stack that is broken already: what was wrong before is no reason to refuse, what is wrong anew is."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import ProfilesError, open_chain
from engineprofiles.editing import Draft

REGISTRY = """\
slug: team
profiles:
  low: {inference_settings: {chat: {engine: small}}}
  broken:
    stack: [{profile_slug: low}, {profile_slug: gone}]
"""


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    file = tmp_path / "team.yaml"
    file.write_text(REGISTRY)
    return open_chain([file]).edit()


@pytest.mark.parametrize("stack", [["gone"], ["gone", "low"], ["low"]])
def test_its_entries_can_be_moved_and_taken_out(draft: Draft, stack: list[str]) -> None:
    chain = draft.set_stack("broken", stack).chain
    assert [str(ref) for ref in chain.by_slug["team"].profiles["broken"].stack] == stack


def test_another_entry_that_leads_nowhere_is_refused(draft: Draft) -> None:
    with pytest.raises(ProfilesError, match="no profile 'nowhere'"):
        draft.set_stack("broken", ["nowhere", "gone"])
    with pytest.raises(ProfilesError, match="leads back"):
        draft.set_stack("broken", ["gone", "broken"])
