"""Keeping a draft that was checked, and holding one that is kept against the corpus as it is now."""

from dataclasses import dataclass

from graph.kept_draft import KeptDraft, Room, keep_draft
from queries.kept_drafts import Changes, Opened, bytes_of, changes, open_kept, program
from queries.version import notice, version
from viz.web.attachment import base_name
from viz.web.page import Page
from viz.web.settings import Limits
from viz.web.upload import Checked, check_draft, suffix_of


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A kept draft, its check of just now, and what changed between."""

    opened: Opened
    now: Checked
    changes: Changes


def room_of(limits: Limits) -> Room:
    return Room(limits.kept_drafts, limits.kept_bytes)


def keep(page: Page, name: str, body: bytes, checked: Checked) -> tuple[KeptDraft, bool]:
    """For a person who may write. The draft as it is kept, and whether it is new. Raises NoRoom,
    StoreLocked."""
    found = keep_draft(
        page.store,
        body,
        checked.report,
        name=base_name(name, suffix_of(name)),
        who=page.visitor.name or "",
        lang=page.lang,
        rules=program(),
        room=room_of(page.desk.settings.limits),
    )
    notice(page.store)
    return found


def recheck(page: Page, sha256: str) -> Rechecked:
    """Raises NoSuchDraft; UploadError where the check cannot be done."""
    opened = open_kept(page.store, sha256)
    settings = page.desk.settings

    def allow() -> None:
        page.spend("check")

    def check() -> Checked:
        body = bytes_of(page.store, sha256)
        return check_draft(settings.db, opened.draft.name, body, page.lang, settings.limits)

    now = page.desk.checks.find((sha256, version(page.store), page.lang), allow, check)
    return Rechecked(opened, now, changes(opened, now.report, page.lang))
