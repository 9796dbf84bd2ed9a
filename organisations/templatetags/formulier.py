from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisations.kept_input import MARK, mark_for

register = template.Library()


@register.simple_tag(takes_context=True)
def formulier_merk(context: Context) -> SafeString:
    """The hidden field by which what was typed comes back to the same person after an expired session.

    Stands beside {% csrf_token %} in every form of a page that needs a login.
    """
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', MARK, mark_for(request.user))
