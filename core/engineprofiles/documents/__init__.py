"""Text and rows as registries: YAML as yaml.v3 reads it, JSON as Go reads it, and where each value stands."""
