"""What each panel of answers asks, keeps and shows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic

from ui import edits
from ui.answers.said import Answer, Content, Curve, InFutures, Reasons, Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ui.answers.drawing import Letters
    from ui.answers.panels import CurvePanel, FuturesPanel, WhyPanel
    from ui.answers.questions import Questions
    from ui.session import Session
    from ui.state import Document, Inputs, Option

OTHERS = (
    "This answer is about {option} with choices or inputs other than those shown now. "
    "Ask again to renew it."
)
OTHER_INPUTS = (
    "This curve was worked out for inputs other than those shown now. Work it out "
    "again to renew it."
)


def load_work() -> ModuleType:
    """Import what makes jobs and says results, in the worker that first needs it."""
    from ui.answers import work  # noqa: PLC0415 - loads pandas; after first paint only

    return work


def load_lasting() -> ModuleType:
    """Import what does the same for many futures."""
    from ui.answers import lasting  # noqa: PLC0415 - the same

    return lasting


def load_drawing() -> ModuleType:
    """Import what draws charts; a worker has done so before a chart is shown."""
    from ui.answers import drawing  # noqa: PLC0415 - loads matplotlib, when asked for

    return drawing


class Room(Generic[Content]):
    """One kind of question: the answer that is kept, and whether it is of now."""

    kind = ""
    others = OTHERS

    def __init__(self, session: Session, questions: Questions) -> None:
        self.session, self.questions = session, questions
        self.answer: Answer[Content] | None = None
        self._shown: Content | None = None

    def content(self) -> Content | None:
        """Give the answer as the audience may see it."""
        if self.answer is None:
            return None
        return self.answer.by_audience[self.session.store.view.audience]

    def show(self) -> None:
        """Show the answer that is kept, unless it is shown already."""
        content = self.content()
        if content is not None and content is not self._shown:
            self._shown = content
            self._show(content)

    def _show(self, content: Content) -> None:
        raise NotImplementedError

    def forget(self) -> None:
        """Keep no answer: another case has been opened."""
        self.answer = self._shown = None

    def about(self) -> str:
        """Say that the answer is about something else than what is shown now."""
        if self.answer is None or self.is_of_now(self.answer.subject):
            return ""
        return self.others.format(option=self.answer.subject.option)

    def is_of_now(self, subject: Subject) -> bool:
        """Whether an answer is about the option and the inputs shown now."""
        document = self.session.store.document
        same = document.chosen is not None and document.chosen.plan is subject.plan
        return same and document.inputs == subject.inputs

    def subject(self, scheme: str = "") -> Subject | None:
        """Say what a question asked now is about; None before an option is shown."""
        document = self.session.store.document
        option: Option | None = document.chosen
        if option is None or not self.session.store.inputs_are_current:
            return None
        return Subject(document.inputs, option.plan, option.name, scheme)

    def _ask(
        self,
        subject: Subject,
        job: Callable[[], Any],
        tell: Callable[[Any], Answer[Any]],
    ) -> None:
        self.questions.ask(self.kind, subject, job=job, tell=tell)


class WhyRoom(Room[Reasons]):
    """Why a scheme is in the option, or is not; or all of the option."""

    kind = "why"

    def __init__(self, session: Session, questions: Questions, panel: WhyPanel) -> None:
        super().__init__(session, questions)
        self.panel = panel

    def ask(self, scheme: str = "") -> None:
        """Ask about one scheme, or about the whole option."""
        subject, built = self.subject(scheme), self.session.store.built
        if subject is None or built is None:
            return
        known = self.questions.prices(subject.inputs)
        self._ask(
            subject,
            lambda: load_work().explain_job(built, subject, known),
            lambda found: load_work().reasons(built, subject, found),
        )

    def show_district(self) -> None:
        """Show first what hosts in the marked district are worth."""
        content = self.content()
        if content is not None:
            self.panel.show_worths(content, self.session.store.view.district)

    def _show(self, content: Reasons) -> None:
        self.panel.show_answer(content)
        self.show_district()


class CurveRoom(Room[Curve]):
    """What more capital would buy."""

    kind = "curve"
    others = OTHER_INPUTS

    def __init__(
        self, session: Session, questions: Questions, panel: CurvePanel
    ) -> None:
        super().__init__(session, questions)
        self.panel = panel
        self.letters: Callable[[], Letters]

    def is_of_now(self, subject: Subject) -> bool:
        """Whether the inputs are the same but for capital, which the curve varies."""
        return _any_money(subject.inputs) == _any_money(
            self.session.store.document.inputs
        )

    def ask(self) -> None:
        """Ask for the curve of the inputs shown."""
        subject, store = self.subject(), self.session.store
        built, opened = store.built, store.opened
        if subject is None or built is None or opened is None:
            return
        case, known = opened.case, self.questions.prices(subject.inputs)

        def tell(found: Any) -> Answer[Curve]:  # noqa: ANN401 - as the job says
            load_drawing()
            said: Answer[Curve] = load_work().curve(case, built, subject, found)
            return said

        job = partial(self._job, case, built, subject, known)
        self._ask(subject, job, tell)

    @staticmethod
    def _job(*given: object) -> object:
        return load_work().curve_job(*given)

    def _show(self, content: Curve) -> None:
        self.panel.show_answer(content)
        self.draw()

    def draw(self) -> None:
        """Draw the curve, with the point that is picked."""
        content = self.content()
        if content is not None:
            self.panel.chart.show_drawing(
                lambda figure: load_drawing().draw_curve(
                    figure, self.letters(), content, self.panel.chosen()
                )
            )

    def take(self) -> None:
        """Keep the plan of the picked point as an option, with its capital."""
        content, number = self.content(), self.panel.chosen()
        if content is None or number < 0:
            return
        point = content.points[number]
        name = f"Plan for {content.rows[number][0]} of capital"

        def keep(document: Document) -> Document:
            now, pounds = document.inputs, point.inputs.settings.envelope_gbp
            settings = replace(now.settings, envelope_gbp=pounds)
            assumed = edits.set_inputs(document, replace(now, settings=settings))
            return edits.add_found(
                assumed, point.plan, point.inputs, show=True, name=name
            )

        self.session.store.edit(name, keep)


class FuturesRoom(Room[InFutures]):
    """What the option comes to in many futures."""

    kind = "futures"

    def __init__(
        self, session: Session, questions: Questions, panel: FuturesPanel
    ) -> None:
        super().__init__(session, questions)
        self.panel = panel
        self.letters: Callable[[], Letters]

    def is_of_now(self, subject: Subject) -> bool:
        """Whether it is about the option shown, whatever the named future."""
        document = self.session.store.document
        same = document.chosen is not None and document.chosen.plan is subject.plan
        return same and replace(document.inputs, future="central") == subject.inputs

    def ask(self) -> None:
        """Ask what the option comes to in so many futures."""
        now, store = self.subject(), self.session.store
        built, opened = store.built, store.opened
        if now is None or built is None or opened is None:
            return
        subject, count = _central(now), self.panel.count.value()

        def tell(found: Any) -> Answer[InFutures]:  # noqa: ANN401 - as the job says
            load_drawing()
            work = load_lasting()
            scenario = work.central(opened, built, subject)
            said: Answer[InFutures] = work.in_futures(
                opened.case, scenario, subject, found, count
            )
            return said

        job = partial(self._job, opened, built, subject, count)
        self._ask(subject, job, tell)

    def _show(self, content: InFutures) -> None:
        self.panel.show_answer(content)
        self.panel.chart.show_drawing(
            lambda figure: load_drawing().draw_futures(figure, self.letters(), content)
        )

    @staticmethod
    def _job(*given: object) -> object:
        return load_lasting().futures_job(*given)


def _central(subject: Subject) -> Subject:
    """Ask of the central future, which the others are drawn around."""
    return replace(subject, inputs=replace(subject.inputs, future="central"))


def _any_money(inputs: Inputs) -> Inputs:
    return replace(inputs, settings=replace(inputs.settings, envelope_gbp=None))
