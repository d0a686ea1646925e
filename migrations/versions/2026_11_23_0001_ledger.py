"""The ledger: who did what when, and what each record was before.

Revision: 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'organization', 'software')", name=op.f("ck_agent_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("name", "kind", name=op.f("uq_agent_name_kind")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('create', 'change', 'seed', 'undo', 'upgrade', 'restore')",
            name=op.f("ck_activity_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent.id"], name=op.f("fk_activity_agent_id_agent")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["activity.id"], name=op.f("fk_activity_undoes_id_activity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_activity_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_agent_id"), "activity", ["agent_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_revision_activity_id_activity"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_revision_activity_id"), "revision", ["activity_id"], unique=False)
    op.create_index(
        op.f("ix_revision_record_kind_record_id"),
        "revision",
        ["record_kind", "record_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_revision_record_kind_record_key"),
        "revision",
        ["record_kind", "record_key"],
        unique=False,
    )
    op.execute(
        """CREATE TRIGGER activity_update BEFORE UPDATE ON activity BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    )
    op.execute(
        """CREATE TRIGGER activity_delete BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    )
    op.execute(
        """CREATE TRIGGER activity_insert BEFORE INSERT ON activity WHEN NEW.id <= (SELECT max(id) FROM activity) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    )
    op.execute(
        """CREATE TRIGGER revision_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    )
    op.execute(
        """CREATE TRIGGER revision_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    )
    op.execute(
        """CREATE TRIGGER revision_insert BEFORE INSERT ON revision WHEN NEW.id <= (SELECT max(id) FROM revision) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    )


def downgrade() -> None:
    op.drop_table("revision")
    op.drop_table("activity")
    op.drop_table("agent")
