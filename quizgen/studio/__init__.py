"""The teacher's app in a browser, on this machine only, over the very files that the commands read.

`workspace.py` holds what is open, `snapshot.py` a collection as it was read, `changes.py` what can be done to a fact,
`history.py` what was done. ``views/`` has a module for each part of the page; its template and its script in
``templates/studio/`` have the same name.
"""
