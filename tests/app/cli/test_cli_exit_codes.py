"""Command lines and how they end: 0 all is well, 1 problems found, 2 wrong use."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest
from click.testing import Result

BROKEN = "sample-registries/broken"
MISSING = f"{BROKEN}/ref-missing-profile.yaml"

ENDINGS: tuple[tuple[str, int, str, str], ...] = (
    # command line, exit code, part of stdout, part of stderr
    ("--help", 0, "explain  ", ""),
    ("--version", 0, "profiledeck 0", ""),
    ("--demo", 0, "user-overrides/assistant", "These are the sample registries in sample-registries."),
    ("sample-registries/20-team.yaml", 0, "team-agent", ""),
    ("-s sample-registries/20-team.yaml", 0, "team-agent", ""),
    ("browse sample-registries/20-team.yaml", 0, "team-agent", ""),
    (f"{BROKEN}/cycle.yaml", 0, "leads back to itself", ""),
    ("nothing-here.yaml", 0, "there is no file", ""),
    ("lsit", 2, "", "Did you mean list?"),
    ("--demo extra.yaml", 2, "", "--demo opens the sample registries alone"),
    ("list --demo", 0, "user-overrides", "* default of its registry"),
    ("list sample-registries/20-team.yaml", 1, "team-agent", "2 errors: `profiledeck check` tells all."),
    ("list nothing-here.yaml", 1, "", "source-missing: there is no file nothing-here.yaml"),
    ("-s sample-registries/13-provider-local.yaml list", 0, "bge-reranker-v2-m3", ""),
    ("list -s ''", 2, "", "it is blank"),
    ("show assistant --demo", 0, "My assistant", "model-info-stale"),
    ("show --demo", 2, "", "Missing argument 'REF'"),
    (f"show default -s {MISSING}", 1, "default", "ref-missing-profile"),
    ("show nobody --demo", 2, "", "profile 'nobody' not found; looked through user-overrides, lab"),
    ("show asistant --demo", 2, "", "Did you mean assistant?"),
    ("resolve --demo", 0, "gpt-5-nano", "user-overrides/assistant (chain default, hides those of lab, team-agent)"),
    ("resolve lab/assistant --demo", 0, "gpt-4.1-nano", ""),
    ("resolve assistant --registry team-agent --demo", 0, "gpt-5-mini", ""),
    ("resolve --registry lab --demo", 0, "gpt-oss-120b", "(registry default)"),
    ("resolve team-agnet/assistant --demo", 2, "", "Did you mean team-agent?"),
    ("resolve 'No Such!' --demo", 2, "", "profile slug 'No Such!' is invalid"),
    (f"resolve -s {MISSING}", 1, "path", "ref-missing-profile"),
    (f"resolve base -s {MISSING}", 0, "chat.engine", ""),
    (f"resolve -s {BROKEN}/no-default.yaml", 2, "", "has no default profile and none was named"),
    ("resolve -s nothing-here.yaml", 1, "", "No source holds a registry."),
    ("resolve --demo --base nothing-here.yaml", 2, "", "nothing-here.yaml"),
    ("resolve --demo -f xml", 2, "", "'xml' is not one of"),
    ("explain assistant chat.engine --demo", 0, "chat.engine = gpt-5-nano", ""),
    ("explain assistant chat.engin --demo", 2, "", "Did you mean chat.engine?"),
    ("explain assistant engine --demo", 2, "", "Did you mean chat.engine or embeddings.engine or rerank.engine?"),
    ("explain assistant 'chat..engine' --demo", 2, "", "is not a path"),
    ("explain assistant client.timeout --demo", 0, "client.timeout is not set by any layer", ""),
    ("explain assistant rerank --demo", 0, "rerank is not set by any layer", ""),
    (f"explain default chat.engine -s {MISSING}", 1, "chat.engine is not set", "ref-missing-profile"),
    ("diff assistant team-agent/coder --demo", 1, "3 team-agent/coder", "20 of 28 values differ."),
    ("diff lab/assistant assistant --demo --all", 1, "=  chat.stream ", "16 of 27 values differ."),
    ("diff assistant user-overrides/assistant --demo", 0, "", "Nothing differs: both come to the same 27 values."),
    ("diff careful team-agent/default --demo --semantics geppetto", 1, "chat.temperature", ""),
    ("diff coder nobody --demo", 2, "", "profile 'nobody' not found"),
    ("diff coder --demo", 2, "", "Missing argument 'B'"),
    ("diff coder careful --demo --base nothing-here.yaml", 2, "", "nothing-here.yaml"),
    ("diff coder careful --demo -f toml", 2, "", "'toml' is not one of"),
    (f"diff default default -s {MISSING}", 1, "", "ref-missing-profile"),
    (f"diff base base -s {MISSING}", 0, "", "Nothing differs"),
    ("diff a b -s nothing-here.yaml", 1, "", "No source holds a registry."),
    ("check --demo", 0, "warning model-info-stale", "6 warnings in 7 sources, 26 profiles."),
    ("check --demo --strict", 1, "warning model-info-stale", ""),
    ("check sample-registries/13-provider-local.yaml", 0, "", "No problems in 1 source, 4 profiles."),
    (f"check {BROKEN}/yaml-syntax.yaml", 1, f"{BROKEN}/yaml-syntax.yaml:8:1: error yaml-syntax: ", "1 error in"),
    (f"check {BROKEN}/unknown-key.yaml", 0, "Did you mean chat.engine?", "2 warnings in"),
    (f"check {BROKEN}/no-registries.db", 1, "no-registries", ""),
    ("check -s sample-registries/13-provider-local.yaml,", 1, "source-entry-empty", ""),
    (f"migrate {BROKEN}/legacy-map.yaml", 0, "slug: default", "is a map of profiles without a registry"),
    (f"migrate {BROKEN}/yaml-syntax.yaml", 1, "", f"{BROKEN}/yaml-syntax.yaml:8:1: "),
    ("migrate nothing-here.yaml", 2, "", "does not exist"),
    ("schema", 0, "Engine-profile registry", ""),
    ("schema settings", 0, "ChatSettings", ""),
    ("schema everything", 2, "", "'everything' is not one of"),
    ("schema -f toml", 2, "", "'toml' is not one of"),
)


@pytest.mark.parametrize(("line", "code", "stdout", "stderr"), ENDINGS, ids=[row[0] or "nothing" for row in ENDINGS])
def test_a_command_line_ends_so(run: Callable[..., Result], line: str, code: int, stdout: str, stderr: str) -> None:
    result = run(*shlex.split(line))

    assert (result.exit_code, stdout in result.stdout, stderr in result.stderr) == (code, True, True), result.output
    if code == 2:
        assert result.stdout == ""
