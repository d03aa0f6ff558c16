"""What can be wrong with settings and their values."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error(
        "path-invalid",
        "This is not a path to a setting.",
        'Write keys with dots between them, such as chat.engine; quote any with a dot: extensions."app.feature@v1".',
    ),
    warning(
        "model-info-stale",
        "The model was changed above the layer that described it, so the facts are of another model.",
        "Set model_info in the layer that sets the engine.",
    ),
)
