"""Sources: cited works, their identifiers, contributors, statements and tags; their search index.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_short", sa.Text(), nullable=True),
        sa.Column("container_title", sa.Text(), nullable=True),
        sa.Column("collection_title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("publisher_place", sa.Text(), nullable=True),
        sa.Column("volume", sa.Text(), nullable=True),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("issued", sa.Text(), nullable=True),
        sa.Column("issued_year", sa.Integer(), nullable=True),
        sa.Column("accessed", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("genre", sa.Text(), nullable=True),
        sa.Column("abstract", sa.Text(), nullable=True),
        sa.Column("variables", sa.Text(), nullable=True),
        sa.Column("custom", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identifier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("normalized", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "scheme IN ('doi', 'isbn', 'issn', 'pmid', 'pmcid', 'arxiv', 'url')",
            name=op.f("ck_identifier_scheme"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_identifier_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
    )
    op.create_index(
        op.f("ix_identifier_scheme_normalized"),
        "identifier",
        ["scheme", "normalized"],
        unique=False,
    )
    op.create_index(op.f("ix_identifier_source_id"), "identifier", ["source_id"], unique=False)
    op.create_table(
        "contributor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("non_dropping_particle", sa.Text(), nullable=True),
        sa.Column("dropping_particle", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("literal", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_contributor_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributor")),
        sa.UniqueConstraint(
            "source_id", "role", "position", name=op.f("uq_contributor_source_id_role_position")
        ),
    )
    op.create_table(
        "source_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("variable", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "origin IN ('reference-list', 'look-up', 'person', 'file')",
            name=op.f("ck_source_statement_origin"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_statement_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_statement")),
    )
    op.create_index(
        op.f("ix_source_statement_source_id"), "source_statement", ["source_id"], unique=False
    )
    op.create_table(
        "source_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_tag_source_id_source")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_source_tag_tag_id_tag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_tag")),
        sa.UniqueConstraint("source_id", "tag_id", name=op.f("uq_source_tag_source_id_tag_id")),
    )
    op.create_index(op.f("ix_source_tag_tag_id"), "source_tag", ["tag_id"], unique=False)
    op.execute(
        """CREATE VIEW source_search_content AS
SELECT id, coalesce(title, '') AS title,
  coalesce((SELECT group_concat(name, ' ') FROM (
    SELECT trim(coalesce(given || ' ', '') || coalesce(dropping_particle || ' ', '')
      || coalesce(non_dropping_particle || ' ', '') || coalesce(family || ' ', '')
      || coalesce(suffix || ' ', '') || coalesce(literal, '')) AS name
    FROM contributor WHERE source_id = source.id ORDER BY role, position)), '') AS creators,
  coalesce(container_title, '') AS container, coalesce(abstract, '') AS abstract
FROM source"""
    )
    op.execute(
        """CREATE VIRTUAL TABLE source_search USING fts5(title, creators, container, abstract, content='source_search_content', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
    )


def downgrade() -> None:
    op.execute("DROP TABLE source_search")
    op.execute("DROP VIEW source_search_content")
    op.drop_table("source_tag")
    op.drop_table("source_statement")
    op.drop_table("contributor")
    op.drop_table("identifier")
    op.drop_table("source")
    op.drop_table("tag")
