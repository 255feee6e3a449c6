//! Who did what in a project.

use tomada_core::Failure;

use super::AuditEntry;
use crate::{Entered, Page, PageRequest, Role};

impl Entered {
    /// Who did what in the project, the newest first. Role: admin.
    pub async fn audit(&self, page: &PageRequest) -> Result<Page<AuditEntry>, Failure> {
        self.may(Role::Admin)?;
        let limit = page.limit()?;
        let before = page.after.as_deref().unwrap_or_default();
        let found = self.platform.parts.store.audit(&self.project, before, limit.saturating_add(1)).await?;
        let view = |entry: tomada_store::StoredAudit| AuditEntry {
            id: entry.id,
            unix_ms: entry.unix_ms,
            actor: entry.actor,
            verb: entry.verb,
            subject: entry.subject,
            detail: entry.detail,
        };
        Ok(Page::cut(found.into_iter().map(view).collect(), limit, |entry| entry.id.clone()))
    }
}
