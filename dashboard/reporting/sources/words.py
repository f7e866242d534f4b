"""Words for the codes of the codebook that the page of sources alone speaks."""

from __future__ import annotations

from dashboard.text.catalog import lazy_gettext as _l

CATEGORY_WORDS = {
    "amount": _l("Amount"),
    "count": _l("Number"),
    "share": _l("Share"),
    "date": _l("Date"),
    "rule": _l("Rule"),
    "risk": _l("Risk"),
    "aim": _l("Aim"),
    "partner": _l("Partner"),
    "data_source": _l("Data source"),
    "document": _l("Document"),
    "step": _l("Step"),
    "criterion": _l("Criterion"),
    "context": _l("Context"),
    "participation": _l("Participation"),
    "organisation": _l("Organisation"),
    "transfer": _l("Transfer of knowledge"),
}
KIND_WORDS = {
    "smart_city": _l("Smart city strategy"),
    "digital_agenda": _l("Digital agenda"),
    "isek": _l("Integrated urban development concept (ISEK)"),
    "insek": _l("Integrated urban development concept (INSEK)"),
    "programme": _l("Funding programme"),
    "other": None,
}
GOAL_WORDS = {"goal": _l("Goal"), "value": _l("Value"), "principle": _l("Principle")}
FIELD_WORDS = {"field": _l("Field of action"), "theme": _l("Theme"), "cross_topic": _l("Cross topic")}
CONSULTATION_WORDS = {
    "preliminary": _l("preliminary consultation"),
    "decision": _l("decision"),
    "information": _l("information"),
}
PUBLIC_WORDS = {"public": _l("public"), "not_public": _l("not public"), "not_stated": None}
RESULT_WORDS = {
    "adopted": _l("adopted"),
    "recommended": _l("recommended"),
    "rejected": _l("rejected"),
    "noted": _l("noted"),
    "not_stated": None,
}
EFFECT_WORDS = {"yes": _l("yes"), "no": _l("none"), "not_stated": None}
ELIGIBLE_WORDS = {"yes": _l("yes"), "no": _l("no"), "not_stated": None}
CLIMATE_WORDS = {
    "positive": _l("positive"),
    "negative": _l("negative"),
    "none": _l("none"),
    "unchecked": _l("not checked"),
}
PARTICIPATION_WORDS = {
    "none": _l("none"),
    "information": _l("informing"),
    "consultation": _l("consultation"),
    "cooperation": _l("cooperation"),
    "statutory": _l("required by law"),
    "unchecked": _l("not checked"),
}
ROLE_WORDS = {
    "sponsor": _l("sponsor"),
    "lead": _l("lead"),
    "member": _l("member"),
    "drawn_in": _l("drawn in"),
    "responsible": _l("responsible"),
    "coordination": _l("coordination"),
    "overall": _l("overall responsibility"),
}
RELATION_WORDS = {
    "contributes_to": _l("contributes to"),
    "concerns": _l("concerns"),
    "follows": _l("follows"),
    "decided_by": _l("decided by"),
    "covers": _l("covers"),
    "measures": _l("measures"),
    "duplicates": _l("stands also as"),
}
CONTRIBUTION_WORDS = {"low": _l("small"), "medium": _l("medium"), "high": _l("great")}
