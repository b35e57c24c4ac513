"""Keep what runs showed, so that a program can be judged again without being run again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_runs",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("runs", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_kept_runs")),
    )
    op.add_column("attempts", sa.Column("runs_of", sa.String(), nullable=True))
    op.add_column("rejudgings", sa.Column("run_again", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    # Not in a batch, which would make anew tables that others point to.
    op.drop_column("rejudgings", "run_again")
    op.drop_column("attempts", "runs_of")
    op.drop_table("kept_runs")
