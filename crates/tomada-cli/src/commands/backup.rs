//! `tomada backup FILE`, `tomada restore FILE`: the database as one file, made while the server runs, and put back where
//! nothing is.
//!
//! Rule: the key file is never copied along. A backup that is stolen is of no use without it, and whoever restores is
//! told that it is needed.

use std::path::Path;

use serde_json::json;
use tomada_core::{Failure, Kind};
use tomada_store::Copied;

use crate::arguments::{Backup, Place};
use crate::config::Config;
use crate::session::{Session, Trouble};
use crate::{escape, say, wire};

pub(crate) fn backup(session: &Session, arguments: &Backup) -> Result<(), Trouble> {
    let config = read(&arguments.place, "cli-backup-postgres")?;
    let (from, to) = (config.database_file(), &arguments.file);
    let copied = wire::runtime()?.block_on(tomada_store::backup(&from, to)).map_err(Failure::from)?;
    tell(session, "cli-backup-made", to, &copied, &config)
}

pub(crate) fn restore(session: &Session, arguments: &Backup) -> Result<(), Trouble> {
    let config = read(&arguments.place, "cli-restore-postgres")?;
    let to = config.database_file();
    if to.exists() {
        let there = Failure::coded(Kind::Rejected, "cli-restore-there").with_argument("path", to.display());
        return Err(there.into());
    }
    wire::make_folder(&config.data)?;
    let from = &arguments.file;
    let copied = wire::runtime()?.block_on(tomada_store::restore(from, &to)).map_err(Failure::from)?;
    tell(session, "cli-restore-made", &to, &copied, &config)
}

/// PostgreSQL has tools of its own, which know its roles, its snapshots and its versions; a copy through our
/// connection would be a worse one.
fn read(place: &Place, for_postgres: &'static str) -> Result<Config, Failure> {
    let config = Config::read(place.config.as_deref(), &[("data", place.data.clone())])?;
    if config.database_url.is_some() {
        return Err(Failure::coded(Kind::Rejected, for_postgres));
    }
    Ok(config)
}

fn tell(session: &Session, id: &str, to: &Path, copied: &Copied, config: &Config) -> Result<(), Trouble> {
    let key = config.key_file();
    if session.json {
        let told =
            json!({"ok": true, "path": to, "bytes": copied.bytes, "schema": copied.schema, "key_file": key});
        return Ok(say::json(&told)?);
    }
    let (path, bytes) = (to.display().to_string(), copied.bytes.to_string());
    let key = key.display().to_string();
    let told = session.text_with(id, &[("path", &path), ("bytes", &bytes), ("key", &key)]);
    Ok(say::text(&escape::for_people(&(told + "\n")))?)
}
