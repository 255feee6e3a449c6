//! Server-sent events, as they arrive (WHATWG HTML, section "Server-sent events"), with a limit to an event's size.
//!
//! Many services stream their answers so. Reconnecting, which the standard asks of browsers, is left to the action: an
//! action's run is one answer.

use tomada_core::{Body, Failure, Kind};

use crate::Lines;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its type, `message` if the service gives none.
    pub name: String,
    /// Its data; several `data` lines are joined by LF.
    pub data: String,
    /// The last id that the service gave, with this event or before; empty if none.
    pub id: String,
}

/// The events of a body.
///
/// ```no_run
/// # use tomada_sdk::prelude::*;
/// # async fn read(response: Response, cx: &Context) -> Result<(), Failure> {
/// let mut events = tomada_sdk::sse::Events::new(response.body);
/// while let Some(event) = events.next().await? {
///     cx.emit(&event.data).await?;
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Events {
    lines: Lines,
    event_max_bytes: usize,
    at_start: bool,
    name: String,
    data: Option<String>,
    id: String,
}

impl Events {
    /// Reads the events of `body`, each with at most 1 MiB of data.
    pub fn new(body: Body) -> Self {
        Self {
            lines: Lines::new(body),
            event_max_bytes: 1024 * 1024,
            at_start: true,
            name: String::new(),
            data: None,
            id: String::new(),
        }
    }

    /// Sets the most bytes of data that an event may have, and of a line.
    #[must_use]
    pub fn event_max_bytes(mut self, bytes: usize) -> Self {
        self.event_max_bytes = bytes;
        self.lines = self.lines.line_max_bytes(bytes);
        self
    }

    /// The next event; `None` at the end. An event that the body's end cuts off is not given, as the standard says.
    ///
    /// # Errors
    /// [`Kind::Rejected`] when an event or a line is larger than its limit, and as `Body::chunk`.
    pub async fn next(&mut self) -> Result<Option<Event>, Failure> {
        while let Some(line) = self.lines.next().await? {
            let line = self.without_mark(&line);
            if !line.is_empty() {
                self.read(line)?;
            } else if let Some(event) = self.dispatch() {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// A byte order mark may stand at the very beginning.
    fn without_mark<'a>(&mut self, line: &'a str) -> &'a str {
        if std::mem::take(&mut self.at_start) { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line }
    }

    /// Takes one line of an event in. A line that begins with a colon is a comment, a field without name.
    fn read(&mut self, line: &str) -> Result<(), Failure> {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => self.append(value)?,
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            _ => {}
        }
        Ok(())
    }

    fn append(&mut self, value: &str) -> Result<(), Failure> {
        match &mut self.data {
            None => self.data = Some(value.to_owned()),
            Some(data) if data.len() + value.len() < self.event_max_bytes => {
                data.push('\n');
                data.push_str(value);
            }
            Some(_) => {
                return Err(Failure::coded(Kind::Rejected, "answer-event-too-large")
                    .with_argument("max_bytes", self.event_max_bytes));
            }
        }
        Ok(())
    }

    /// The event that a blank line ends, if it has data.
    fn dispatch(&mut self) -> Option<Event> {
        let name = std::mem::take(&mut self.name);
        let name = if name.is_empty() { "message".to_owned() } else { name };
        Some(Event { name, data: self.data.take()?, id: self.id.clone() })
    }
}
