//! Parts in projects: what a role opens, what a foreign project tells, and what nobody can do to herself or others.

use tomada_core::Failure;
use tomada_platform::{Actor, PageRequest, Role};

use crate::house::{House, PASSWORD, code, password, person_id, text};

/// A refusal without the name that was asked for.
fn refusal(failure: &Failure, name: &str) -> String {
    format!("{failure:?}").replace(name, "…")
}

#[tokio::test]
async fn a_foreign_project_answers_like_an_unknown_one() {
    let house = House::new().await;
    let ana = house.guest("own", "ana@example.com", Role::Admin).await;
    let (_, token) = house.operator("own").await.create_token("t", Role::Admin).await.unwrap();
    let token = house.platform.actor_of_token(text(&token)).await.unwrap().unwrap();
    for actor in [ana, token] {
        assert_eq!(house.platform.enter(&actor, "own").await.unwrap().role(), Role::Admin);
        let foreign = house.platform.enter(&actor, "foreign").await.err().unwrap();
        let unknown = house.platform.enter(&actor, "nowhere").await.err().unwrap();
        assert_eq!(foreign.code(), Some("project-unknown"));
        assert_eq!(refusal(&foreign, "foreign"), refusal(&unknown, "nowhere"));
        let open = house.platform.projects(&actor, &PageRequest::default()).await.unwrap();
        assert_eq!(open.items.iter().map(|project| project.id.as_str()).collect::<Vec<_>>(), ["own"]);
        let made = house.platform.create_project(&actor, "more", "More").await;
        assert_eq!(code(made), "operators-only");
    }
}

#[tokio::test]
async fn what_admins_do_is_for_admins() {
    let house = House::new().await;
    let page = PageRequest::default();
    for (role, allowed) in [(Role::Viewer, false), (Role::Editor, false), (Role::Admin, true)] {
        let actor = house.guest("own", &format!("{}@example.com", role.as_str()), role).await;
        let entered = house.platform.enter(&actor, "own").await.unwrap();
        let answers = [
            ("people", entered.people(&page).await.err()),
            ("tokens", entered.tokens(&page).await.err()),
            ("audit", entered.audit(&page).await.err()),
            ("invite", entered.invite("new@example.com", Role::Viewer).await.err()),
            ("create_token", entered.create_token("t", Role::Viewer).await.err()),
            ("remove_person", entered.remove_person("nobody").await.err()),
            ("revoke_token", entered.revoke_token("nothing").await.err()),
        ];
        for (verb, failure) in answers {
            let forbidden = failure.as_ref().is_some_and(|failure| failure.code() == Some("role-needed"));
            assert_eq!(forbidden, !allowed, "{verb} as {role:?}: {failure:?}");
        }
    }
}

#[tokio::test]
async fn an_admin_keeps_her_own_part() {
    let house = House::new().await;
    let ana = house.guest("own", "ana@example.com", Role::Admin).await;
    let entered = house.platform.enter(&ana, "own").await.unwrap();
    assert_eq!(code(entered.remove_person(person_id(&ana)).await), "person-herself");
    assert_eq!(code(entered.invite("Ana@example.com", Role::Editor).await), "person-herself");
    assert_eq!(entered.people(&PageRequest::default()).await.unwrap().items[0].role, Role::Admin);
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_elsewhere_nothing_changes() {
    let house = House::new().await;
    let ana = house.guest("own", "ana@example.com", Role::Editor).await;
    let id = person_id(&ana);
    assert_eq!(code(house.operator("foreign").await.remove_person(id).await), "person-unknown");
    assert_eq!(house.platform.enter(&ana, "own").await.unwrap().role(), Role::Editor);
    house.operator("own").await.remove_person(id).await.unwrap();
    assert_eq!(house.platform.enter(&ana, "own").await.err().unwrap().code(), Some("project-unknown"));
}

/// A link proves who somebody is everywhere: an admin must not get one for a person who has a part elsewhere.
#[tokio::test]
async fn an_invitation_opens_no_other_project() {
    let house = House::new().await;
    let mallory = house.guest("own", "mallory@example.com", Role::Admin).await;
    let mallory = house.platform.enter(&mallory, "own").await.unwrap();
    let ana = house.guest("foreign", "ana@example.com", Role::Admin).await;
    assert_eq!(code(mallory.invite("ana@example.com", Role::Viewer).await), "person-pending");
    assert!(house.platform.enter(&ana, "own").await.is_err(), "nothing is half done");

    house.platform.set_password(&ana, "ana@example.com", &password(PASSWORD)).await.unwrap();
    let (_, link) = mallory.invite("ana@example.com", Role::Viewer).await.unwrap();
    assert!(link.is_none(), "she can sign in");
    assert_eq!(house.platform.enter(&ana, "own").await.unwrap().role(), Role::Viewer);
}

#[tokio::test]
async fn lists_go_on_where_the_page_before_ended() {
    let house = House::new().await;
    for name in ["a", "b", "c", "d", "e"] {
        house.guest("own", &format!("{name}@example.com"), Role::Viewer).await;
    }
    let own = house.operator("own").await;
    let (mut people, mut verbs) = (Vec::new(), Vec::new());
    let mut page = PageRequest { after: None, limit: Some(2) };
    loop {
        let found = own.people(&page).await.unwrap();
        people.extend(found.items.into_iter().map(|person| person.email));
        page.after = found.next;
        if page.after.is_none() {
            break;
        }
    }
    people.sort();
    assert_eq!(people, ["a", "b", "c", "d", "e"].map(|name| format!("{name}@example.com")));
    loop {
        let found = own.audit(&page).await.unwrap();
        assert!(found.items.len() <= 2);
        verbs.extend(found.items.into_iter().map(|entry| entry.verb));
        page.after = found.next;
        if page.after.is_none() {
            break;
        }
    }
    verbs.sort();
    assert_eq!(verbs, [["person.invite"; 5].as_slice(), &["project.create"]].concat());
    for limit in [0, PageRequest::LIMIT_MAX + 1] {
        let page = PageRequest { after: None, limit: Some(limit) };
        assert_eq!(code(own.people(&page).await), "page-limit");
        assert_eq!(code(house.platform.projects(&Actor::OPERATOR, &page).await), "page-limit");
    }
}
