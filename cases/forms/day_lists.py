from icam.fields import DateField
from icam.forms.lists import ListForm


class DayListForm(ListForm):
    """The day that is printed."""

    day = DateField(required=False)
