"""Pages of held files, where quotations stand on them, and what a judgement was about.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SEARCHED = (("annotation", "text"), ("quotation", "exact"), ("page", "text"))


def upgrade() -> None:
    with op.batch_alter_table(
        "document", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as batch:
        batch.add_column(sa.Column("reading", sa.Text(), nullable=True))
        batch.add_column(sa.Column("reading_detail", sa.Text(), nullable=True))
        batch.add_column(sa.Column("reader", sa.Text(), nullable=True))
        batch.add_column(sa.Column("reflowable", sa.Boolean(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_document_reading"),
            "reading IN ('unread', 'read', 'empty', 'locked', 'failed', 'missing', 'changed')",
        )
    with op.batch_alter_table("document_source", recreate="always") as batch:
        batch.add_column(sa.Column("page_map", sa.Text(), nullable=True))
        batch.add_column(sa.Column("page_map_origin", sa.Text(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_document_source_page_map_origin"),
            "page_map_origin IN ('page-labels', 'printed-numbers', 'page-range', 'person')",
        )
    op.add_column("assessment", sa.Column("judged", sa.Text(), nullable=True))
    op.add_column("assessment", sa.Column("confidence", sa.Double(), nullable=True))
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("body_end", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("printed", sa.Text(), nullable=True),
        sa.CheckConstraint("status IN ('text', 'empty', 'failed')", name=op.f("ck_page_status")),
        sa.CheckConstraint(
            "body_start >= 0 AND body_end >= body_start AND body_end <= length(text)",
            name=op.f("ck_page_body"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_page_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("document_id", "index", name=op.f("uq_page_document_id_index")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quotation_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("end_page", sa.Integer(), nullable=True),
        sa.Column("page_label", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("on_page", sa.Boolean(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("splice", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('exact', 'differs', 'other-page', 'not-found', 'unreadable', 'unchecked')",
            name=op.f("ck_quotation_match_status"),
        ),
        sa.CheckConstraint(
            "severity IN ('minor', 'material')", name=op.f("ck_quotation_match_severity")
        ),
        sa.CheckConstraint(
            '(page IS NULL) = ("start" IS NULL)', name=op.f("ck_quotation_match_place")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_quotation_match_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_match_quotation_id_quotation"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_quotation_match_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotation_match")),
        sa.UniqueConstraint(
            "quotation_id", "source_id", name=op.f("uq_quotation_match_quotation_id_source_id")
        ),
    )
    for column in ("document_id", "source_id"):
        op.create_index(
            op.f(f"ix_quotation_match_{column}"), "quotation_match", [column], unique=False
        )
    for table, column in _SEARCHED:
        op.execute(
            f"""CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
        )
        op.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")


def downgrade() -> None:
    for table, _ in reversed(_SEARCHED):
        op.execute(f"DROP TABLE {table}_search")
    op.drop_table("quotation_match")
    op.drop_table("page")
    with op.batch_alter_table(
        "assessment", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as batch:
        batch.drop_column("confidence")
        batch.drop_column("judged")
    with op.batch_alter_table("document_source", recreate="always") as batch:
        batch.drop_constraint(op.f("ck_document_source_page_map_origin"), type_="check")
        batch.drop_column("page_map_origin")
        batch.drop_column("page_map")
    with op.batch_alter_table(
        "document", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as batch:
        batch.drop_constraint(op.f("ck_document_reading"), type_="check")
        batch.drop_column("reflowable")
        batch.drop_column("reader")
        batch.drop_column("reading_detail")
        batch.drop_column("reading")
