"""Notes on works, held files, look-ups, and entries of files that could not be read.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_source_issued_year"), "source", ["issued_year"], unique=False)
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('summary', 'relevance', 'assessment', 'note')",
            name=op.f("ck_annotation_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent.id"], name=op.f("fk_annotation_agent_id_agent")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_annotation_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
        sa.UniqueConstraint("key", name=op.f("uq_annotation_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_annotation_agent_id"), "annotation", ["agent_id"], unique=False)
    op.create_index(op.f("ix_annotation_source_id"), "annotation", ["source_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_source_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_document_source_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_source")),
        sa.UniqueConstraint(
            "document_id", "source_id", name=op.f("uq_document_source_document_id_source_id")
        ),
    )
    op.create_index(
        op.f("ix_document_source_source_id"), "document_source", ["source_id"], unique=False
    )
    op.create_table(
        "lookup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("endpoint", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('found', 'no-match', 'not-indexed', 'failed', 'not-tried')",
            name=op.f("ck_lookup_outcome"),
        ),
        sa.CheckConstraint(
            "scheme IN ('doi', 'isbn', 'issn', 'pmid', 'pmcid', 'arxiv', 'url')",
            name=op.f("ck_lookup_scheme"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_lookup_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lookup_scheme_value"), "lookup", ["scheme", "value"], unique=False)
    op.create_index(op.f("ix_lookup_source_id"), "lookup", ["source_id"], unique=False)
    op.create_table(
        "import_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_import_entry_key")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("import_entry")
    op.drop_table("lookup")
    op.drop_table("document_source")
    op.drop_table("document")
    op.drop_table("annotation")
    op.drop_index(op.f("ix_source_issued_year"), table_name="source")
