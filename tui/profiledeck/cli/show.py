"""``profiledeck show``: a profile as written, beside what it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import click

from engineprofiles import Chain, Profile, Resolution
from engineprofiles.checks import check_profile
from engineprofiles.redact import redact, redact_extensions
from engineprofiles.resolution.nesting import nested
from engineprofiles.resolution.plain import jsonable, location_dict
from engineprofiles.resolution.reading import Leaves
from profiledeck.cli.output import format_option, write_data, write_lines
from profiledeck.cli.problems import conclude, source_problems
from profiledeck.cli.report import default_selection
from profiledeck.cli.resolve import entries_of, entry_path, layer_name, shown_mention
from profiledeck.cli.selecting import ref_argument, resolve, selection_options
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.cli.tables import Cell, indented, table
from profiledeck.presenters.lines import Line, line


@click.command("show")
@ref_argument()
@takes_sources
@selection_options
@format_option("text", "json", "yaml", "toml")
def command(sources: Sources, ref: str, registry: str | None, final: bool, reveal: bool, form: str) -> None:
    """Show the profile REF as written: its stack, who uses it, and its own values beside the effective ones."""
    chain = sources.open()
    resolution = resolve(chain, ref, registry, final or sources.has_base)
    data = profile_data(chain, resolution, reveal)
    if form == "text":
        write_lines([*_head(data), *_settings(resolution, reveal)])
    else:
        write_data(data, form)
    conclude(source_problems(chain), check_profile(resolution, chain))


def profile_data(chain: Chain, resolution: Resolution, reveal: bool) -> dict[str, Any]:
    """A profile as plain data; see docs/json.md. ``own`` is what it sets itself, ``effective`` what it gives."""
    registry = chain.by_slug[resolution.registry]
    profile = registry.profiles[resolution.profile]
    layer = resolution.lineage[-1]
    chosen = default_selection(chain)
    own, extensions = _tree(layer.settings.leaves), _tree(layer.extensions.leaves)
    return {
        "registry": registry.slug,
        "slug": profile.slug,
        "display_name": profile.display_name,
        "description": profile.description,
        "location": location_dict(layer.location),
        "is_default": profile.slug == registry.default_profile,
        "is_selected": chosen is not None and chosen.ref == resolution.selection.ref,
        "shadowed_by": chain.shadowed_by(registry.slug, profile.slug),
        "stack": _stack(profile),
        "used_by": [
            {"registry_slug": user[0], "profile_slug": user[1]}
            for user in chain.users.get((registry.slug, profile.slug), ())
        ],
        "metadata": {**asdict(profile.metadata), "tags": list(profile.metadata.tags)},
        "own": {
            "inference_settings": jsonable(own if reveal else redact(own)),
            "extensions": jsonable(extensions if reveal else redact_extensions(extensions)),
        },
        "effective": {
            "inference_settings": jsonable(resolution.masked_values(reveal)),
            "extensions": jsonable(resolution.masked_extensions(reveal)),
        },
        "problems": [problem.to_dict() for problem in check_profile(resolution, chain)],
    }


def _tree(leaves: Leaves) -> dict[str, Any]:
    return nested(leaves.items())


def _stack(profile: Profile) -> list[dict[str, str | None]]:
    return [{"registry_slug": ref.registry, "profile_slug": ref.profile} for ref in profile.stack]


def _head(data: Mapping[str, Any]) -> Iterator[Line]:
    marks = [
        "default of its registry" if data["is_default"] else "",
        "selected when none is named" if data["is_selected"] else "",
        f"shadowed by {data['shadowed_by']}" if data["shadowed_by"] else "",
    ]
    yield line((f"{data['registry']}/{data['slug']}", "heading"))
    metadata = {key: value for key, value in data["metadata"].items() if value}
    place = data["location"]
    facts = {
        "name": data["display_name"],
        "description": data["description"],
        "place": ":".join(str(part) for part in place.values() if part is not None),
        "which is": ", ".join(filter(None, marks)),
        "stacks on": ", ".join(map(_ref, data["stack"])),
        "used by": ", ".join(map(_ref, data["used_by"])),
        "metadata": ", ".join(
            f"{key} {' '.join(value) if key == 'tags' else value}" for key, value in metadata.items()
        ),
    }
    for name, text in facts.items():
        yield line((f"  {name:<13}", "dim"), text or "-")


def _ref(ref: Mapping[str, str | None]) -> str:
    return "/".join(filter(None, (ref["registry_slug"], ref["profile_slug"])))


def _settings(resolution: Resolution, reveal: bool) -> list[Line]:
    """Own and effective values side by side; what is not its own has the layer that it comes from."""
    own = resolution.lineage[-1]
    rows: list[list[Cell]] = []
    for entry in entries_of(resolution):
        winner = entry.mentions[-1]
        effective = shown_mention(winner, reveal)
        mine = winner.layer is own
        rows.append(
            [
                entry_path(entry),
                effective if mine else ("-", "dim"),
                effective,
                layer_name(winner),
            ]
        )
    if not rows:
        return [line(("  It sets nothing and inherits nothing.", "dim"))]
    return indented(table(("path", "own", "effective", "from"), rows))
