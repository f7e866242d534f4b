"""The first schema: registry, identities, changes, roll-up, and one table of facts for each table of the codebook.

The columns stand here as they were then: a revision must not follow a codebook that goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from dashboard.storage.types import Id, Instant, PlainNumber

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FACTS = {
    "strategy": """
        slug text!; title text!; kind text! in smart_city|digital_agenda|isek|insek|programme|other; owner text!;
        owner_kind text! in municipality|public_body; ags text; land text; council_label text;
        fiscal_year_start text; parent text; valid_from day; valid_from_precision text in day|month|quarter|year;
        valid_from_words text; valid_to day; valid_to_precision text in day|month|quarter|year; valid_to_words text;
        data_as_of day!; live flag!; invented flag!; vision text; slogan text; summary text; eval_quarter integer;
        website text; source entity!; section text
    """,
    "source": """
        code text!; title text!; number text; date day; publisher text; note text
    """,
    "threshold": """
        name text! in overdue_green|overdue_yellow|slip_green|slip_yellow|overrun_green|overrun_yellow|
        effect_green|effect_yellow|data_green|data_yellow|grace;
        valid_from day!; value number!; source entity!; section text
    """,
    "body": """
        code text!; title text!;
        kind text! in council|committee|working_group|thematic_group|implementation_group|mayor|office|
        company|university|association|authority|contractor|other;
        parent entity; role text; source entity!; section text
    """,
    "paper": """
        code text!; number text; title text!; date day; lead entity; decision text;
        financial_effects text in yes|no|not_stated; url text; source entity!; section text
    """,
    "consultation": """
        code text!; paper entity!; body entity!; date day; role text! in preliminary|decision|information;
        public text! in public|not_public|not_stated; result text! in adopted|recommended|rejected|noted|not_stated;
        votes text; bias_note text; source entity!; section text
    """,
    "phase": """
        code text!; title text!; starts day; starts_precision text in day|month|quarter|year; starts_words text;
        ends day; ends_precision text in day|month|quarter|year; ends_words text; max_months integer; text text;
        source entity!; section text
    """,
    "goal": """
        code text!; kind text! in goal|value|principle; title text!; plain_text text; parent entity;
        target_group text; target_region text; intended_effect text; position integer!; source entity!; section text
    """,
    "field": """
        code text!; kind text! in field|theme|cross_topic; title text!; parent entity; position integer!;
        source entity!; section text
    """,
    "measure": """
        code text!; title text! longest 120; plain_text text longest 500; field entity; responsible entity;
        key_measure flag!; pilot flag!; phase entity; corridor_from day;
        corridor_from_precision text in day|month|quarter|year; corridor_from_words text; corridor_to day;
        corridor_to_precision text in day|month|quarter|year; corridor_to_words text;
        climate text in positive|negative|none|unchecked; climate_alternatives text;
        participation text in none|information|consultation|cooperation|statutory|unchecked;
        participation_documented text; space text; it_component flag!; it_interfaces text; it_standard text;
        it_licence text; it_source_url text; follow_up_cost money;
        follow_up_cost_precision text in exact|keur|approx; follow_up_cost_words text; published flag!;
        position integer!; source entity!; section text
    """,
    "measure_status": """
        measure entity!; valid_from day!;
        status text! in proposed|adopted|planning|running|completed|permanent|paused|parked|stopped|merged;
        reason text; resolution entity; merged_into entity; source entity!; section text
    """,
    "link": """
        subject_kind text! in measure|milestone|indicator|grant|goal|field|paper|strategy; subject entity!;
        relation text! in contributes_to|concerns|follows|decided_by|covers|measures|duplicates;
        object_kind text! in measure|milestone|indicator|goal|field|paper|strategy; object entity!;
        contribution text in low|medium|high; source entity!; section text
    """,
    "assignment": """
        code text!; role text! in sponsor|lead|member|drawn_in|responsible|coordination|overall; title text!;
        body entity; object_kind text! in strategy|goal|field|measure|body; object entity!; starts day; ends day;
        deputy_of entity; source entity!; section text
    """,
    "status_report": """
        measure entity!; report_date day!; text text!; published flag!; source entity!; section text
    """,
    "plan_version": """
        code text!; valid_from day!; resolution entity; reason text; source entity!; section text
    """,
    "milestone": """
        code text!; object_kind text! in strategy|goal|field|measure; object entity!; title text!;
        weight integer! between 1|100; cost_share number; started_on day; actual_date day;
        actual_date_precision text in day|month|quarter|year; actual_date_words text; dropped_on day;
        dropped_reason text; critical flag!; funder_duty flag!; evidence text; note text; position integer!;
        source entity!; section text
    """,
    "baseline": """
        milestone entity!; plan_version entity!; date day!; date_precision text in day|month|quarter|year;
        date_words text; source entity!; section text
    """,
    "forecast": """
        milestone entity!; report_date day!; date day!; date_precision text in day|month|quarter|year;
        date_words text; reason text; source entity!; section text
    """,
    "plan_line": """
        code text!; plan_version entity!; object_kind text! in strategy|goal|field|measure; object entity!;
        year integer; side text! in cost|funding;
        kind text! in staff|material|services|investment|total|own|grant|third_party|in_kind; grant entity;
        organisation text; budget_kind text! in ergebnis|finanz|not_stated; eligible text! in yes|no|not_stated;
        amount money!; amount_precision text in exact|keur|approx; amount_words text; source entity!; section text
    """,
    "grant": """
        code text!; title text!; programme text; funder entity; reference text; source entity!; section text
    """,
    "grant_version": """
        grant entity!; valid_from day!; status text! in applied|approved|changed|rejected|revoked|closed;
        quota number; total_cost money; total_cost_precision text in exact|keur|approx; total_cost_words text;
        eligible_cost money; eligible_cost_precision text in exact|keur|approx; eligible_cost_words text;
        amount money; amount_precision text in exact|keur|approx; amount_words text; own_share money;
        own_share_precision text in exact|keur|approx; own_share_words text; third_party money;
        third_party_precision text in exact|keur|approx; third_party_words text; period_from day;
        period_from_precision text in day|month|quarter|year; period_from_words text; period_to day;
        period_to_precision text in day|month|quarter|year; period_to_words text; proof_due day; resolution_due day;
        interest_rule text; resolution entity; note text; source entity!; section text
    """,
    "drawdown": """
        code text!; grant entity!; amount money!; status text! in planned|requested|received|proven|cut|rejected;
        requested_on day; decided_on day; amount_left money; received_on day; proven_on day; use_by day;
        source entity!; section text
    """,
    "appropriation": """
        code text!; object_kind text! in strategy|goal|field|measure; object entity!; year integer!;
        budget_kind text! in ergebnis|finanz|not_stated; account text; as_of day!; base money;
        base_precision text in exact|keur|approx; base_words text; supplementary money; carried_over money;
        over_plan money; transfer money; blocked money; expires_on day; source entity!; section text
    """,
    "posting": """
        code text!; object_kind text! in strategy|goal|field|measure; object entity!; date day!;
        kind text! in actual|commitment|commitment_release|third_party_income|income; amount money!; eligible flag!;
        grant entity; cost_kind text in staff|material|services|investment; reason text; text text; source entity!;
        section text
    """,
    "in_kind": """
        code text!; object_kind text! in strategy|goal|field|measure; object entity!; year integer!; amount money!;
        amount_precision text in exact|keur|approx; amount_words text; recognised flag!; funded flag!;
        source entity!; section text
    """,
    "indicator": """
        code text!; object_kind text! in strategy|goal|field|measure; object entity!; title text!; what text;
        why text; aim text; role text! in control|context|multiplier;
        level text! in input|output|outcome|impact|not_stated; unit text!;
        direction text! in up|down|maintain|min|max|range|none;
        periodicity text! in month|quarter|halfyear|year|once; lag_days integer! between 0|1000; cumulative flag!;
        decimals integer! between 0|4; counts_persons flag!; data_source text; licence text; responsible entity;
        published flag!; position integer!; source entity!; section text
    """,
    "definition": """
        indicator entity!; version integer! between 1|99; valid_from day!; text text!; formula text;
        series_break flag!; rebase_factor number; source entity!; section text
    """,
    "target": """
        indicator entity!; version integer! between 1|99; valid_from day; resolution entity; reason text;
        baseline_year integer!; baseline_value number!; target_year integer!; target_value number!; tolerance number;
        lower number; upper number; source entity!; section text
    """,
    "interim_target": """
        indicator entity!; version integer! between 1|99; year integer!; value number!; source entity!; section text
    """,
    "indicator_value": """
        indicator entity!; period text!; definition integer; value number; value_precision text in exact|approx;
        value_words text;
        missing_reason text in not_yet|not_collected|no_data_from_source|not_applicable|protected|other;
        quality text in measured|estimated|provisional; state text! in draft|submitted|approved|published|withdrawn;
        submitted_by text; approved_by text; base_year integer; note text; source entity!; section text
    """,
    "multiplier_event": """
        code text!; date day!; kind text! in downloads|consultation|talk|reuse; count integer! between 0|100000000;
        region text; document text; source entity!; section text
    """,
    "statement": """
        code text!;
        category text! in amount|count|share|date|rule|risk|aim|partner|data_source|document|step|criterion|
        context|participation|organisation|transfer;
        object_kind text! in strategy|goal|field|measure|grant|paper|phase|body; object entity!; fact text;
        title text!; text text; value number; value_precision text in exact|approx; value_words text; unit text;
        date day; date_precision text in day|month|quarter|year; date_words text; position integer!; source entity!;
        section text
    """,
}
COMMENTS = {
    "strategy": "Strategy",
    "source": "Sources",
    "threshold": "Thresholds",
    "body": "Bodies, offices and partners",
    "paper": "Council papers and resolutions",
    "consultation": "Order of consultation",
    "phase": "Phases",
    "goal": "Goals, values and principles",
    "field": "Fields of action, themes and cross topics",
    "measure": "Measures",
    "measure_status": "Status of the measures",
    "link": "Links",
    "assignment": "Assignments and sponsorships",
    "status_report": "Status reports",
    "plan_version": "Plan versions",
    "milestone": "Milestones",
    "baseline": "Baseline dates",
    "forecast": "Forecast dates",
    "plan_line": "Finance plan",
    "grant": "Grants",
    "grant_version": "Versions of the grants",
    "drawdown": "Drawdowns",
    "appropriation": "Appropriations",
    "posting": "Payments and commitments",
    "in_kind": "In-kind contributions",
    "indicator": "Indicators",
    "definition": "Definitions of the indicators",
    "target": "Target paths",
    "interim_target": "Interim targets",
    "indicator_value": "Indicator values",
    "multiplier_event": "Multiplier effect",
    "statement": "Statements of the documents",
}

TYPES: dict[str, TypeEngine[Any]] = {
    "text": sa.Text(),
    "day": sa.Date(),
    "integer": sa.Integer(),
    "number": PlainNumber(),
    "money": sa.BigInteger(),
    "flag": sa.Boolean(),
    "entity": Id,
}


def _fact_column(table: str, words: str) -> Iterator[sa.schema.SchemaItem]:
    name, kind, *rule = words.split()
    is_entity = kind.rstrip("!") == "entity"
    link = [sa.ForeignKey("entity.id", name=op.f(f"fk_{table}_{name}_entity"))] if is_entity else []
    yield sa.Column(name, TYPES[kind.rstrip("!")], *link, nullable=not kind.endswith("!"))
    if rule:
        yield sa.CheckConstraint(_condition(name, rule[0], "".join(rule[1:])), name=op.f(f"ck_{table}_{name}"))


def _condition(name: str, rule: str, values: str) -> str:
    if rule == "in":
        return "{} IN ('{}')".format(name, "', '".join(values.split("|")))
    return f"{name} BETWEEN {values.replace('|', ' AND ')}" if rule == "between" else f"length({name}) <= {values}"


def _link(table: str, column: str, to: str, **options) -> sa.Column:
    return sa.Column(column, Id, sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{column}_{to}")), **options)


def _create_facts(table: str, columns: str) -> None:
    items = [item for words in columns.split(";") for item in _fact_column(table, words)]
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        _link(table, "strategy_id", "strategy_root", nullable=False),
        _link(table, "entity_id", "entity", nullable=False),
        _link(table, "recorded", "change", nullable=False),
        _link(table, "superseded", "change"),
        *items,
        sa.CheckConstraint("superseded > recorded", name=op.f(f"ck_{table}_superseded")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        comment=COMMENTS[table],
    )
    holds = sa.text("superseded IS NULL")
    op.create_index(
        f"uq_{table}_current", table, ["strategy_id", "entity_id"],
        unique=True, sqlite_where=holds, postgresql_where=holds,
    )  # fmt: skip
    op.create_index(f"ix_{table}_recorded", table, ["strategy_id", "recorded"])


def _create_registry() -> None:
    op.create_table(
        "strategy_root",
        sa.Column("id", Id, nullable=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("data_version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_root")),
        sa.UniqueConstraint("slug", name=op.f("uq_strategy_root_slug")),
        comment="One row a strategy; data_version rises by one with each transaction that writes to it.",
    )
    op.create_table(
        "roll_up",
        _link("roll_up", "strategy_id", "strategy_root", nullable=False, autoincrement=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("data_version", sa.Integer, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.CheckConstraint("audience IN ('public', 'internal')", name=op.f("ck_roll_up_audience")),
        sa.PrimaryKeyConstraint("strategy_id", "audience", name=op.f("pk_roll_up")),
        sa.UniqueConstraint("slug", "audience", name=op.f("uq_roll_up_slug_audience")),
        comment="The overview's figures of each strategy and audience, computed from the facts; replaced when they change.",
    )


def _create_history() -> None:
    op.create_table(
        "entity",
        sa.Column("id", Id, nullable=False),
        _link("entity", "strategy_id", "strategy_root", nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
        sa.UniqueConstraint("strategy_id", "kind", "key", name=op.f("uq_entity_strategy_id_kind_key")),
        comment="What keeps its identity while its words change: foreign keys point here.",
    )
    op.create_table(
        "change",
        sa.Column("id", Id, nullable=False),
        _link("change", "strategy_id", "strategy_root", nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("account", sa.BigInteger),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.CheckConstraint("way IN ('form', 'import', 'command')", name=op.f("ck_change_way")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        comment="Who wrote what, when and since when it was known; manifest names the rows recorded and closed.",
    )
    op.create_index("ix_change_strategy_id_id", "change", ["strategy_id", "id"])


def upgrade() -> None:
    _create_registry()
    _create_history()
    for table, columns in FACTS.items():
        _create_facts(table, columns)
    op.create_index("ix_posting_date", "posting", ["strategy_id", "date"])
