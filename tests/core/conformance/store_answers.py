"""Our answers to the questions of the vectors that write: each opens a store, changes it and tells what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.core.conformance.answers import geppetto_registry, registry_answer
from tests.core.conformance.comparing import Refused
from tests.core.conformance.geppetto_stores import (
    MemoryProfiles,
    Save,
    SqliteProfiles,
    YamlProfiles,
    profile_of,
    registry_of,
    store_at,
)
from tests.core.conformance.vectors import Vector

from engineprofiles import ProfilesError
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml


def text_answer(text: str) -> dict[str, Any]:
    """What a YAML text says, whoever wrote it."""
    registry, _ = registry_from_yaml(read(text, "written.yaml"))
    assert registry is not None
    return registry_answer(registry)


def _upsert_profile(vector: Vector) -> Any:
    store = _store(vector)
    profile = profile_of(Path(vector.argument("--profile-file") or "").read_text(encoding="utf-8"))
    store.upsert_profile(vector.argument("--registry") or "", profile, _save(vector))
    return _outcome(store)


def _upsert_registry(vector: Vector) -> Any:
    store = _store(vector)
    registry = geppetto_registry(vector.argument("--file") or "")
    assert registry is not None
    store.upsert_registry(registry, _save(vector))
    return _outcome(store)


def _delete_registry(vector: Vector) -> Any:
    store = _store(vector)
    store.delete_registry(vector.argument("--registry") or "", _save(vector))
    return _outcome(store)


def _sqlite_write(vector: Vector) -> Any:
    store = SqliteProfiles(vector.argument("--db") or "")
    registry = geppetto_registry(vector.argument("--file") or "")
    assert registry is not None
    store.upsert_registry(registry, _save(vector))
    return {"ok": True, "rows": [{"slug": slug, "payload_text": payload} for slug, payload in store.rows()]}


def _sqlite_dump(vector: Vector) -> Any:
    """As Geppetto's store gives them, since a database without a registry is a problem of ours."""
    store = SqliteProfiles(vector.argument("--db") or "")
    return {"registries": [registry_answer(registry) for registry in store.registries()]}


def _store_seq(vector: Vector) -> Any:
    store = _store(vector)
    results = []
    for step in json.loads(vector.argument("--ops") or "[]"):
        try:
            results.append(_step(store, step))
        except ProfilesError as error:
            results.append(Refused([error.problem]))
        except Refused as refusal:
            results.append(refusal)
    return {"results": results, **_file(store)}


def _step(store: MemoryProfiles, step: Mapping[str, Any]) -> Any:
    slug = step.get("registry", "")
    match step["op"]:
        case "get-registry":
            registry = store.registry(slug)
            return {"found": True, "registry": registry_answer(registry)} if registry else {"found": False}
        case "get-profile":
            registry = store.registry(slug)
            return {"found": registry is not None and step["profile"] in registry.profiles}
        case "list-profiles":
            registry = store.registry(slug)
            return list(registry.profiles) if registry else []
        case "list":
            return [registry.slug for registry in store.registries()]
        case "resolve":
            return store.resolved(slug, step.get("profile"))
        case "upsert-profile":
            store.upsert_profile(slug, profile_of(step["text"]), Save())
        case "upsert-registry":
            store.upsert_registry(registry_of(step["text"], plain=step.get("plain", False)), Save())
        case "close":
            store.close()
        case other:
            raise AssertionError(f"no such operation: {other}")
    return {"ok": True}


STORE_ANSWERS: Mapping[str, Callable[[Vector], Any]] = {
    "upsert-profile": _upsert_profile,
    "upsert-registry": _upsert_registry,
    "delete-registry": _delete_registry,
    "sqlite-write": _sqlite_write,
    "sqlite-dump": _sqlite_dump,
    "store-seq": _store_seq,
}


def _store(vector: Vector) -> MemoryProfiles:
    path, default = vector.argument("--path") or "", vector.argument("--default-registry") or ""
    return store_at(vector.argument("--store") or "", path, default)


def _save(vector: Vector) -> Save:
    expected = int(vector.argument("--expected-version") or 0)
    return Save(expected, vector.argument("--actor") or "", vector.argument("--source") or "")


def _outcome(store: MemoryProfiles) -> dict[str, Any]:
    return {"ok": True, "registries": [registry_answer(registry) for registry in store.registries()], **_file(store)}


def _file(store: MemoryProfiles) -> dict[str, Any]:
    if not isinstance(store, YamlProfiles):
        return {}
    return {"file_text": text_answer(store.path.read_text(encoding="utf-8")) if store.path.exists() else None}
