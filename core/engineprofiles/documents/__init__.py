"""Text and rows as registries: YAML as yaml.v3 reads it, JSON payloads as Go reads them, and where each value stands."""
