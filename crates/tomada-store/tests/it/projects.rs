//! Projects, and the second wall between them.

use sqlx::{Connection, PgConnection, Row};
use tomada_core::Failure;

use crate::stand::{NOW, both, postgres};

#[test]
fn a_project_is_made_once() {
    both(|stand| async move {
        let made = stand.store.create_project("shop", "The shop", "operator").await.unwrap();
        assert_eq!(made.created_unix_ms, NOW);
        let again = stand.store.create_project("shop", "Another", "operator").await.unwrap_err();
        assert_eq!(Failure::from(again).code(), Some("store-project-exists"));
        assert_eq!(stand.store.projects("", 10).await.unwrap(), [made]);
    });
}

#[test]
fn ids_are_text_that_can_be_shown() {
    both(|stand| async move {
        for (id, accepted) in [("a", true), ("Ä/ö", true), ("", false), ("a\nb", false), ("\0", false)] {
            assert_eq!(stand.store.create_project(id, "x", "operator").await.is_ok(), accepted, "{id:?}");
        }
        assert!(stand.store.create_project(&"x".repeat(129), "x", "operator").await.is_err());
    });
}

#[test]
fn projects_are_listed_page_by_page() {
    both(|stand| async move {
        for id in ["c", "a", "b"] {
            stand.store.create_project(id, "x", "operator").await.unwrap();
        }
        let first = stand.store.projects("", 2).await.unwrap();
        let then = stand.store.projects(&first[1].id, 2).await.unwrap();
        let ids: Vec<_> = first.iter().chain(&then).map(|project| project.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
    });
}

/// As the role that works for projects, with nothing in the statement that asks for one.
#[test]
fn the_server_shows_a_project_its_own_rows_only() {
    postgres(|stand| async move {
        stand.store.create_project("mine", "x", "operator").await.unwrap();
        stand.store.create_project("yours", "x", "operator").await.unwrap();
        let mut connection = PgConnection::connect(&stand.url()).await.unwrap();
        sqlx::raw_sql("SET ROLE tomada_project").execute(&mut connection).await.unwrap();
        let select = "SELECT project FROM projects";
        assert!(sqlx::query(select).fetch_all(&mut connection).await.unwrap().is_empty());
        for (set, seen) in
            [("mine", vec!["mine"]), ("yours", vec!["yours"]), ("nobody", vec![]), ("", vec![])]
        {
            let enter = sqlx::query("SELECT set_config('tomada.project', $1, false)").bind(set);
            enter.execute(&mut connection).await.unwrap();
            let rows = sqlx::query(select).fetch_all(&mut connection).await.unwrap();
            let ids: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
            assert_eq!(ids, seen, "with {set:?} set");
        }
        let foreign = "INSERT INTO projects (project, name, created_unix_ms) VALUES ('theirs', 'x', 0)";
        assert!(sqlx::raw_sql(foreign).execute(&mut connection).await.is_err());
    });
}

/// Every table that has a project has the wall: a new one cannot forget it.
#[test]
fn no_table_of_a_project_lacks_the_wall() {
    postgres(|stand| async move {
        let mut connection = PgConnection::connect(&stand.url()).await.unwrap();
        let bare = "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND a.attname = 'project' AND c.relnamespace = current_schema()::regnamespace
            AND (NOT c.relrowsecurity OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))";
        let rows = sqlx::query(bare).fetch_all(&mut connection).await.unwrap();
        let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        assert!(names.is_empty(), "without a wall: {names:?}");
    });
}
