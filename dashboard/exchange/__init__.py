"""Strategy packages in and out: folders of CSV files, checked cell by cell. pandas is used here alone."""
