"""What stands on a sheet, as blocks; nothing here knows how a sheet is set."""
