"""Claims, the evidence and the judgements on them, and waivers; their search index.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('fact', 'definition', 'interpretation', 'quotation')",
            name=op.f("ck_claim_kind"),
        ),
        sa.CheckConstraint("status IN ('candidate', 'confirmed')", name=op.f("ck_claim_status")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_claim_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_claim_passage_id_passage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("key", name=op.f("uq_claim_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_claim_paper_id_section"), "claim", ["paper_id", "section"], unique=False
    )
    op.create_index(op.f("ix_claim_passage_id"), "claim", ["passage_id"], unique=False)
    op.create_table(
        "claim_citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("citation_id", sa.Integer(), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["citation_id"], ["citation.id"], name=op.f("fk_claim_citation_citation_id_citation")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_citation_claim_id_claim")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_citation")),
        sa.UniqueConstraint(
            "claim_id", "citation_id", name=op.f("uq_claim_citation_claim_id_citation_id")
        ),
    )
    op.create_index(
        op.f("ix_claim_citation_citation_id"), "claim_citation", ["citation_id"], unique=False
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent.id"], name=op.f("fk_suggestion_agent_id_agent")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_suggestion_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_suggestion_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint(
            "claim_id",
            "source_id",
            "agent_id",
            name=op.f("uq_suggestion_claim_id_source_id_agent_id"),
        ),
    )
    op.create_index(op.f("ix_suggestion_agent_id"), "suggestion", ["agent_id"], unique=False)
    op.create_index(op.f("ix_suggestion_source_id"), "suggestion", ["source_id"], unique=False)
    op.create_table(
        "evidence_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "label IN ('act', 'appendix', 'article-locator', 'book', 'canon', 'chapter', 'column', 'elocation', 'equation', 'figure', 'folio', 'issue', 'line', 'note', 'opus', 'page', 'paragraph', 'part', 'rule', 'scene', 'section', 'sub-verbo', 'supplement', 'table', 'timestamp', 'title-locator', 'verse', 'volume')",
            name=op.f("ck_evidence_link_label"),
        ),
        sa.CheckConstraint(
            "stance IN ('supports', 'disputes', 'mentions')", name=op.f("ck_evidence_link_stance")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_evidence_link_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_evidence_link_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        sa.UniqueConstraint("key", name=op.f("uq_evidence_link_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidence_link_claim_id"), "evidence_link", ["claim_id"], unique=False)
    op.create_index(
        op.f("ix_evidence_link_source_id"), "evidence_link", ["source_id"], unique=False
    )
    op.create_table(
        "quotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("evidence_link_id", sa.Integer(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(claim_id IS NULL) <> (evidence_link_id IS NULL)",
            name=op.f("ck_quotation_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_quotation_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_link_id"],
            ["evidence_link.id"],
            name=op.f("fk_quotation_evidence_link_id_evidence_link"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotation")),
        sa.UniqueConstraint("key", name=op.f("uq_quotation_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quotation_claim_id"), "quotation", ["claim_id"], unique=False)
    op.create_index(
        op.f("ix_quotation_evidence_link_id"), "quotation", ["evidence_link_id"], unique=False
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("evidence_link_id", sa.Integer(), nullable=True),
        sa.Column("rating", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(axis = 'veracity' AND rating IN ('supported', 'refuted', 'conflicting', 'not-enough-evidence', 'not-checkable')) OR (axis = 'fidelity' AND rating IN ('accurate', 'minor-error', 'major-unsupported', 'major-contradicted', 'indirect', 'cannot-check'))",
            name=op.f("ck_assessment_rating"),
        ),
        sa.CheckConstraint(
            "(axis = 'veracity') = (claim_id IS NOT NULL) AND (axis = 'fidelity') = (evidence_link_id IS NOT NULL)",
            name=op.f("ck_assessment_subject"),
        ),
        sa.CheckConstraint("axis IN ('veracity', 'fidelity')", name=op.f("ck_assessment_axis")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent.id"], name=op.f("fk_assessment_agent_id_agent")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_assessment_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_link_id"],
            ["evidence_link.id"],
            name=op.f("fk_assessment_evidence_link_id_evidence_link"),
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_superseded_by_id_assessment"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assessment_agent_id"), "assessment", ["agent_id"], unique=False)
    op.create_index(op.f("ix_assessment_claim_id"), "assessment", ["claim_id"], unique=False)
    op.create_index(
        op.f("ix_assessment_evidence_link_id"), "assessment", ["evidence_link_id"], unique=False
    )
    op.create_index(
        "ix_assessment_live_claim",
        "assessment",
        ["claim_id", "agent_id"],
        unique=True,
        sqlite_where=sa.text("superseded_by_id IS NULL"),
        postgresql_where=sa.text("superseded_by_id IS NULL"),
    )
    op.create_index(
        "ix_assessment_live_link",
        "assessment",
        ["evidence_link_id", "agent_id"],
        unique=True,
        sqlite_where=sa.text("superseded_by_id IS NULL"),
        postgresql_where=sa.text("superseded_by_id IS NULL"),
    )
    op.create_index(
        op.f("ix_assessment_superseded_by_id"), "assessment", ["superseded_by_id"], unique=False
    )
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_waiver_agent_id_agent")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_waiver_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
        sa.UniqueConstraint(
            "rule", "paper_id", "subject", name=op.f("uq_waiver_rule_paper_id_subject")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_waiver_agent_id"), "waiver", ["agent_id"], unique=False)
    op.create_index(op.f("ix_waiver_paper_id"), "waiver", ["paper_id"], unique=False)
    op.execute(
        """CREATE VIRTUAL TABLE claim_search USING fts5(statement, content='claim', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
    )


def downgrade() -> None:
    op.execute("DROP TABLE claim_search")
    op.drop_table("waiver")
    op.drop_table("assessment")
    op.drop_table("quotation")
    op.drop_table("evidence_link")
    op.drop_table("suggestion")
    op.drop_table("claim_citation")
    op.drop_table("claim")
