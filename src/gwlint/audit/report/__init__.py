"""The report on an audit: one set of figures and tables, shown as a page for the browser, a workbook, csv or JSON."""
