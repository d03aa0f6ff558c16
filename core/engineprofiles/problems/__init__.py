"""What can be wrong, as data: a :class:`Problem` is collected by viewers and raised for callers."""

from engineprofiles.problems.code import Code, Severity
from engineprofiles.problems.codes import CODES
from engineprofiles.problems.location import Location, Path, TextLocation, pointer
from engineprofiles.problems.problem import (
    Conflict,
    Problem,
    ProfileNotFound,
    ProfilesError,
    ReadOnly,
    RegistryNotFound,
    ValidationError,
    first_error,
)

__all__ = [
    "CODES",
    "Code",
    "Conflict",
    "Location",
    "Path",
    "Problem",
    "ProfileNotFound",
    "ProfilesError",
    "ReadOnly",
    "RegistryNotFound",
    "Severity",
    "TextLocation",
    "ValidationError",
    "first_error",
    "pointer",
]
