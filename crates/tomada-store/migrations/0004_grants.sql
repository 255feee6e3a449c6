-- What somebody has granted a connection at its service: tokens, sealed like secrets.
CREATE TABLE grants (
    project TEXT NOT NULL,
    connection TEXT NOT NULL,
    until_unix_ms BIGINT NOT NULL,
    scope TEXT NOT NULL,
    -- Who alone may refresh it, and until when.
    lease_owner BYTEA,
    lease_until_unix_ms BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (project, connection),
    FOREIGN KEY (project, connection) REFERENCES connections (project, connection) ON DELETE CASCADE
);

-- Who has been sent to a service and is not back yet: by the hash of the word that she was sent with.
CREATE TABLE pending_grants (
    state BYTEA NOT NULL PRIMARY KEY,
    project TEXT NOT NULL,
    connection TEXT NOT NULL,
    binding BYTEA NOT NULL,
    redirect TEXT NOT NULL,
    until_unix_ms BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    FOREIGN KEY (project, connection) REFERENCES connections (project, connection) ON DELETE CASCADE
);

-- PostgreSQL only
DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['grants', 'pending_grants'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tomada_project', tenant);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY own_project ON %I TO tomada_project'
            ' USING (project = current_setting(''tomada.project'', true))'
            ' WITH CHECK (project = current_setting(''tomada.project'', true))',
            tenant
        );
    END LOOP;
END
$$;
