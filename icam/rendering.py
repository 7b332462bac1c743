"""How forms become HTML: Django's own rendering with the house's templates, classes and order of parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, MultiWidget, RadioSelect, Select, Widget
from django.forms.renderers import TemplatesSetting


class Picks(RadioSelect):
    """One choice out of up to six, all seen at once; `hints` gives a choice its small second line."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Sequence[Any] = (), hints: Mapping[str, Any] | None = None
    ):
        super().__init__(attrs, choices)
        self.hints = hints or {}


class PickMany(CheckboxSelectMultiple):
    """Any number out of up to six choices, all seen at once; `hints` as for Picks."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Sequence[Any] = (), hints: Mapping[str, Any] | None = None
    ):
        super().__init__(attrs, choices)
        self.hints = hints or {}


class HouseBoundField(BoundField):
    """Gives every control its class and points it at its hint and its error."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            given = f"{control_class(widget)} {widget.attrs.get('class', '')} {built.get('class', '')}".split()
            if given:
                built["class"] = " ".join(dict.fromkeys(given))
            if repeats(str(widget.attrs.get("placeholder", "")), str(self.label)):
                built["placeholder"] = False  # it would fade when one types
        return built

    @property
    def is_pick(self) -> bool:
        """Whether the choices are laid out to be seen at once (radio buttons or boxes)."""
        return isinstance(self.field.widget, RadioSelect | CheckboxSelectMultiple)

    @property
    def is_tick(self) -> bool:
        """Whether this is one box to tick."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def anchor(self) -> str:
        """The id of the control a link in the error summary leads to."""
        if self.is_pick or isinstance(self.field.widget, MultiWidget):
            return f"{self.auto_id}_0"
        return self.id_for_label or str(self.auto_id)

    def rows(self) -> list[dict[str, Any]]:
        """The choices of a pick: control, label and hint."""
        hints = getattr(self.field.widget, "hints", {})
        return [
            {"control": row, "label": row.choice_label, "hint": hints.get(str(row.data["value"]), "")} for row in self
        ]


class HouseRenderer(TemplatesSetting):
    """FORM_RENDERER: `{{ form }}` is the error summary and every field; `{{ field.as_field_group }}` is one field."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = HouseBoundField


def repeats(placeholder: str, label: str) -> bool:
    """Whether a placeholder says no more than the label above it."""
    return placeholder.casefold() in label.casefold() or label.casefold() in placeholder.casefold()


def control_class(widget: Widget) -> str:
    """Bootstrap's class for a widget; the parts of a composed widget carry their own."""
    if isinstance(widget, MultiWidget):
        return ""
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"
