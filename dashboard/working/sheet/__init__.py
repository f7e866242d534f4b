"""Value sheets: what is due from a sponsor's role as a workbook, and back with a preview before anything is submitted."""
