"""A YAML document as a registry: Geppetto's rules for a file with a single registry.

Every fault is a problem on the registry or profile it concerns, and what is sound beside it stays readable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from engineprofiles.documents.older_formats import OLDER_PROFILE_KEYS, app_config_key, older_block
from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.rewritten import canonical
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import WrongType, is_null, key_text, to_integer, to_string, to_strings, to_version
from engineprofiles.model.fields import nearest_name
from engineprofiles.model.registry import EMPTY, NO_METADATA, Metadata, Profile, Registry, Tree
from engineprofiles.model.slugs import ExtensionKey, ProfileRef, SlugKind, parse_slug, trimmed
from engineprofiles.problems import CODES, Path, Problem, ProfilesError

_REGISTRY_KEYS = frozenset(("slug", "display_name", "description", "profiles", "metadata"))
_PROFILE_KEYS = frozenset(
    ("slug", "display_name", "description", "stack", "inference_settings", "metadata", "extensions")
)
_METADATA_KEYS = ("source", "version", "created_at_ms", "updated_at_ms", "created_by", "updated_by", "tags")
_REF_KEYS = ("registry_slug", "profile_slug")

T = TypeVar("T")


def registry_from_yaml(document: YamlDocument) -> tuple[Registry | None, tuple[Problem, ...]]:
    """The registry of ``document`` and the problems that keep it from having one.

    A blank document gives neither. Problems of a registry that could be read are on it and on its profiles.
    """
    tree = document.tree
    if tree is None or tree == {}:
        return None, document.problems
    reader = RegistryReader(document)
    if not isinstance(tree, dict):
        return None, (*document.problems, reader.problem("wrong-type", "a registry must be a map", ()))
    if refusal := _refusal(reader, tree):
        return None, (*document.problems, refusal)
    return reader.registry(tree), ()


def _refusal(reader: RegistryReader, tree: Tree) -> Problem | None:
    """Why Geppetto takes the whole document for something else than a registry."""
    if "registries" in tree:
        return reader.problem(
            "registries-bundle", "the top-level key `registries` is not supported", ("registries",), field="registry"
        )
    if "slug" not in tree and (key := app_config_key(tree)):
        message = f"the top-level key `{key}` is one of an application's configuration"
        return reader.problem("looks-like-app-config", message, (key,), field="registry")
    if not tree.keys() & {"slug", "profiles", "default_profile_slug"}:
        return reader.problem("legacy-map", "the document has neither slug nor profiles", (), field="registry")
    return None


class RegistryReader:
    """Reads one document, collecting problems where they arise."""

    profile_keys: ClassVar[frozenset[str]] = _PROFILE_KEYS
    collision: ClassVar[str] = "slug-collision-after-normalising"
    rewrites: ClassVar[bool] = True
    """Whether Geppetto writes such a document out and reads that, which changes texts without quotes."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.problems: list[Problem] = list(document.problems)

    def problem(self, code: str, message: str, path: Path, *, field: str = "", hint: str = "") -> Problem:
        return Problem(code, message, hint, self.document.locate(path, key=CODES[code].of_key), field)

    def report(self, code: str, message: str, path: Path, *, field: str = "", hint: str = "") -> None:
        self.problems.append(self.problem(code, message, path, field=field, hint=hint))

    def registry(self, tree: Tree) -> Registry:
        if "default_profile_slug" in tree:
            self.report(
                "default-profile-slug-in-yaml",
                "default_profile_slug is not supported in a YAML registry",
                ("default_profile_slug",),
                field="registry.default_profile_slug",
            )
        slug = self.slug(tree)
        display_name = self.typed(to_string, tree, "display_name", (), "")
        description = self.typed(to_string, tree, "description", (), "")
        metadata = self.metadata(tree, ())
        unknown = self.unknown(tree, _REGISTRY_KEYS | {"default_profile_slug"}, ())
        profiles = self.profiles(tree.get("profiles"))
        default = self.default_profile(profiles)
        return Registry(
            slug=slug,
            document=self.document,
            display_name=display_name,
            description=description,
            default_profile=default,
            profiles=profiles,
            metadata=metadata,
            unknown=unknown,
            problems=tuple(self.problems),
        )

    def slug(self, tree: Tree) -> str:
        """The registry's slug; one that cannot be used stays as written, for a viewer to show."""
        raw = self.typed(self.to_slug, tree, "slug", (), "")
        if not trimmed(raw):
            self.report("slug-missing", "the registry has no slug", ("slug",), field="registry.slug")
            return ""
        return self.parsed_slug(raw, ("slug",), "registry")

    def default_profile(self, profiles: Mapping[str, Profile]) -> str | None:
        """``default``, or else the first profile: Geppetto's rule. A blank key comes first and cannot be one."""
        default = "default" if "default" in profiles else next(iter(profiles), None)
        if default == "":
            self.report(
                "default-missing",
                "the first profile has a blank key, so the registry has no default profile",
                ("profiles", profiles[default].key),
                field="registry.default_profile_slug",
                hint="Give the profile a name.",
            )
        return default or None

    def parsed_slug(self, raw: str, path: Path, kind: SlugKind = "profile", *, key: bool = False) -> str:
        try:
            return parse_slug(raw, kind)
        except ProfilesError as error:
            self.problems.append(error.problem.at(self.document.locate(path, key=key)))
            return trimmed(raw)

    def profiles(self, node: Any) -> Mapping[str, Profile]:
        if is_null(node):
            return {}
        if not isinstance(node, dict):
            self.report("wrong-type", "profiles must be a map", ("profiles",))
            return {}
        # yaml.v3 hands keys over in sorted order, so of two keys that mean one slug the later one stays.
        found: dict[str, Profile] = {}
        outer = self.problems
        for raw_key, body in sorted(node.items(), key=lambda item: key_text(item[0])):
            if is_null(raw_key):
                continue
            key = key_text(raw_key)
            self.problems = []
            name = self.to_slug(raw_key) or ""
            if name != key:
                place = self.document.locate(("profiles", key), key=True)
                outer.append(Problem("unquoted-scalar", f"the profile key {key} becomes {name}", location=place))
            profile = self.profile(name, key, body)
            if profile.slug in found:
                outer.append(
                    self.problem(
                        self.collision,
                        f"profile keys {found[profile.slug].key!r} and {key!r} are the same slug",
                        ("profiles", key),
                    )
                )
            found[profile.slug] = profile
        self.problems = outer
        return dict(sorted(found.items()))

    def profile(self, name: str, key: str, body: Any) -> Profile:
        """The profile called ``name``, which stands under ``key`` in the document."""
        path: Path = ("profiles", key)
        slug = self.profile_slug(name, path)
        field = f"registry.profiles[{slug}]"
        if is_null(body):
            self.report("profile-null", f"profile {key!r} has no content", path, field=field)
            return Profile(slug, key, problems=tuple(self.problems))
        if not isinstance(body, dict):
            self.report("wrong-type", f"profile {key!r} must be a map", path)
            return Profile(slug, key, problems=tuple(self.problems))
        if "slug" in body:
            self.check_slug(slug, body, path, field)
        get = body.get
        return Profile(
            slug=slug,
            key=key,
            display_name=self.typed(to_string, body, "display_name", path, "") if "display_name" in body else "",
            description=self.typed(to_string, body, "description", path, "") if "description" in body else "",
            stack=self.stack(get("stack"), (*path, "stack")) if "stack" in body else (),
            inference_settings=self.map_at(get("inference_settings"), (*path, "inference_settings")),
            metadata=self.metadata(body, path) if "metadata" in body else NO_METADATA,
            extensions=self.extensions(get("extensions"), path) if "extensions" in body else EMPTY,
            unknown=EMPTY if body.keys() <= self.profile_keys else self.unknown(body, self.profile_keys, path),
            problems=tuple(self.problems),
        )

    def profile_slug(self, name: str, path: Path) -> str:
        if trimmed(name):
            return self.parsed_slug(name, path, key=True)
        self.report("slug-missing", "a profile has a blank key", path, field="profile.slug", hint="Name the profile.")
        return ""

    def check_slug(self, slug: str, body: Tree, path: Path, field: str) -> None:
        raw = self.typed(self.to_slug, body, "slug", path, "")
        if not trimmed(raw):
            return
        before = len(self.problems)
        said = self.parsed_slug(raw, (*path, "slug"))
        if said != slug and len(self.problems) == before:
            self.report(
                "slug-mismatch", f"profile {slug!r} says its slug is {said!r}", (*path, "slug"), field=f"{field}.slug"
            )

    def stack(self, node: Any, path: Path) -> tuple[ProfileRef, ...]:
        if is_null(node):
            return ()
        if not isinstance(node, list):
            self.report("wrong-type", "stack must be a list of references", path)
            return ()
        refs = (self.ref(entry, (*path, i), i) for i, entry in enumerate(node) if not is_null(entry))
        return tuple(ref for ref in refs if ref is not None)

    def ref(self, entry: Any, path: Path, index: int) -> ProfileRef | None:
        if not isinstance(entry, dict):
            self.report("wrong-type", "a stack entry must be a map with profile_slug", path)
            return None
        field = f"profile.stack[{index}]"
        if len(entry) > len(entry.keys() & frozenset(_REF_KEYS)):
            self.unknown(entry, frozenset(_REF_KEYS), path)
        profile = self.typed(self.to_slug, entry, "profile_slug", path, "")
        registry = self.typed(self.to_slug, entry, "registry_slug", path, "")
        if not trimmed(profile):
            self.report("ref-invalid", "the stack entry names no profile", path, field=f"{field}.profile_slug")
            return None
        before = len(self.problems)
        ref = ProfileRef(
            self.parsed_slug(registry, (*path, "registry_slug"), "registry") if trimmed(registry) else None,
            self.parsed_slug(profile, (*path, "profile_slug")),
            index,
        )
        return ref if len(self.problems) == before else None

    def metadata(self, owner: Tree, path: Path) -> Metadata:
        node = owner.get("metadata")
        path = (*path, "metadata")
        tree = self.map_at(node, path)
        if not tree:
            return NO_METADATA
        self.unknown(tree, frozenset(_METADATA_KEYS), path)
        return Metadata(
            source=self.typed(to_string, tree, "source", path, ""),
            version=self.typed(to_version, tree, "version", path, 0),
            created_at_ms=self.typed(to_integer, tree, "created_at_ms", path, 0),
            updated_at_ms=self.typed(to_integer, tree, "updated_at_ms", path, 0),
            created_by=self.typed(to_string, tree, "created_by", path, ""),
            updated_by=self.typed(to_string, tree, "updated_by", path, ""),
            tags=tuple(self.typed(to_strings, tree, "tags", path, [])),
        )

    def extensions(self, node: Any, path: Path) -> Tree:
        path = (*path, "extensions")
        tree = self.map_at(node, path)
        if not tree:
            return EMPTY
        for key in map(key_text, tree):
            try:
                ExtensionKey.parse(key)
            except ProfilesError as error:
                self.problems.append(error.problem.at(self.document.locate((*path, key), key=True)))
        return tree

    def map_at(self, node: Any, path: Path) -> Tree | None:
        if isinstance(node, dict):
            return node
        if not is_null(node):
            self.report("wrong-type", f"{path[-1]} must be a map", path)
        return None

    def typed(self, convert: Callable[[Any], T | None], tree: Tree, key: str, path: Path, absent: T) -> T:
        try:
            value = convert(tree.get(key))
        except WrongType as error:
            self.report("wrong-type", f"{key}: {error}", (*path, key))
            return absent
        node = tree.get(key)
        if not self.rewrites:
            return absent if value is None else value
        if type(node) is Plain and type(value) is str and (becomes := canonical(node)) != node.text:
            self.report("unquoted-scalar", f"{key}: {node.text} becomes {becomes}", (*path, key))
        return absent if value is None else value

    def to_slug(self, node: Any) -> str | None:
        """A slug. One without quotes that is a number or a date is known by the text that Go makes of it: ``1.0`` is
        ``1``."""
        is_plain = self.rewrites and isinstance(node, Plain) and node.value is not None
        return canonical(node) if is_plain else to_string(node)

    def unknown(self, tree: Tree, known: frozenset[str], path: Path) -> Tree:
        kept = dict(_unknown(tree, known))
        for key in kept:
            if known is _PROFILE_KEYS and key in OLDER_PROFILE_KEYS:
                self.report("legacy-runtime-block", older_block(key), (*path, key))
                continue
            nearest = nearest_name(key, known)
            hint = f"Did you mean {nearest}?" if nearest else ""
            self.report("unknown-key", f"{key} is not a key that Geppetto knows here", (*path, key), hint=hint)
        return kept or EMPTY


def _unknown(tree: Tree, known: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if key not in known:
            yield key_text(key), value
