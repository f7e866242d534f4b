"""The only place that knows SQLAlchemy beside the operations: schema, migrations, history, reading."""
