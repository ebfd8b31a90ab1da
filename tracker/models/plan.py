"""The plan of a response: what a person changed of its days, what happened, and what proves it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import ProofKind
from tracker.models.base import Base, Moment, Versioned, Word


class Plan(Versioned, Base):
    """The plan of one response, made when something of it is first changed: until then it is all derived."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), unique=True)


class PlanRow(Base):
    """One step of a plan; a planned day that is None is the standard one, counted from the report's day 1.

    The day of publication stands in the response itself, for it is what the Act times (s.55(5A)).
    """

    __tablename__ = "plan_step"
    __table_args__ = (
        CheckConstraint(
            "step = 'publication' OR (done_on IS NULL) = (done_by IS NULL)", name="done_by_somebody"
        ),
        CheckConstraint("step != 'publication' OR done_on IS NULL", name="publication_is_the_response_s"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    step: Mapped[PlanStep] = mapped_column(Word(PlanStep), primary_key=True)
    planned_on: Mapped[date | None] = mapped_column()
    done_on: Mapped[date | None] = mapped_column()
    done_by: Mapped[str | None] = mapped_column(String(200))


class StepProof(Base):
    """One proof of a step; it may be withdrawn with a reason and is never deleted."""

    __tablename__ = "step_proof"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    step: Mapped[PlanStep] = mapped_column(Word(PlanStep))
    kind: Mapped[ProofKind] = mapped_column(Word(ProofKind))
    words: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(String(500), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str | None] = mapped_column(String(200))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
