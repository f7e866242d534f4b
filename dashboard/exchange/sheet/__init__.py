"""The value sheet: a workbook for somebody without an account, in which only what is due can be filled in."""
