"""What Flask does: the gate, headers, compressed files, health, tables without JavaScript."""
