"""What the publishing gate says of each exercise version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("gate IN ('waiting', 'running')")


def upgrade() -> None:
    with op.batch_alter_table("exercise_versions") as table:
        # What was published before the gate was asked stays in use.
        table.add_column(sa.Column("gate", sa.String(), nullable=False, server_default="waived"))
        table.add_column(sa.Column("gate_worker", sa.String(), nullable=True))
        table.add_column(sa.Column("gate_tries", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("activate_once_passed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_exercise_versions_gate_open", "exercise_versions", ["id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def downgrade() -> None:
    op.drop_index("ix_exercise_versions_gate_open", "exercise_versions")
    with op.batch_alter_table("exercise_versions") as table:
        for name in ("activate_once_passed", "gate_tries", "gate_worker", "gate"):
            table.drop_column(name)
