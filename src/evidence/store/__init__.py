"""The only place that knows SQL: the models, the engine, the ledger, migrations and queries."""
