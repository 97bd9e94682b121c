"""The plan, a programme, a result and the directory as PDF: typeset, tagged, with the letters inside."""
