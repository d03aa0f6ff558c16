"""Old texts and what becomes of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from textwrap import dedent

import pytest

from engineprofiles import ProfilesError
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.migration import Migration, Shape, masked_text, migrate

CASES = Path(__file__).parents[1] / "conformance" / "cases.jsonl.gz"


def migrated(text: str, registry: str = "default") -> Migration:
    return migrate(read(dedent(text), "old.yaml"), registry)


def left_of(migration: Migration) -> list[str]:
    """What was left out, as ``line:column why``."""
    return [f"{left.location.line}:{left.location.column} {left.why}" for left in migration.left]


TABLE: dict[str, tuple[Shape, str, str]] = {
    "legacy map": (
        Shape.LEGACY_MAP,
        """
        # Mine.

        default:
          ai-chat:
            ai-engine: gpt-4
            ai-temperature: 0.20
            ai-stop: [END, 3]
          openai-chat:
            openai-api-key: sk-1
            openai-base-url: https://api.openai.com/v1
        local:
          ollama-chat: {ollama-num-ctx: 4_096}
          ai-client: {timeout: 30}
        empty:
        """,
        """\
        # Mine.
        slug: default
        profiles:
          default:
            inference_settings:
              chat:
                engine: gpt-4
                temperature: 0.20
                stop:
                  - END
                  - "3"
              api:
                api_keys:
                  openai-api-key: sk-1
                base_urls:
                  openai-base-url: https://api.openai.com/v1
          local:
            inference_settings:
              ollama:
                num-ctx: 4_096
              client:
                timeout: 30
          empty: {}
        """,
    ),
    "a text that looks like a number stays what was written": (
        Shape.LEGACY_MAP,
        "a: {ai-chat: {ai-engine: 4.10, ai-cache-type: 2024-01-01, ai-api-type: yes}}",
        """\
        slug: default
        profiles:
          a:
            inference_settings:
              chat:
                engine: "4.10"
                cache_type: "2024-01-01"
                api_type: "yes"
        """,
    ),
    "keys and addresses of embeddings are their own": (
        Shape.LEGACY_MAP,
        "a: {embeddings: {embeddings-type: openai, openai-api-key: k, ollama-base-url: u}}",
        """\
        slug: default
        profiles:
          a:
            inference_settings:
              embeddings:
                type: openai
                api_keys:
                  openai-api-key: k
                base_urls:
                  ollama-base-url: u
        """,
    ),
    "an empty section stays one, since engines ask whether it is there": (
        Shape.LEGACY_MAP,
        "a: {ai-chat: {ai-engine: e}, openai-chat: {}}",
        """\
        slug: default
        profiles:
          a:
            inference_settings:
              chat:
                engine: e
              openai: {}
        """,
    ),
    "settings in a runtime patch": (
        Shape.STEP_SETTINGS,
        """
        slug: team
        profiles:
          a:
            slug: a
            display_name: A
            runtime:
              system_prompt: |
                Be brief.
                Be kind.
              tools: [search]
              step_settings_patch:
                ai-chat: {ai-engine: gpt-5}
                ai-inference: {inference-seed: 7}
            metadata: {version: 3}
        """,
        """\
        slug: team
        profiles:
          a:
            slug: a
            display_name: A
            metadata:
              version: 3
            extensions:
              pinocchio.webchat_runtime@v1:
                system_prompt: |
                  Be brief.
                  Be kind.
                tools:
                  - search
            inference_settings:
              chat:
                engine: gpt-5
              inference:
                seed: 7
        """,
    ),
    "a runtime block beside settings of today": (
        Shape.RUNTIME,
        """
        slug: team
        profiles:
          a:
            inference_settings: {chat: {engine: e}}
            runtime: {middlewares: [{name: agentmode, config: {x: 1}}], system_prompt: }
        """,
        """\
        slug: team
        profiles:
          a:
            inference_settings:
              chat:
                engine: e
            extensions:
              pinocchio.webchat_runtime@v1:
                middlewares:
                  - name: agentmode
                    config:
                      x: 1
        """,
    ),
    "the wrapper api_keys": (
        Shape.API_KEYS,
        """
        slug: a
        profiles:
          a:
            inference_settings:
              api_keys: {api_keys: {openai-api-key: k}, base_urls: {openai-base-url: u}}
              chat: {engine: e}
        """,
        """\
        slug: a
        profiles:
          a:
            inference_settings:
              api:
                api_keys:
                  openai-api-key: k
                base_urls:
                  openai-base-url: u
              chat:
                engine: e
        """,
    ),
    "keys right in the wrapper, beside api": (
        Shape.API_KEYS,
        """
        slug: a
        profiles:
          a:
            inference_settings:
              api: {api_keys: {x-api-key: k}}
              api_keys: {openai-api-key: l, openai-base-url: u}
        """,
        """\
        slug: a
        profiles:
          a:
            inference_settings:
              api:
                api_keys:
                  x-api-key: k
                  openai-api-key: l
                base_urls:
                  openai-base-url: u
        """,
    ),
    "the wrapper api_keys in settings of an application": (
        Shape.API_KEYS,
        "chat: {engine: e}\napi_keys: {openai-api-key: k}\n",
        """\
        api:
          api_keys:
            openai-api-key: k
        chat:
          engine: e
        """,
    ),
    "a default that is named": (
        Shape.DEFAULT_PROFILE,
        "slug: a\ndefault_profile_slug: Zebra\nprofiles: {ant: {}, zebra: {}}\n",
        """\
        slug: a
        profiles:
          default:
            stack:
              - profile_slug: zebra
          ant: {}
          zebra: {}
        """,
    ),
    "a default that is called so": (
        Shape.DEFAULT_PROFILE,
        "slug: a\ndefault_profile_slug: default\nprofiles: {default: {}}\n",
        "slug: a\nprofiles:\n  default: {}\n",
    ),
    "sections right in the profiles of a registry": (
        Shape.SECTIONS,
        "slug: a\nprofiles: {x: {ai-chat: {ai-engine: e}}}\n",
        """\
        slug: a
        profiles:
          x:
            inference_settings:
              chat:
                engine: e
        """,
    ),
    "a registry without a slug": (
        Shape.RUNTIME,
        "profiles: {x: {runtime: {tools: [a]}}}\n",
        """\
        slug: default
        profiles:
          x:
            extensions:
              pinocchio.webchat_runtime@v1:
                tools:
                  - a
        """,
    ),
    "an old config": (
        Shape.OLD_CONFIG,
        """
        repositories: [$HOME/prompts]
        profile-settings:
          profile: gpt-5
          profile-registries: a.yaml, b.yaml
        ai-chat: {ai-engine: gpt-4}
        openai-chat: {openai-api-key: sk}
        """,
        """\
        app:
          repositories:
            - $HOME/prompts
        profile:
          active: gpt-5
          registries:
            - a.yaml
            - b.yaml
        profiles:
          default:
            inference_settings:
              chat:
                engine: gpt-4
              api:
                api_keys:
                  openai-api-key: sk
        """,
    ),
    "an old config that has profiles of today": (
        Shape.OLD_CONFIG,
        """
        ai-client: {timeout: 5}
        profiles: {default: {inference_settings: {api_keys: {api_keys: {a-api-key: k}}}}}
        app: {repositories: [a]}
        repositories: [a]
        """,
        """\
        app:
          repositories:
            - a
        profiles:
          default:
            inference_settings:
              api:
                api_keys:
                  a-api-key: k
          config:
            inference_settings:
              client:
                timeout: 5
        """,
    ),
    "aliases are written out": (
        Shape.LEGACY_MAP,
        """
        a: &a
          ai-chat: &chat {ai-engine: e}
          openai-chat: {openai-api-key: k}
        b:
          <<: *a
          ai-chat: {<<: *chat, ai-top-p: 1}
        """,
        """\
        slug: default
        profiles:
          a:
            inference_settings:
              chat:
                engine: e
              api:
                api_keys:
                  openai-api-key: k
          b:
            inference_settings:
              chat:
                top_p: 1
                engine: e
              api:
                api_keys:
                  openai-api-key: k
        """,
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_an_old_text_becomes_a_new_one(name: str) -> None:
    shape, old, new = TABLE[name]

    migration = migrated(old)

    assert migration.shape is shape
    assert [document.text for document in migration.documents] == [dedent(new)]
    assert (migration.left, migration.problems) == ((), ())


@pytest.mark.parametrize("name", TABLE)
def test_what_was_migrated_is_in_todays_shape(name: str) -> None:
    (document,) = migrated(TABLE[name][1]).documents

    again = migrated(document.text)

    assert again.shape.is_of_today
    assert [new.text for new in again.documents] == [document.text]


def test_a_bundle_becomes_one_registry_for_each() -> None:
    migration = migrated("""
        # Ours.
        registries:
          Provider X:
            slug: provider x
            profiles: {Base: {inference_settings: {chat: {engine: e}}}}
          team:
            default_profile_slug: mine
            profiles:
              mine: {stack: [{registry_slug: Provider X, profile_slug: Base}], runtime: {tools: [a]}}
          empty:
        """)

    assert migration.shape is Shape.BUNDLE
    assert {document.name: document.text for document in migration.documents} == {
        "provider-x.yaml": dedent("""\
            # Ours.
            slug: provider-x
            profiles:
              base:
                inference_settings:
                  chat:
                    engine: e
            """),
        "team.yaml": dedent("""\
            # Ours.
            slug: team
            profiles:
              default:
                stack:
                  - profile_slug: mine
              mine:
                stack:
                  - registry_slug: provider-x
                    profile_slug: base
                extensions:
                  pinocchio.webchat_runtime@v1:
                    tools:
                      - a
            """),
        "empty.yaml": "# Ours.\nslug: empty\nprofiles: {}\n",
    }
    assert (migration.left, migration.problems) == ((), ())


@pytest.mark.parametrize(
    ("old", "left"),
    [
        ("a: {ai-chat: {ai-engin: x}}", ["1:15 ai-chat had no such field: ai-engine was meant?"]),
        ("a: {ai-chat: {openai-n: 2}}", ["1:15 it is a field of openai-chat, and was not read here"]),
        (
            "a: {ai-chat: 3, x-chat: {}}",
            ["1:5 a section is a map of fields", "1:17 a profile has no such key: ai-chat was meant?"],
        ),
        ("a: {ai-chat: {}}\nb: 3\n", ["2:1 a profile is a map"]),
        ("a: {ai-chat: {}, ai-chatt: 1}", ["1:18 a profile has no such key: ai-chat was meant?"]),
        (
            "a: {ai-chat: {openai-api-key: k}, openai-chat: {openai-api-key: l}}",
            ['1:49 api.api_keys."openai-api-key" is set already, to something else'],
        ),
        ("slug: a\nprofiles:\n  a: {runtime: {}, policy: {x: 1}}\n", ["3:20 a profile has no such key"]),
        ("slug: a\nprofiles:\n  a: {runtime: {x: 1}}\npolicy: 1\n", ["3:17 nothing of today says this"]),
        ("slug: a\nprofiles:\n  a: {runtime: 1}\n", ["3:7 runtime is a map"]),
        (
            "slug: a\nprofiles:\n  a: {runtime: {step_settings_patch: {ai-chta: {}}}}\n",
            ["3:39 there was no such section: ai-chat was meant?"],
        ),
        (
            "slug: a\ndefault_profile_slug: b\nprofiles: {default: {}, b: {}}\n",
            ["2:1 the registry has a profile `default`, which is the default of any YAML registry"],
        ),
        ("slug: a\ndefault_profile_slug: b\nprofiles: {a: {}}\n", ["2:1 the registry has no such profile"]),
        (
            "registries: {a: {slug: b}, c: 3}",
            ["1:18 the registry stands under 'a'", "1:28 a registry is a map with a name"],
        ),
        (
            "registries: []\ndefault_registry: a\n",
            ["1:1 registries are a map", "2:1 a bundle has nothing but registries"],
        ),
        ("profile-settings: {profile-file: a}", ["1:20 a config document has no place for it"]),
        (
            "repositories: [a, '']\nother: 1\n",
            ["1:19 an entry is a text that is not blank", "2:1 a config document has no such key"],
        ),
        (
            "ai-chat: {}\nprofiles: {a: {slug: a, metadata: {version: 1}}}",
            [
                "2:16 a profile in a config document cannot have slug",
                "2:25 a profile in a config document cannot have metadata",
            ],
        ),
        ("a: {ai-chat: {}}\nb: {}\nb: {x: 1}\n", ["3:1 the key 'b' stands twice: the first is at line 2"]),
        ("a: {ai-chat: {}}\n---\nb: {}\n", ["2:1 a second document begins here and is not read"]),
    ],
)
def test_what_has_no_place_is_listed_where_it_stands(old: str, left: list[str]) -> None:
    migration = migrated(old)

    found = left_of(migration)

    assert found[: len(left)] == left
    assert all(document.text for document in migration.documents)


def test_names_that_are_no_slugs_are_made_slugs_and_told() -> None:
    migration = migrated("""
        My GPT/4: {ai-chat: {}}
        my-gpt-4: {}
        Über: {}
        "!!": {}
        4.10: {stack: [{profile_slug: My GPT/4}, {profile_slug: My-GPT-4}, {profile_slug: A B, registry_slug: X}]}
        """)

    (document,) = migration.documents
    assert list(document.tree["profiles"]) == ["my-gpt-4-2", "my-gpt-4", "ber", "profile", "4.10"]
    assert document.tree["profiles"]["4.10"]["stack"] == [
        {"profile_slug": "my-gpt-4-2"},
        {"profile_slug": "my-gpt-4"},
        {"profile_slug": "a-b", "registry_slug": "x"},
    ]
    assert migration.notes == (
        "the profile 'My GPT/4' is called my-gpt-4-2 now: my-gpt-4 is taken by another",
        "the profile 'Über' is called ber now",
        "the profile '!!' is called profile now",
        "a reference to the profile 'A B' says a-b now",
    )
    assert migration.problems == ()


def test_comments_that_are_dropped_are_told() -> None:
    migration = migrated("# kept\na: # dropped\n  ai-chat: {}\n  # dropped\n")

    assert migration.documents[0].text.startswith("# kept\nslug: default\n")
    assert migration.notes == ("2 comments are not carried over, the first from line 2",)


def test_the_registry_of_a_legacy_map_can_be_named() -> None:
    (document,) = migrated("a: {ai-chat: {}}", "mine").documents
    assert (document.name, document.tree["slug"]) == ("mine.yaml", "mine")

    with pytest.raises(ProfilesError, match="No Slug"):
        migrated("a: {}", "No Slug!")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("# mine\nslug: a\nprofiles: {a: {odd: 1}}\n", Shape.REGISTRY),
        ("slug: a", Shape.REGISTRY),
        ("embeddings: {type: openai, engine: e}\nchat: {engine: e}\n", Shape.SETTINGS),
        ("app: {repositories: [a]}\nprofile: {active: x}\n", Shape.CONFIG),
        ("profiles: {a: {inference_settings: {chat: {engine: e}}}}\n", Shape.CONFIG),
    ],
)
def test_what_is_of_today_stays_as_it_is(text: str, shape: Shape) -> None:
    migration = migrated(text)

    assert migration.shape is shape
    assert [document.text for document in migration.documents] == [text]
    assert migration.left == ()


@pytest.mark.parametrize(
    ("text", "shape", "left"),
    [
        ("", Shape.EMPTY, []),
        ("# nothing\n{}\n", Shape.EMPTY, []),
        (
            "a: b: c\n",
            Shape.UNREADABLE,
            ["1:5 a `:` stands where no key can be: quote a text that holds `: `, or mend the indentation"],
        ),
        ("- a\n", Shape.UNKNOWN, ["1:1 it has neither profiles nor the keys of a config document"]),
        (
            "version: 2\nprofiles: {dev: {run: x}}\n",
            Shape.UNKNOWN,
            ["1:1 it has neither profiles nor the keys of a config document"],
        ),
        (
            "a: {ai-chat: {ai-engine: " + "[" * 300 + "]" * 300 + "}}",
            Shape.UNREADABLE,
            ["None:None it nests deeper than 220 levels"],
        ),
    ],
)
def test_what_is_not_understood_gives_no_document(text: str, shape: Shape, left: list[str]) -> None:
    migration = migrated(text)

    assert (migration.shape, migration.documents, left_of(migration)) == (shape, (), left)


def test_what_is_wrong_with_the_content_is_reported_with_its_place_in_the_new_text() -> None:
    migration = migrated("a:\n  ai-chat: {ai-max-response-tokens: many}\n  stack: [{profile: b}]\n")

    assert [(problem.code, problem.location.label) for problem in migration.problems] == [
        ("unknown-key", "default.yaml:5:9"),
        ("ref-invalid", "default.yaml:5:9"),
        ("wrong-type", "default.yaml:8:30"),
    ]


def test_no_secret_is_in_the_masked_text_nor_in_what_is_told() -> None:
    migration = migrated("""
        a:
          openai-chat: {openai-api-key: s3cret, openai-base-url: "http://me:s3cret@x/", openai-odd: s3cret}
          extensions: {pinocchio.oauth@v1: {access_token: s3cret, provider: p}}
        """)

    (document,) = migration.documents
    assert document.holds_secrets
    assert document.text.count("s3cret") == 3
    assert "s3cret" not in masked_text(document)
    assert "provider: p" in masked_text(document)
    assert "s3cret" not in repr(migration)


@pytest.mark.parametrize(
    "text",
    [
        "slug: a\napi_key: s3cret\nprofiles: {a: {}}\n",
        "slug: a\nprofiles: {a: {api_key: s3cret}}\n",
        "slug: a\nprofiles: {a: {inference_settings: [s3cret]}}\n",
        "slug: a\nprofiles: {a: {inference_settings: {api: {api_keys: {x: {y: s3cret}}}}}}\n",
        "chat: {api_keys: {x: s3cret}}\n",
        "profile: {active: a}\nprofiles: {a: {inference_settings: {api: {api_key: s3cret}}}}\n",
    ],
)
def test_secrets_of_a_document_of_today_are_masked_too(text: str) -> None:
    (document,) = migrated(text).documents

    assert document.holds_secrets
    assert document.text == text
    assert "s3cret" not in masked_text(document)


@pytest.mark.parametrize("text", ["slug: a # b\nprofiles: 3\n", "slug: a\nprofiles: {a: 3, b: {extensions: }}\n"])
def test_a_text_without_secrets_is_shown_as_it_is(text: str) -> None:
    (document,) = migrated(text).documents

    assert not document.holds_secrets
    assert masked_text(document) == text


def test_every_legacy_text_of_the_conformance_cases_opens_once_it_is_migrated() -> None:
    seen = set()
    with gzip.open(CASES, "rt", encoding="utf-8") as lines:
        texts = {text for line in lines for text in json.loads(line)["files"].values()}
    for text in sorted(texts):
        migration = migrated(text)
        if not migration.shape.is_old:
            continue
        seen.add(migration.shape)
        for new in migration.documents:
            document = read(new.text, new.name)
            assert document.tree == new.tree
            assert "slug" not in new.tree or registry_from_yaml(document)[0] is not None, text
    assert seen >= {Shape.LEGACY_MAP, Shape.BUNDLE, Shape.API_KEYS, Shape.DEFAULT_PROFILE}
