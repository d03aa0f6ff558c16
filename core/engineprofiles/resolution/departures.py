"""The rules by which Geppetto's reading of a layer departs from what is documented."""

from __future__ import annotations

from enum import StrEnum


class Departure(StrEnum):
    """A rule in words; ``docs/compatibility.md`` tells more of each."""

    ZERO = "a false, a 0 or an empty text cannot override, for Go does not write it out"
    EMPTY = "an empty list or map sets nothing, for Go does not write it out"
    NULL_ENTRY = "a null in a map of texts or switches is an empty text or false, and overrides"
    CANONICAL = "a number, date or switch without quotes in a place for text arrives in canonical form"
    OPENAI_N = "an openai section that does not name n resets it"
    EMBEDDINGS = "an embeddings section empties what it does not name of type, engine and dimensions"
    COST = "a cost that does not name its input or output rate has 0 there"
    CACHE_RATE = "a cache rate of 0 is left out"
    OPAQUE_MAP = "a map with a key that is no text does not merge but is replaced as a whole"
    LARGE_NUMBER = "a number in the free-form values of a database is a float"
    UNKNOWN_KEY = "a key that no field has is ignored"
    TIMEOUT = "a merge loses client.timeout, which Go writes under a key that it never reads"
