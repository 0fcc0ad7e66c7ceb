"""Reading tables that people hand in as CSV or XLSX. No Django, no register: cells and lines in, faults as codes."""
