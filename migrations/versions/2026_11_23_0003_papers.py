"""Papers under check: their sentences, reference entries and citations.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_paper_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("key", name=op.f("uq_paper_key")),
        sa.UniqueConstraint("source_id", name=op.f("uq_paper_source_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "end" > "start"', name=op.f("ck_passage_span")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_passage_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("paper_id", "start", name=op.f("uq_passage_paper_id_start")),
    )
    op.create_index(op.f("ix_passage_fingerprint"), "passage", ["fingerprint"], unique=False)
    op.create_table(
        "reference_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_reference_entry_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_reference_entry_key")),
        sa.UniqueConstraint(
            "paper_id",
            "section",
            "position",
            name=op.f("uq_reference_entry_paper_id_section_position"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reference_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference_entry_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_entry_id"],
            ["reference_entry.id"],
            name=op.f("fk_reference_source_reference_entry_id_reference_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_reference_source_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_source")),
        sa.UniqueConstraint(
            "reference_entry_id",
            "source_id",
            name=op.f("uq_reference_source_reference_entry_id_source_id"),
        ),
    )
    op.create_index(
        op.f("ix_reference_source_source_id"), "reference_source", ["source_id"], unique=False
    )
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=True),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_citation_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_citation_passage_id_passage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sa.UniqueConstraint("key", name=op.f("uq_citation_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_citation_paper_id"), "citation", ["paper_id"], unique=False)
    op.create_index(op.f("ix_citation_passage_id"), "citation", ["passage_id"], unique=False)
    op.create_table(
        "citation_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("citation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.Text(), nullable=True),
        sa.Column("year", sa.Text(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("locator_text", sa.Text(), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(resolution = 'resolved') = (source_id IS NOT NULL)",
            name=op.f("ck_citation_item_resolved"),
        ),
        sa.CheckConstraint(
            "label IN ('act', 'appendix', 'article-locator', 'book', 'canon', 'chapter', 'column', 'elocation', 'equation', 'figure', 'folio', 'issue', 'line', 'note', 'opus', 'page', 'paragraph', 'part', 'rule', 'scene', 'section', 'sub-verbo', 'supplement', 'table', 'timestamp', 'title-locator', 'verse', 'volume')",
            name=op.f("ck_citation_item_label"),
        ),
        sa.CheckConstraint(
            "resolution IN ('resolved', 'ambiguous', 'missing', 'conflict')",
            name=op.f("ck_citation_item_resolution"),
        ),
        sa.ForeignKeyConstraint(
            ["citation_id"], ["citation.id"], name=op.f("fk_citation_item_citation_id_citation")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_citation_item_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation_item")),
        sa.UniqueConstraint(
            "citation_id", "position", name=op.f("uq_citation_item_citation_id_position")
        ),
    )
    op.create_index(
        op.f("ix_citation_item_source_id"), "citation_item", ["source_id"], unique=False
    )
    op.create_table(
        "citation_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("citation_item_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["citation_item_id"],
            ["citation_item.id"],
            name=op.f("fk_citation_candidate_citation_item_id_citation_item"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_citation_candidate_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation_candidate")),
        sa.UniqueConstraint(
            "citation_item_id",
            "source_id",
            name=op.f("uq_citation_candidate_citation_item_id_source_id"),
        ),
    )
    op.create_index(
        op.f("ix_citation_candidate_source_id"), "citation_candidate", ["source_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("citation_candidate")
    op.drop_table("citation_item")
    op.drop_table("citation")
    op.drop_table("reference_source")
    op.drop_table("reference_entry")
    op.drop_table("passage")
    op.drop_table("paper")
