-- What requests with a key of their own were answered, so that they are answered the same when they are asked again.
CREATE TABLE answers (
    project TEXT NOT NULL REFERENCES projects (project) ON DELETE CASCADE,
    -- Who asked for what, with which key: a hash in letters.
    name TEXT NOT NULL,
    is_answered BIGINT NOT NULL,
    -- When whoever began to answer has surely ended.
    begun_until_unix_ms BIGINT NOT NULL,
    until_unix_ms BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    -- The hash of what was asked, then the answer. Sealed, because what was asked may hold a secret, and a weak one could
    -- be guessed from its bare hash.
    sealed BYTEA NOT NULL,
    PRIMARY KEY (project, name)
);

CREATE INDEX answers_until ON answers (project, until_unix_ms);

-- PostgreSQL only
DO $$
BEGIN
    GRANT SELECT, INSERT, UPDATE, DELETE ON answers TO tomada_project;
    ALTER TABLE answers ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_project ON answers TO tomada_project
        USING (project = current_setting('tomada.project', true))
        WITH CHECK (project = current_setting('tomada.project', true));
END
$$;
