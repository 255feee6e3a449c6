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
    /// Whether an index has been chosen beside the project's and the times'.
    led: bool,
    /// How many rows are looked at for one page; none where an index finds everything.
    scan: Option<u32>,
}

/// How many rows are looked at for one page where no index helps.
const SCAN_MAX: u32 = 5_000;
/// How many, where their texts are read as well.
const SEARCHED_MAX: u32 = 2_000;

impl Query {
    pub(super) fn of(project: &str, filter: &CallFilter, before: Option<Uuid>) -> Self {
        let mut query =
            Self { found: Vec::new(), looked_at: Vec::new(), values: Vec::new(), led: false, scan: None };
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
        match filter.outcome.as_deref() {
            None | Some("ok") => {}
            Some("failed") => query.lead_by_failed(),
            Some(kind) => {
                query.lead_by_failed();
                query.find("outcome =", kind.into());
            }
        }
        if let Some(connection) = &filter.connection {
            query.find_or_look_at("connection =", connection.as_str().into());
        }
        if let Some(integration) = &filter.integration {
            query.find_or_look_at("integration =", integration.as_str().into());
        }
        // From here on rows are looked at: what finds them stands before, with the first values.
        if filter.outcome.as_deref() == Some("ok") {
            query.look_at("outcome =", "ok".into());
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
        query
    }

    fn find(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.found.push(format!("{condition} ${}", self.values.len()));
    }

    fn lead_by_failed(&mut self) {
        self.found.push("outcome <> 'ok'".to_owned());
        self.led = true;
    }

    /// Finds by an index, unless another one leads: what two of them find together has no bound.
    fn find_or_look_at(&mut self, condition: &str, value: Value) {
        if self.led {
            return self.look_at(condition, value);
        }
        self.find(condition, value);
        self.led = true;
    }

    fn look_at(&mut self, condition: &str, value: Value) {
        self.scan = Some(SCAN_MAX);
        self.values.push(value);
        self.looked_at.push(format!("{condition} ${}", self.values.len()));
    }

    fn search(&mut self, text: &str) {
        self.scan = Some(SEARCHED_MAX);
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
    pub(super) fn page(&self, columns: &str, limit: u32) -> (String, Vec<Value>) {
        let found = self.found.join(" AND ");
        let sql = match self.scan {
            Some(scan) => {
                let looked_at = self.looked_at.join(" AND ");
                format!(
                    "SELECT {columns} FROM (SELECT * FROM runs WHERE {found} ORDER BY run DESC LIMIT {scan}) r
                    WHERE {looked_at} ORDER BY run DESC LIMIT {limit}"
                )
            }
            None => format!("SELECT {columns} FROM runs WHERE {found} ORDER BY run DESC LIMIT {limit}"),
        };
        (sql, self.values.clone())
    }

    /// The last row that a page has looked at, if there are more behind it; absent where none are looked at.
    pub(super) fn end_of_scan(&self) -> Option<(String, Vec<Value>)> {
        let last = self.scan?.saturating_sub(1);
        let found = self.found.join(" AND ");
        let used = self.found.iter().filter_map(|condition| condition.rsplit_once('$'));
        let used = used.filter_map(|(_, number)| number.parse::<usize>().ok()).max().unwrap_or(0);
        let sql = format!("SELECT run FROM runs WHERE {found} ORDER BY run DESC LIMIT 1 OFFSET {last}");
        Some((sql, self.values[..used].to_vec()))
    }
}

/// The smallest id of a run that began at `unix_ms` (RFC 9562, section 5.7: its first 48 bits).
pub(crate) fn first_id(unix_ms: u64) -> Vec<u8> {
    let mut id = [0; 16];
    id[..6].copy_from_slice(&unix_ms.to_be_bytes()[2..]);
    id.to_vec()
}
