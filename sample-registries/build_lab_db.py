"""Builds ``25-lab.db``, a SQLite source with two registries, beside this script.

    python sample-registries/build_lab_db.py

A row's payload is JSON as Geppetto writes it: settings under Go's field names, every field of a section present,
unset ones as ``null`` or as Go's zero value. The same script gives the same bytes every time.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("25-lab.db")
BUILT_AT_MS = 1_764_547_200_000  # 2025-12-01T00:00:00Z

API = {"APIKeys": None, "BaseUrls": None, "AllowHTTP": None, "AllowLocalNetworks": None}
CHAT = {
    "Engine": None,
    "ApiType": None,
    "MaxResponseTokens": None,
    "TopP": None,
    "Temperature": None,
    "Stop": None,
    "APIKeys": None,
    "Stream": False,
    "CacheType": "",
    "CacheMaxSize": 0,
    "CacheMaxEntries": 0,
    "CacheDirectory": "",
    "StructuredOutputMode": "",
    "StructuredOutputName": "",
    "StructuredOutputDescription": "",
    "StructuredOutputSchema": "",
    "StructuredOutputStrict": None,
    "StructuredOutputRequireValid": False,
}
SETTINGS: dict[str, Any] = dict.fromkeys(
    ("API", "Chat", "OpenAI", "Client", "Claude", "Gemini", "Ollama", "Embeddings", "Rerank", "Inference", "ModelInfo")
)


def settings(**sections: Any) -> dict[str, Any]:
    """Inference settings with the given sections; the others are null, as Go writes them."""
    return SETTINGS | sections


def metadata(source: str, version: int, *tags: str) -> dict[str, Any]:
    """A metadata block as a store stamps it."""
    stamped = {"source": source, "version": version, "created_at_ms": BUILT_AT_MS, "updated_at_ms": BUILT_AT_MS}
    return stamped | {"created_by": "lab", "tags": list(tags)}


LAB = {
    "slug": "lab",
    "display_name": "Lab",
    "description": "Models on trial",
    "default_profile_slug": "open-weights",
    "profiles": {
        "assistant": {
            "slug": "assistant",
            "display_name": "Lab assistant",
            "description": "The team's assistant on the smallest GPT-4.1, with that model's facts",
            "stack": [{"registry_slug": "team-agent", "profile_slug": "assistant"}],
            "inference_settings": settings(
                Chat=CHAT | {"Engine": "gpt-4.1-nano", "ApiType": "openai"},
                ModelInfo={
                    "id": "gpt-4.1-nano",
                    "name": "GPT-4.1 Nano",
                    "context_window": 1_047_576,
                    "quality_high_watermark": 128_000,
                    "max_output_tokens": 32_768,
                    "cost": {"input": 0.1, "output": 0.4, "cache_read": 0.025, "cache_write": 0.1},
                    "metadata": {"family": "gpt-4.1", "knowledge_cutoff": "2024-06"},
                },
            ),
            "metadata": metadata("lab", 4, "trial"),
        },
        "open-weights": {
            "slug": "open-weights",
            "display_name": "gpt-oss 120B",
            "description": "Hosted open weights; nobody has looked up the price yet",
            "inference_settings": settings(
                API=API
                | {
                    "APIKeys": {"fireworks-api-key": "demo-fireworks-key"},
                    "BaseUrls": {"fireworks-base-url": "https://api.fireworks.ai/inference/v1"},
                },
                Chat=CHAT
                | {
                    "Engine": "accounts/fireworks/models/gpt-oss-120b",
                    "ApiType": "fireworks",
                    "MaxResponseTokens": 4096,
                    "Stream": True,
                },
                ModelInfo={
                    "id": "accounts/fireworks/models/gpt-oss-120b",
                    "name": "gpt-oss 120B",
                    "reasoning": True,
                    "input": ["text"],
                    "context_window": 131_072,
                    "max_output_tokens": 32_768,
                    "metadata": {"family": "gpt-oss", "license": "Apache-2.0"},
                },
            ),
            "metadata": metadata("lab", 2, "trial", "open-weights"),
            "extensions": {"lab.trial@v1": {"rating": None, "until": "2026-03"}},
        },
    },
    "metadata": metadata("lab", 6, "lab"),
}

ARCHIVE = {
    "slug": "lab-archive",
    "display_name": "Lab archive",
    "description": "Kept for old notebooks",
    "default_profile_slug": "summarizer",
    "profiles": {
        "summarizer": {
            "slug": "summarizer",
            "display_name": "Old summarizer",
            "description": "Nothing stacks on it, and it has no model_info: limits and cost are unknown",
            "inference_settings": settings(
                API=API | {"APIKeys": {"openai-api-key": "demo-archive-key"}},
                Chat=CHAT
                | {"Engine": "gpt-3.5-turbo", "ApiType": "openai", "MaxResponseTokens": 1024, "Temperature": 0.5},
            ),
            "metadata": metadata("lab-archive", 1, "retired"),
        },
    },
    "metadata": metadata("lab-archive", 1, "retired"),
}


def go_json(value: Any) -> str:
    """``value`` as Go's encoding/json writes it: no spaces, and ``<``, ``>`` and ``&`` escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def build(target: Path, *registries: dict[str, Any]) -> None:
    """Writes ``registries`` to a new database at ``target``, replacing what is there."""
    target.unlink(missing_ok=True)
    database = sqlite3.connect(target)
    database.execute(
        "CREATE TABLE profile_registries"
        "(slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
    )
    rows = [(registry["slug"], go_json(registry), BUILT_AT_MS) for registry in registries]
    database.executemany("INSERT INTO profile_registries VALUES (?, ?, ?)", rows)
    database.commit()
    database.close()
    forget_sqlite_version(target)


def forget_sqlite_version(target: Path) -> None:
    """Blanks bytes 96 to 99 of the header, where SQLite notes the version that wrote last: the only bytes that vary."""
    with target.open("r+b") as file:
        file.seek(96)
        file.write(bytes(4))


if __name__ == "__main__":
    build(TARGET, LAB, ARCHIVE)
