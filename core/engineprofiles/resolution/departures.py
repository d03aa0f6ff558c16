"""The rules by which Geppetto's reading of a layer departs from what is documented."""

from __future__ import annotations

from collections.abc import Mapping
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


MENDS: Mapping[Departure, str] = {
    Departure.ZERO: "Leave it out of the layers beneath: nothing above can take it back.",
    Departure.EMPTY: "Leave it out of the layers beneath: nothing above can take it back.",
    Departure.NULL_ENTRY: "Remove the key, or write a value.",
    Departure.CANONICAL: "Put the text in quotes.",
    Departure.OPENAI_N: "Repeat n in this section.",
    Departure.EMBEDDINGS: "Repeat type, engine and dimensions in this section.",
    Departure.COST: "Write the input and the output rate, both of them.",
    Departure.OPAQUE_MAP: "Put the keys of the map in quotes.",
    Departure.LARGE_NUMBER: "Write the number as a text.",
    Departure.TIMEOUT: "Nothing that is merged keeps it: do without, or give the profile no stack and no base.",
}
"""How to write a layer so that both readings come to the same value."""
