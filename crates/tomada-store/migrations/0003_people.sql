-- Who may come in: people, their parts in projects, and what proves them. Words that prove something are kept as SHA-256
-- hashes, passwords as Argon2id.
CREATE TABLE people (
    person TEXT NOT NULL PRIMARY KEY,
    -- In lower case; absent until she has chosen one.
    email TEXT,
    password TEXT,
    is_operator BIGINT NOT NULL,
    created_unix_ms BIGINT NOT NULL
);

CREATE UNIQUE INDEX people_email ON people (email);

CREATE TABLE memberships (
    project TEXT NOT NULL REFERENCES projects (project) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES people (person) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (project, person)
);

CREATE INDEX memberships_person ON memberships (person, project);

CREATE TABLE links (
    hash BYTEA NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (person) ON DELETE CASCADE,
    until_unix_ms BIGINT NOT NULL
);

CREATE TABLE sessions (
    hash BYTEA NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (person) ON DELETE CASCADE,
    seen_unix_ms BIGINT NOT NULL,
    until_unix_ms BIGINT NOT NULL
);

CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE tokens (
    project TEXT NOT NULL REFERENCES projects (project) ON DELETE CASCADE,
    token TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    hash BYTEA NOT NULL,
    created_unix_ms BIGINT NOT NULL,
    used_unix_ms BIGINT,
    PRIMARY KEY (project, token)
);

CREATE UNIQUE INDEX tokens_hash ON tokens (hash);

-- PostgreSQL only
DO $$
DECLARE
    tenant TEXT;
BEGIN
    -- People and what proves them belong to no project: a project's role cannot reach them.
    FOREACH tenant IN ARRAY ARRAY['memberships', 'tokens'] LOOP
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
