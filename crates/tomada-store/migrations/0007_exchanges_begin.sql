-- When an attempt began. What was written before does not say.
ALTER TABLE exchanges ADD COLUMN started_unix_ms BIGINT;
