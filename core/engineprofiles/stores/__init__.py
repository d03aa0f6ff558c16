"""Where registries live: memory, a YAML file, a SQLite database. Reading changes nothing there."""

from engineprofiles.stores.content import Content
from engineprofiles.stores.memory import MemoryStore
from engineprofiles.stores.probe import Stamp
from engineprofiles.stores.sqlite import SqliteStore
from engineprofiles.stores.store import Loaded, Store
from engineprofiles.stores.yaml_file import YamlFileStore

__all__ = ["Content", "Loaded", "MemoryStore", "SqliteStore", "Stamp", "Store", "YamlFileStore"]
