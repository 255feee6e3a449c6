-- Everything a project has. Times are milliseconds since 1970-01-01 UTC, flags 0 or 1, ids of runs the 16 bytes of
-- their UUID (version 7, so that they sort by time). What is large stands last in its row, so that lists need not
-- read it. SQLite reads BIGINT as INTEGER, BYTEA as BLOB, and its tables are STRICT.

CREATE TABLE projects (
    project TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_unix_ms BIGINT NOT NULL
);

-- How much a project's journal holds, kept up to date by whoever adds and removes.
CREATE TABLE journal_sizes (
    project TEXT NOT NULL PRIMARY KEY,
    runs BIGINT NOT NULL,
    bytes BIGINT NOT NULL
);

CREATE TABLE connections (
    project TEXT NOT NULL REFERENCES projects (project) ON DELETE CASCADE,
    connection TEXT NOT NULL,
    integration TEXT NOT NULL,
    version TEXT NOT NULL,
    auth TEXT NOT NULL,
    label TEXT NOT NULL,
    is_default BIGINT NOT NULL,
    settings TEXT NOT NULL,
    origins TEXT NOT NULL,
    health TEXT NOT NULL,
    health_reason TEXT,
    health_since_unix_ms BIGINT NOT NULL,
    -- Grows with each change that a run could notice.
    revision BIGINT NOT NULL,
    created_unix_ms BIGINT NOT NULL,
    changed_unix_ms BIGINT NOT NULL,
    PRIMARY KEY (project, connection)
);

CREATE UNIQUE INDEX connections_default ON connections (project, integration) WHERE is_default = 1;
CREATE INDEX connections_integration ON connections (project, integration, connection);

-- The keys of projects, each sealed by a key of the key file.
CREATE TABLE project_keys (
    project TEXT NOT NULL REFERENCES projects (project) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    sealed_by TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (project, version)
);

CREATE INDEX project_keys_sealed_by ON project_keys (sealed_by, project, version);

-- A known text sealed by each key of the key file, by which a wrong file is recognised.
CREATE TABLE key_checks (
    key_id TEXT NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL
);

CREATE TABLE secrets (
    project TEXT NOT NULL,
    connection TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (project, connection, name),
    FOREIGN KEY (project, connection) REFERENCES connections (project, connection) ON DELETE CASCADE,
    FOREIGN KEY (project, key_version) REFERENCES project_keys (project, version)
);

-- The small memories of connections. A run may bring a connection that is not stored: hence no reference.
CREATE TABLE states (
    project TEXT NOT NULL,
    connection TEXT NOT NULL,
    key BYTEA NOT NULL,
    version BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (project, connection, key)
);

CREATE TABLE runs (
    project TEXT NOT NULL,
    run BYTEA NOT NULL,
    started_unix_ms BIGINT NOT NULL,
    elapsed_ms BIGINT NOT NULL,
    connection TEXT NOT NULL,
    integration TEXT NOT NULL,
    version TEXT NOT NULL,
    action TEXT NOT NULL,
    -- `ok`, or the kind of the failure.
    outcome TEXT NOT NULL,
    -- Of the last exchange that was answered.
    status BIGINT,
    exchanges BIGINT NOT NULL,
    log_dropped BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    failure TEXT,
    input TEXT NOT NULL,
    output TEXT,
    PRIMARY KEY (project, run)
);

CREATE INDEX runs_integration ON runs (project, integration, run);
CREATE INDEX runs_connection ON runs (project, connection, run);
CREATE INDEX runs_failed ON runs (project, outcome, run) WHERE outcome <> 'ok';

CREATE TABLE exchanges (
    project TEXT NOT NULL,
    run BYTEA NOT NULL,
    number BIGINT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    status BIGINT,
    elapsed_ms BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    error TEXT,
    sent BIGINT NOT NULL,
    repeatable BIGINT NOT NULL,
    timings TEXT NOT NULL,
    request TEXT NOT NULL,
    response TEXT,
    PRIMARY KEY (project, run, number),
    FOREIGN KEY (project, run) REFERENCES runs (project, run) ON DELETE CASCADE
);

CREATE TABLE log_lines (
    project TEXT NOT NULL,
    run BYTEA NOT NULL,
    number BIGINT NOT NULL,
    unix_ms BIGINT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (project, run, number),
    FOREIGN KEY (project, run) REFERENCES runs (project, run) ON DELETE CASCADE
);

-- Who did what: added to, never changed.
CREATE TABLE audit (
    project TEXT NOT NULL,
    entry BYTEA NOT NULL,
    unix_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (project, entry)
);

-- SQLite only
-- "toma" in ASCII: by this the file is known as ours.
PRAGMA application_id = 1953459553;

-- PostgreSQL only
DO $$
DECLARE
    tenant TEXT;
BEGIN
    -- Roles belong to the whole server: another database of ours may have made it, even just now.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tomada_project') THEN
        BEGIN
            CREATE ROLE tomada_project NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF NOT pg_has_role(current_user, 'tomada_project', 'MEMBER') THEN
        EXECUTE format('GRANT tomada_project TO %I', current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO tomada_project', current_schema());
    FOREACH tenant IN ARRAY ARRAY[
        'projects', 'journal_sizes', 'connections', 'project_keys', 'secrets', 'states', 'runs', 'exchanges',
        'log_lines', 'audit'
    ] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tomada_project', tenant);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY own_project ON %I TO tomada_project'
            ' USING (project = current_setting(''tomada.project'', true))'
            ' WITH CHECK (project = current_setting(''tomada.project'', true))',
            tenant
        );
    END LOOP;
    -- What has happened has happened.
    REVOKE UPDATE ON audit FROM tomada_project;
END
$$;
