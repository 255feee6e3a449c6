-- What failed, whatever the kind, in the order of time: a project where nothing fails would be searched in whole.
CREATE INDEX runs_failed_any ON runs (project, run) WHERE outcome <> 'ok';
