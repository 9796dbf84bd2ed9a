"""A browser in a few words, for the list of where somebody is signed in."""

# Looked for in this order: most browsers name others as well.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMEN = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def in_words(user_agent: str) -> str:
    """ "Firefox op Windows"; what can't be told from it is "een browser" or "een onbekend apparaat"."""
    browser = next((naam for teken, naam in BROWSERS if teken in user_agent), "Een browser")
    systeem = next((naam for teken, naam in SYSTEMEN if teken in user_agent), "een onbekend apparaat")
    return f"{browser} op {systeem}"
