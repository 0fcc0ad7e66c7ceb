"""The judgement: pure rules from measured figures to a status. Nothing here knows of Django, a database or a clock."""
