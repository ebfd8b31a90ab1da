"""The form on the account that holds a post."""

from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import SelectField, UKDateField


class PostAccountForm(VersionedForm):
    """Which account holds which post, from and to which day."""

    post = SelectField("Post", choices=[], required="Choose the post")
    account = SelectField("Account", choices=[], required="Choose the account")
    from_on = UKDateField("From (leave it empty if it is not known)")
    to_on = UKDateField("Until (the day somebody else takes over; leave it empty while it goes on)")
