"""Profiles that are duplicated or moved from one text to another: they bring their comments and their spelling."""

from __future__ import annotations

import pytest
from tests.core.editing.test_refactorings import chain_of

from engineprofiles import Chain, ProfilesError
from engineprofiles.stores.content import FileContent

ONE = """\
  # Of the base.
  base: {display_name:   'Base'}  # low

  # Why there is one.
  one: # beside
    # the name
    display_name: 'One'   # quoted
    metadata: {version: 3} # counted
    stack:
      # base first
      - profile_slug: base   # there
    inference_settings:
      chat: {engine:  "x",  stop: [a]}
    extensions:
      app.prompt@v1:
        system: |2
            Be brief.

          # no comment
    # the end of it
"""
FROM = f"slug: from\nprofiles:\n{ONE}"
TO = "slug: to\nprofiles:\n  x: {}\n"
COPY = """\
  # Why there is one.
  two: # beside
    # the name
    display_name: 'One'   # quoted
    stack:
      # base first
      - profile_slug: base   # there
    inference_settings:
      chat: {engine:  "x",  stop: [a]}
    extensions:
      app.prompt@v1:
        system: |2
            Be brief.

          # no comment
    # the end of it
"""
ELSEWHERE = COPY.replace("# there\n", "# there\n        registry_slug: from\n")


def text(chain: Chain, registry: str) -> str:
    (content,) = [source.content for source in chain.sources if source.registries[0].slug == registry]
    assert isinstance(content, FileContent)
    return content.document.text


DUPLICATED = [
    ("in its registry", FROM, None, "one", "from/two", f"{FROM}\n{COPY}"),
    ("in another", FROM, TO, "one", "to/two", f"{TO}{ELSEWHERE}"),
    ("with carriage returns", FROM, TO.replace("\n", "\r\n"), "one", "to/two",
     f"{TO}{ELSEWHERE}".replace("\n", "\r\n")),
    ("from carriage returns", FROM.replace("\n", "\r\n"), TO, "one", "to/two", f"{TO}{ELSEWHERE}"),
    ("with another step", "slug: from\nprofiles:\n  # a\n  a:\n    # b\n    extensions:\n      a.b@v1:\n        c: |\n"
     "          d\n\n           e\n", "slug: to\nprofiles:\n    x:\n        display_name: X\n", "a", "to/two",
     "slug: to\nprofiles:\n    x:\n        display_name: X\n    # a\n    two:\n        # b\n        extensions:\n"
     "          a.b@v1:\n            c: |\n              d\n\n               e\n"),
    ("of braces", FROM, TO, "base", "to/two", f"{TO}  # Of the base.\n  two: {{display_name:   'Base'}}  # low\n"),
    ("into braces", FROM, "{slug: to, profiles: {x: {}}}\n", "base", "to/two",
     "{slug: to, profiles: {x: {}, two: {display_name: Base}}}\n"),
    ("without a line break at the end", FROM, TO.rstrip(), "base", "to/two",
     f"{TO}  # Of the base.\n  two: {{display_name:   'Base'}}  # low"),
    ("of a last one without a line break", FROM.rstrip(), TO, "one", "to/two", f"{TO}{ELSEWHERE}"),
    ("into nothing", FROM, "slug: to\nprofiles: {}\n", "base", "to/two",
     "slug: to\nprofiles:\n  # Of the base.\n  two: {display_name:   'Base'}  # low\n"),
    ("that repeats slugs", FROM, "slug: to\nprofiles:\n  x: {slug: x}\n", "base", "to/two",
     "slug: to\nprofiles:\n  x: {slug: x}\n  # Of the base.\n  two: {display_name:   'Base', slug: two}  # low\n"),
    ("that repeated its slug", "slug: from\nprofiles:\n  a: # b\n    slug: a # c\n    description: D # d\n  b: {}\n",
     TO, "a", "to/two", f"{TO}  two: # b\n    description: D # d\n"),
    ("of metadata alone", "slug: from\nprofiles:\n  a:\n    metadata: {version: 1} # c\n", TO, "a", "to/two",
     f"{TO}  two: {{}}\n"),
    ("with an anchor of its own", "slug: from\nprofiles:\n  a:\n    display_name: &n A # c\n    description: *n\n", TO,
     "a", "to/two", f"{TO}  two:\n    display_name: &n A # c\n    description: *n\n"),
    ("with an anchor that is there", "slug: from\nprofiles:\n  a:\n    display_name: &n A # c\n", None,
     "a", "from/two", "slug: from\nprofiles:\n  a:\n    display_name: &n A # c\n  two:\n    display_name: A\n"),
    ("with an alias of what is left out", "slug: from\nprofiles:\n  a:\n    metadata: {tags: [&t x]}\n"
     "    description: *t # c\n", TO, "a", "to/two", f"{TO}  two:\n    description: x\n"),
    ("with an alias", "slug: &n from\nprofiles:\n  a:\n    display_name: *n # c\n", TO, "a", "to/two",
     f"{TO}  two:\n    display_name: from\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "of", "new", "expected"), [row[1:] for row in DUPLICATED], ids=[row[0] for row in DUPLICATED]
)
def test_a_duplicate(source: str, target: str | None, of: str, new: str, expected: str) -> None:
    chain = chain_of(source, *([target] if target else [])).edit().duplicate(f"from/{of}", new).chain
    assert text(chain, new.partition("/")[0]) == expected
    if target:
        assert text(chain, "from") == source


MOVED = [
    ("a block", FROM, TO, "one", FROM[: FROM.index("\n  # Why")],
     f"{TO}{ELSEWHERE}".replace("two:", "one:")
     .replace("    stack", "    metadata: {version: 3} # counted\n    stack")),
    ("braces", FROM, TO, "base", FROM.replace(ONE[: ONE.index("  # Why")], "")
     .replace("# there\n", "# there\n        registry_slug: to\n"),
     f"{TO}  # Of the base.\n  base: {{display_name:   'Base'}}  # low\n"),
    ("back to what it stacks on", "slug: from\nprofiles:\n  a: {}\n  b:\n    stack:\n    # c\n"
     "    - registry_slug: to # d\n      profile_slug: x # e\n", TO, "b", "slug: from\nprofiles:\n  a: {}\n",
     f"{TO}  b:\n    stack:\n    # c\n    - profile_slug: x # e\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "of", "left", "expected"), [row[1:] for row in MOVED], ids=[row[0] for row in MOVED]
)
def test_a_move(source: str, target: str, of: str, left: str, expected: str) -> None:
    chain = chain_of(source, target).edit().move(f"from/{of}", "to").chain
    assert text(chain, "to") == expected
    assert text(chain, "from").rstrip() == left.rstrip()


def test_a_profile_that_is_no_map_is_not_copied() -> None:
    with pytest.raises(ProfilesError, match="from/a is no map"):
        chain_of("slug: from\nprofiles:\n  a: # c\n  b: {}\n").edit().duplicate("from/a", "from/two")
