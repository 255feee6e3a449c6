//! The statements of a page. Their text is made of names that stand here and of numbers; values are parameters.

use uuid::Uuid;

use crate::sql::Value;

/// Which runs; what is absent is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFilter {
    /// Of this integration.
    pub integration: Option<String>,
    /// Of this action.
    pub action: Option<String>,
    /// With this connection.
    pub connection: Option<String>,
    /// `ok`, `failed`, or the name of a failure kind.
    pub outcome: Option<String>,
    /// Whose last exchange was answered so.
    pub status: Option<u16>,
    /// Not before this time, in milliseconds since 1970-01-01 UTC.
    pub from_unix_ms: Option<u64>,
    /// Before this time.
    pub to_unix_ms: Option<u64>,
    /// That hold this text in input, output, failure or a URL.
    pub text: Option<String>,
}

/// A filter on its way into statements: what an index finds, and what is looked at row by row.
pub(super) struct Query {
    found: Vec<String>,
    looked_at: Vec<String>,
    values: Vec<Value>,
    /// Whether rows are looked at.
    pub(super) scans: bool,
}

impl Query {
    pub(super) fn of(project: &str, filter: &CallFilter, before: Option<Uuid>) -> Self {
        let mut query = Self { found: Vec::new(), looked_at: Vec::new(), values: Vec::new(), scans: false };
        query.find("project =", project.into());
        if let Some(before) = before {
            query.find("run <", before.as_bytes().as_slice().into());
        }
        if let Some(from) = filter.from_unix_ms {
            query.find("run >=", first_id(from).into());
        }
        if let Some(to) = filter.to_unix_ms {
            query.find("run <", first_id(to).into());
        }
        if let Some(connection) = &filter.connection {
            query.find("connection =", connection.as_str().into());
        }
        if let Some(integration) = &filter.integration {
            query.find("integration =", integration.as_str().into());
        }
        match filter.outcome.as_deref() {
            Some("failed") => query.found.push("outcome <> 'ok'".to_owned()),
            Some("ok") => query.look_at("outcome =", "ok".into()),
            Some(kind) => {
                query.found.push("outcome <> 'ok'".to_owned());
                query.find("outcome =", kind.into());
            }
            None => {}
        }
        if let Some(action) = &filter.action {
            query.look_at("action =", action.as_str().into());
        }
        if let Some(status) = filter.status {
            query.look_at("status =", i64::from(status).into());
        }
        if let Some(text) = &filter.text {
            query.search(text);
        }
        query.scans = !query.looked_at.is_empty();
        query
    }

    fn find(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.found.push(format!("{condition} ${}", self.values.len()));
    }

    fn look_at(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.looked_at.push(format!("{condition} ${}", self.values.len()));
    }

    fn search(&mut self, text: &str) {
        let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.values.push(format!("%{escaped}%").into());
        let like = format!("LIKE ${} ESCAPE '\\'", self.values.len());
        self.looked_at.push(format!(
            "(LOWER(input) {like} OR LOWER(COALESCE(output, '')) {like} OR LOWER(COALESCE(failure, '')) {like}
            OR EXISTS (SELECT 1 FROM exchanges e WHERE e.project = r.project AND e.run = r.run
            AND LOWER(e.url) {like}))"
        ));
    }

    /// One page.
    pub(super) fn page(&self, columns: &str, scan: u32, limit: u32) -> (String, Vec<Value>) {
        let found = self.found.join(" AND ");
        let sql = if self.scans {
            let looked_at = self.looked_at.join(" AND ");
            format!(
                "SELECT {columns} FROM (SELECT * FROM runs WHERE {found} ORDER BY run DESC LIMIT {scan}) r
                WHERE {looked_at} ORDER BY run DESC LIMIT {limit}"
            )
        } else {
            format!("SELECT {columns} FROM runs WHERE {found} ORDER BY run DESC LIMIT {limit}")
        };
        (sql, self.values.clone())
    }

    /// The last row that a page has looked at, if there are more behind it.
    pub(super) fn end_of_scan(&self, scan: u32) -> (String, Vec<Value>) {
        let found = self.found.join(" AND ");
        let last = scan.saturating_sub(1);
        let used = self.found.iter().filter_map(|condition| condition.rsplit_once('$'));
        let used = used.filter_map(|(_, number)| number.parse::<usize>().ok()).max().unwrap_or(0);
        let sql = format!("SELECT run FROM runs WHERE {found} ORDER BY run DESC LIMIT 1 OFFSET {last}");
        (sql, self.values[..used].to_vec())
    }
}

/// The smallest id of a run that began at `unix_ms` (RFC 9562, section 5.7: its first 48 bits).
pub(crate) fn first_id(unix_ms: u64) -> Vec<u8> {
    let mut id = [0; 16];
    id[..6].copy_from_slice(&unix_ms.to_be_bytes()[2..]);
    id.to_vec()
}
