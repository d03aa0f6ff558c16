"""A registry as the tree that is written of it."""

from __future__ import annotations

from tests.core.documents.registries import from_payload, from_yaml

from engineprofiles.documents.registry_tree import registry_tree
from engineprofiles.documents.writer import write

YAML = """\
slug: team
display_name: Team
description: Ours
profiles:
  bare:
    slug: bare
  default:
    slug: default
    display_name: D
    description: d
    stack:
      - profile_slug: bare
      - registry_slug: far
        profile_slug: x
    inference_settings:
      chat:
        engine: 4.10
        stop: []
      claude: {}
    metadata:
      source: s
      version: 3
      created_at_ms: 1
      updated_at_ms: 2
      created_by: a
      updated_by: b
      tags:
        - t
    extensions:
      a.b@v1:
        x: 1.0
  hollow:
    slug: hollow
    inference_settings: {}
metadata:
  version: 1
"""


def test_what_is_written_in_geppettos_order_stays_as_it_is() -> None:
    assert write(registry_tree(from_yaml(YAML))) == YAML


def test_what_is_empty_or_nobody_knows_is_left_out() -> None:
    registry = from_yaml(
        "foo: 1\nslug: ' Team '\ndescription: ''\nmetadata: {owner: o}\n"
        "profiles:\n  ' X ': {stack: [~], extensions: {}, metadata: {version: 0}, bar: 2}\n"
    )
    assert registry_tree(registry) == {"slug": "team", "profiles": {"x": {"slug": "x"}}}
    assert registry_tree(from_yaml("slug: a\n")) == {"slug": "a"}


def test_only_a_registry_of_a_database_names_its_default_profile() -> None:
    row = '{"default_profile_slug":"x","profiles":{"x":{"slug":"x","inference_settings":{"Chat":{"Stream":true}}}}}'
    assert registry_tree(from_payload(row)) == {
        "slug": "a",
        "default_profile_slug": "x",
        "profiles": {"x": {"slug": "x", "inference_settings": {"chat": {"stream": True}}}},
    }
