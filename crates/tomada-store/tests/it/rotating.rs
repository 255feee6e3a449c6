//! Keys rotate in a process that is killed in the middle: the next rotation takes it up, and everything still opens.
//!
//! The child is this test's own program. It is held in the middle by the database itself, which a view without an end
//! keeps busy, so that it is killed there whatever the machine does.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use tomada_host::Vault;
use tomada_store::{Location, Options, Store};

use crate::stand::{Stand, sqlite};
use crate::vault::{PLANTED, connection, secrets};

const CHILD: &str = "TOMADA_ROTATING_CHILD";
/// More than one transaction of a rotation seals anew.
const PROJECTS: usize = 130;
/// How many one transaction seals anew.
const BATCH: i64 = 100;

/// The first project key of the second transaction is never done with.
const HOLD: &str = "CREATE VIEW forever AS WITH RECURSIVE numbers (number) AS
        (SELECT 1 UNION ALL SELECT number + 1 FROM numbers) SELECT number FROM numbers;
    CREATE TRIGGER hold BEFORE UPDATE ON project_keys
        WHEN (SELECT COUNT(*) FROM project_keys WHERE sealed_by = NEW.sealed_by) >= 100
        BEGIN SELECT COUNT(*) FROM forever; END";
const LET_GO: &str = "DROP TRIGGER hold; DROP VIEW forever";

/// Nothing by itself: what the other test starts and kills.
#[test]
fn rotates_until_it_is_killed() {
    let Ok(file) = std::env::var(CHILD) else { return };
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(
        async {
            let store = Store::open(Options::new(Location::File(file.into())).unwrap()).await.unwrap();
            store.rotate_keys().await.unwrap();
        },
    );
}

/// By how many keys of the file the keys of projects are sealed, and by the newest of them how many.
async fn sealed(stand: &Stand) -> (usize, i64) {
    let keys = fs::read_to_string(stand.folder.path().join("tomada.key")).unwrap();
    let ids = keys.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').next().unwrap());
    let ids = ids.map(str::to_owned).collect::<Vec<_>>();
    let count = "SELECT COUNT(*) FROM project_keys WHERE sealed_by = $1";
    let mut connection = stand.sqlite_beside().await;
    let newest =
        sqlx::query_scalar(count).bind(ids.last().unwrap()).fetch_one(&mut connection).await.unwrap();
    (ids.into_iter().collect::<BTreeSet<_>>().len(), newest)
}

#[test]
fn a_rotation_that_was_killed_is_taken_up_where_it_ended() {
    sqlite(async |mut stand: Stand| {
        for number in 0..PROJECTS {
            let project = format!("p{number}");
            stand.store.create_project(&project, "x", "operator").await.unwrap();
            let (connection, secrets) = (connection("one"), secrets(PLANTED));
            stand.store.insert_connection(&project, &connection, &secrets, "operator").await.unwrap();
        }
        stand.store.close().await.unwrap();
        stand.sql(HOLD).await;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "rotating::rotates_until_it_is_killed", "--test-threads=1"])
            .env(CHILD, stand.file())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while sealed(&stand).await != (2, BATCH) {
            assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(sealed(&stand).await, (2, BATCH), "what was under way is undone, what was done is kept");
        stand.sql(LET_GO).await;

        stand.store = Store::open(stand.options.clone()).await.unwrap();
        assert_eq!(stand.store.rotate_keys().await.unwrap(), 30, "only what was left is sealed anew");
        assert_eq!(sealed(&stand).await, (1, 130));
        stand.again().await.unwrap();
        for number in 0..PROJECTS {
            let opened = stand.store.connection(&format!("p{number}"), "one").await.unwrap();
            assert_eq!(opened.secrets["token"].expose(), PLANTED.as_bytes());
        }
    });
}

/// A kill between two steps leaves the key file or the database one step behind: whichever it is, the next rotation ends
/// what was begun and no key too many stays.
#[test]
fn a_key_file_from_any_step_of_a_rotation_is_taken_up() {
    sqlite(async |mut stand: Stand| {
        stand.store.create_project("p", "x", "operator").await.unwrap();
        stand.store.insert_connection("p", &connection("one"), &secrets(PLANTED), "operator").await.unwrap();
        let key = stand.folder.path().join("tomada.key");
        let old = fs::read_to_string(&key).unwrap();
        stand.store.rotate_keys().await.unwrap();
        let new = fs::read_to_string(&key).unwrap();
        let newest = new.lines().last().unwrap();
        // Everything is sealed anew, and the old key was about to leave the file.
        fs::write(&key, format!("{old}{newest}\n")).unwrap();
        stand.again().await.unwrap();
        assert_eq!(stand.store.rotate_keys().await.unwrap(), 0);
        assert_eq!(fs::read_to_string(&key).unwrap(), new);
        // A new key was in the file, and nothing was sealed by it yet.
        let coming = format!("0123456789ab {}", "7".repeat(64));
        fs::write(&key, format!("{new}{coming}\n")).unwrap();
        stand.again().await.unwrap();
        assert_eq!(stand.store.rotate_keys().await.unwrap(), 1);
        assert_eq!(fs::read_to_string(&key).unwrap().lines().last(), Some(coming.as_str()));
        stand.again().await.unwrap();
        let opened = stand.store.connection("p", "one").await.unwrap();
        assert_eq!(opened.secrets["token"].expose(), PLANTED.as_bytes());
    });
}
