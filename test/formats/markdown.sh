#!/bin/bash
# Pages as GitHub's own renderer reads them: nothing of a certificate is an
# element, a link or a mention.
exec /usr/bin/python3 test/formats/markdown_pages.py "$@"
