"""The values that everything else is about: registries, profiles, their names and their settings."""

from engineprofiles.model.fields import FIELDS, ROOT, SECTIONS, Container, Field, Kind, field_at, nearest_name
from engineprofiles.model.model_info import Cost, ModelCost, ModelInfo, Usage, invalid_model_info
from engineprofiles.model.paths import format_path, parse_path
from engineprofiles.model.registry import EMPTY, NO_METADATA, Decoded, Document, Metadata, Profile, Registry, Tree
from engineprofiles.model.secrecy import MASK, Secret, masked
from engineprofiles.model.section import Merge, Owner, Section, Setting
from engineprofiles.model.selection import Reason, Selection
from engineprofiles.model.settings import (
    ApiSettings,
    ChatSettings,
    ClaudeSettings,
    ClientSettings,
    EmbeddingsSettings,
    GeminiSettings,
    InferenceConfig,
    InferenceSettings,
    OllamaSettings,
    OpenAISettings,
    RerankSettings,
)
from engineprofiles.model.slugs import ExtensionKey, ProfileRef, parse_slug

__all__ = [
    "EMPTY",
    "FIELDS",
    "MASK",
    "NO_METADATA",
    "ROOT",
    "SECTIONS",
    "ApiSettings",
    "ChatSettings",
    "ClaudeSettings",
    "ClientSettings",
    "Container",
    "Cost",
    "Decoded",
    "Document",
    "EmbeddingsSettings",
    "ExtensionKey",
    "Field",
    "GeminiSettings",
    "InferenceConfig",
    "InferenceSettings",
    "Kind",
    "Merge",
    "Metadata",
    "ModelCost",
    "ModelInfo",
    "OllamaSettings",
    "OpenAISettings",
    "Owner",
    "Profile",
    "ProfileRef",
    "Reason",
    "Registry",
    "RerankSettings",
    "Secret",
    "Section",
    "Selection",
    "Setting",
    "Tree",
    "Usage",
    "field_at",
    "format_path",
    "invalid_model_info",
    "masked",
    "nearest_name",
    "parse_path",
    "parse_slug",
]
