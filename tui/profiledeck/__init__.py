"""profiledeck: browse, explain and edit engine-profile registries in a terminal."""
