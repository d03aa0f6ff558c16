"""What stops an application; tests/core/hosts has a row for each kind of thing."""

from __future__ import annotations

from dataclasses import replace

from tests.core.written import chain_of, settings_of

from engineprofiles.application import Application
from engineprofiles.checks.refusals import refusals

CYCLE = """\
slug: r
profiles:
  a: {stack: [{profile_slug: b}]}
  b: {stack: [{profile_slug: a}]}
  c: {}
"""


def test_nothing_is_stopped_without_an_application() -> None:
    assert refusals(chain_of(CYCLE)) == ()


def test_each_thing_is_told_once_in_the_order_of_the_application() -> None:
    chain = replace(chain_of("slug: R R", CYCLE), application=Application("app", "test", settings_of("{}")))
    assert [(problem.code, problem.location.label) for problem in refusals(chain)] == [
        ("slug-invalid", "1.yaml:1:7"),
        ("cycle", "2.yaml:4:15"),
    ]
