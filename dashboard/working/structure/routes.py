"""What may be asked of the edit pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, request

from dashboard.codebook import Table, codebook
from dashboard.domain.model import MeasureStatus
from dashboard.domain.rights import Target
from dashboard.errors import ConflictError, ForbiddenError, NotFound, RefusedError
from dashboard.operations import lifecycle, replan, structure
from dashboard.operations.deed import Held
from dashboard.storage.batch import Memo
from dashboard.text.catalog import gettext as _
from dashboard.text.codebook_words import label
from dashboard.text.parsing import NotUnderstood
from dashboard.text.parsing_days import parse_day
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.page import Place, document
from dashboard.working.site import Site, number, route, sent
from dashboard.working.structure import form, layout, life
from dashboard.working.structure.layout import Editing
from dashboard.working.structure.words import KIND_OF_WORD, Kind

_WHY = ("grund", "beschluss", "fassung")
#: Columns that a new row has from the address of its form, by its table: what it hangs on.
_HANGS_ON = {"milestone": "object", "indicator": "object", "assignment": "object"}
_OF_INDICATOR = ("definition", "target", "interim_target")


def _titled(held: Held) -> tuple[str, str]:
    code = str(held.values["code"])
    return code, f"{code} – {held.values.get('title') or ''}"


def _editing(site: Site, slug: str) -> Editing:
    """Raises NotFound and ForbiddenError."""
    site.view(slug)
    if not site.actor.may("edit_structure", Target(strategy=slug)):
        raise ForbiddenError(_("Your role does not allow this."))
    rows = Memo(lambda table: structure.rows_of(site.engine, slug, table))
    return Editing(site.href(slug, "bearbeiten"), rows, Memo(lambda table: [_titled(one) for one in rows[table]]))


def _day(text: str) -> dt.date | None:
    try:
        found = parse_day(text)
    except NotUnderstood:
        return None
    return found.day if found and found.precision == "day" else None


def _seen(form_: Mapping[str, str]) -> int | None:
    return number(form_.get("fassung"))


def install(server: Flask, site: Site) -> None:
    """Everything below `/<slug>/bearbeiten`."""

    def page(slug: str, title: str, content: Any, status: int = 200) -> Response:
        strategy = site.view(slug).assessment.state.strategy
        place = Place(f"{slug}/bearbeiten", slug, strategy.title, strategy.owner, strategy.invented)
        return document(site, title, content, place=place, status=status)

    @route(server, site, "<slug>/bearbeiten")
    def start(slug: str) -> Response:
        return page(slug, _("Edit the strategy"), layout.start(_editing(site, slug)))

    @route(server, site, "<slug>/bearbeiten/<word>")
    def listed(slug: str, word: str) -> Response:
        kind = _kind(word)
        return page(slug, label(codebook()[kind.table]), layout.listed(_editing(site, slug), kind))

    @route(server, site, "<slug>/bearbeiten/massnahme/<code>")
    def measure(slug: str, code: str) -> Response:
        editing = _editing(site, slug)
        held = _one(editing, "measure", code)
        done = request.args.get("fertig") == "1"
        return page(slug, held.values["title"], layout.measure(editing, held, _steps(editing, code), done=done))

    _install_rows(server, site, page)
    _install_life(server, site, page)
    _install_plan(server, site, page)


Page = Callable[..., Response]


def _kind(word: str) -> Kind:
    if word not in KIND_OF_WORD:
        raise NotFound(_("There is no page at this address."))
    return KIND_OF_WORD[word]


def _one(editing: Editing, table: str, *key: str) -> Held:
    names = codebook()[table].key
    found = (one for one in editing.rows[table] if tuple(str(one.values[name]) for name in names) == key)
    held = next(found, None)
    if held is None:
        raise NotFound(_("There is no “{code}” here.", code=", ".join(key)))
    return held


def _steps(editing: Editing, code: str) -> tuple[str, ...]:
    past = sorted(editing.of("measure_status", measure=code), key=lambda one: one.values["valid_from"])
    return lifecycle.next_steps(one.values["status"] for one in past)


def _install_rows(server: Flask, site: Site, page: Page) -> None:
    """The form of one row, new or to be changed."""

    def after(editing: Editing, kind: Kind, values: Mapping[str, Any], slug: str) -> Response:
        """Where a stored row is to be seen: its measure, else its list."""
        owner = values.get("object") if values.get("object_kind") == "measure" else None
        if kind.table in _OF_INDICATOR:
            owner = _one(editing, "indicator", values["indicator"]).values["object"]
        code = values["code"] if kind.table == "measure" else owner
        parts = ("massnahme", str(code)) if code else (kind.word,) if kind.listed else ()
        return site.go(slug, "bearbeiten", *parts, fertig="1")

    def back(editing: Editing, kind: Kind, owner: str | None) -> tuple[str, Any]:
        if owner and any(one.values["code"] == owner for one in editing.rows["measure"]):
            return f"{editing.home}/massnahme/{owner}", _("To the measure")
        return (
            (f"{editing.home}/{kind.word}", label(codebook()[kind.table]))
            if kind.listed
            else (editing.home, _("Edit the strategy"))
        )

    def store(
        slug: str, kind: Kind, held: Held | None, fixed: Mapping[str, Any], action: str, editing: Editing
    ) -> Response:
        table = codebook()[kind.table]
        asked = sent((*form.names(kind.table), *_WHY))
        if held:
            asked |= {name: str(held.values[name]) for name in table.key if name in form.names(kind.table)}
        values, errors = form.read(table, asked)
        if not errors:
            try:
                whole = {**_defaults(table, held), **values, **fixed}
                structure.put(
                    site.engine, site.actor, slug, kind.table, whole,
                    seen=_seen(asked), reason=asked.get("grund", ""), resolution=asked.get("beschluss") or None,
                )  # fmt: skip
                return after(editing, kind, whole, slug)
            except ConflictError:
                errors = {
                    "": _(
                        "Someone else has changed this in the meantime. Your text is still here; compare and store again."
                    )
                }
                asked["fassung"] = str(held.row_id) if held else ""
            except RefusedError as error:
                errors = {"": str(error)}
        content = layout.row(
            editing, kind, action, back(editing, kind, fixed.get("object")), Filled(asked, errors), held=held
        )
        return page(slug, str(kind.title), content, 422)

    def about(kind: Kind, editing: Editing, slug: str) -> dict[str, Any]:
        """What a new row hangs on, from its address."""
        code = request.args.get("fuer", "")
        if kind.table in _OF_INDICATOR:
            return {"indicator": _one(editing, "indicator", code).values["code"]}
        if kind.table not in _HANGS_ON:
            return {}
        if not code:
            return {"object_kind": "strategy", "object": slug}
        return {"object_kind": "measure", "object": _one(editing, "measure", code).values["code"]}

    @route(server, site, "<slug>/bearbeiten/neu/<word>", methods=["GET", "POST"])
    def new(slug: str, word: str) -> Response:
        kind, editing = _kind(word), _editing(site, slug)
        fixed = about(kind, editing, slug)
        action = request.full_path.rstrip("?")
        if request.method == "POST":
            return store(slug, kind, None, fixed, action, editing)
        filled = Filled({name: str(value) for name, value in fixed.items()} | _suggested(kind, editing, fixed))
        return page(
            slug,
            str(kind.new),
            layout.row(editing, kind, action, back(editing, kind, fixed.get("object")), filled, held=None),
        )

    @route(server, site, "<slug>/bearbeiten/eintrag/<word>/<path:key>", methods=["GET", "POST"])
    def change(slug: str, word: str, key: str) -> Response:
        kind, editing = _kind(word), _editing(site, slug)
        held = _one(editing, kind.table, *key.split("/"))
        if request.method == "POST":
            return store(slug, kind, held, {}, request.path, editing)
        filled = Filled(form.shown(codebook()[kind.table], held.values))
        way = back(
            editing, kind, held.values.get("object") or (held.values["code"] if kind.table == "measure" else None)
        )
        return page(slug, str(kind.title), layout.row(editing, kind, request.path, way, filled, held=held))


def _defaults(table: Table, held: Held | None) -> dict[str, Any]:
    """What no form asks for: as it was, else the last place in its order."""
    if held:
        return dict(held.values)
    return {"position": 999} if any(column.name == "position" for column in table.columns) else {}


def _suggested(kind: Kind, editing: Editing, fixed: Mapping[str, Any]) -> dict[str, str]:
    """A first version, or the one after the last."""
    if "version" not in codebook()[kind.table].key:
        return {}
    versions = [one.values["version"] for one in editing.of(kind.table, **fixed)]
    if kind.table == "interim_target":
        versions = [one.values["version"] - 1 for one in editing.of("target", **fixed)]
    return {"version": str(max(versions, default=0) + 1)}


def _install_life(server: Flask, site: Site, page: Page) -> None:
    """Steps in the life of a measure."""

    @route(server, site, "<slug>/bearbeiten/massnahme/<code>/schritt/<status>", methods=["GET", "POST"])
    def step(slug: str, code: str, status: str) -> Response:
        editing = _editing(site, slug)
        held = _one(editing, "measure", code)
        if status not in _steps(editing, code):
            raise NotFound(_("From its present state the measure cannot go there."))
        past = sorted(editing.of("measure_status", measure=code), key=lambda one: one.values["valid_from"])
        seen = past[-1].row_id if past else None
        filled = EMPTY
        if request.method == "POST":
            asked = sent((*_WHY, "ab", "ziel"))
            day, errors = _day(asked.get("ab", "")), {}
            if day is None:
                errors = {"ab": _("Please write the day as 31.12.2026.")}
            else:
                try:
                    change = MeasureStatus(
                        measure=code, valid_from=day, status=status, reason=asked.get("grund", ""),
                        resolution=asked.get("beschluss") or None, merged_into=asked.get("ziel") or None,
                    )  # fmt: skip
                    lifecycle.take_step(site.engine, site.actor, slug, change, seen=_seen(asked))
                    return site.go(slug, "bearbeiten", "massnahme", code, fertig="1")
                except RefusedError as error:
                    errors = {"": str(error)}
            filled = Filled(asked, errors)
        content = life.step(editing, held, status, filled, seen=seen)
        return page(slug, held.values["title"], content, 422 if filled.errors else 200)

    @route(server, site, "<slug>/bearbeiten/massnahme/<code>/teilen", methods=["GET", "POST"])
    def split(slug: str, code: str) -> Response:
        editing = _editing(site, slug)
        held = _one(editing, "measure", code)
        filled = EMPTY
        if request.method == "POST":
            asked = sent((*_WHY, "code", "titel", "ab"), many=("meilensteine",))
            day, errors = _day(asked.get("ab", "")), {}
            if day is None:
                errors = {"ab": _("Please write the day as 31.12.2026.")}
            else:
                new = asked.get("code", "")
                try:
                    lifecycle.split(
                        site.engine, site.actor, slug, code, {new: asked.get("titel", "")},
                        milestones=dict.fromkeys(asked.get("meilensteine", "").split(), new), valid_from=day,
                        reason=asked.get("grund", ""), resolution=asked.get("beschluss") or None, seen=_seen(asked) or 0,
                    )  # fmt: skip
                    return site.go(slug, "bearbeiten", "massnahme", new, fertig="1")
                except RefusedError as error:
                    errors = {"": str(error)}
            filled = Filled(asked, errors)
        return page(slug, held.values["title"], life.split(editing, held, filled), 422 if filled.errors else 200)


def _install_plan(server: Flask, site: Site, page: Page) -> None:
    @route(server, site, "<slug>/bearbeiten/plan", methods=["GET", "POST"])
    def plan(slug: str) -> Response:
        editing = _editing(site, slug)
        still_open = [
            one for one in editing.rows["milestone"] if not one.values["actual_date"] and not one.values["dropped_on"]
        ]
        versions = sorted(editing.rows["plan_version"], key=lambda one: one.values["valid_from"])
        last = versions[-1].values["code"] if versions else None
        baselines = {one.values["milestone"]: one.values["date"] for one in editing.of("baseline", plan_version=last)}
        filled, done = EMPTY, request.args.get("fertig")
        if request.method == "POST":
            asked = sent((*_WHY, "ab", *(f"neu-{one.values['code']}" for one in still_open)))
            filled = _replan(site, slug, asked, baselines)
            if not filled.errors:
                return site.go(slug, "bearbeiten", "plan", fertig=filled.value("code"))
        content = life.plan(
            editing,
            still_open,
            baselines,
            filled,
            done=done if done and done in editing.codes("plan_version") else None,
        )
        return page(slug, _("New plan version"), content, 422 if filled.errors else 200)


def _replan(site: Site, slug: str, asked: Mapping[str, str], baselines: Mapping[str, Any]) -> Filled:
    """What was typed with what is wrong with it; without errors `code` is the new version's."""
    typed = {name.removeprefix("neu-"): text for name, text in asked.items() if name.startswith("neu-") and text}
    days = {code: _day(text) for code, text in typed.items()}
    errors = {f"neu-{code}": _("Please write the day as 31.12.2026.") for code, day in days.items() if day is None}
    valid_from = _day(asked.get("ab", ""))
    if valid_from is None:
        errors["ab"] = _("Please write the day as 31.12.2026.")
    if not errors and valid_from:
        moved = {code: day for code, day in days.items() if day and day != baselines.get(code)}
        try:
            code = replan.replan(
                site.engine, site.actor, slug, moved, valid_from=valid_from,
                reason=asked.get("grund", ""), resolution=asked.get("beschluss") or None,
            )  # fmt: skip
            return Filled({"code": code})
        except RefusedError as error:
            errors = {"": str(error)}
    return Filled(dict(asked), errors)
