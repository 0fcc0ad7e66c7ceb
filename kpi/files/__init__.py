"""Reading and writing tables: CSV, XLSX, plans and measurements. Nothing here writes to the register."""
