-- Who set a secret and when, and the kind of failure that made a connection's health what it is.
ALTER TABLE secrets ADD COLUMN set_unix_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE secrets ADD COLUMN set_by TEXT NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN health_kind TEXT;
