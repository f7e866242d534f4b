"""A draft of this person's own: the form as it was left, and the note above it with the way to drop it."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working import fields
from dashboard.working.desk.frame import href
from dashboard.working.desk.kinds import Question
from dashboard.working.desk.parts import Opened, Shown
from dashboard.working.site import Site
from dashboard.working.waiting import Task

#: The last part of the form's address, and the button that drops what was kept.
PATH, DROP = "entwurf", "verwerfen"


def reopened(one: Task, asked: Question) -> Shown:
    """The form as its person left it, else as it opens."""
    return asked.again(one.draft.typed) if one.draft else asked.start()


def opened(one: Task, as_it_is: Opened) -> Opened:
    """A draft carries the versions that were in view when it was typed: what others did since is still noticed."""
    if one.draft is None:
        return as_it_is
    now = replace(as_it_is, drafted=one.draft.saved_at)
    typed = one.draft.typed
    return now if now.again else replace(now, entry=typed.get("gesehen"), fact=typed.get("tatsache"))


def told(site: Site, one: Task) -> Markup | None:
    """The note above the form; None where there is no draft."""
    if one.draft is None:
        return None
    words = _("Your draft of {moment}. It is not submitted yet.", moment=formats.moment(one.draft.saved_at))
    drop = fields.button(_("Drop the draft"), name="weg", value=DROP, look="link")
    return fields.form([words, " ", drop], href(site, one, PATH), class_="drafted")
