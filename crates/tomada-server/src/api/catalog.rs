//! What there is to be connected: the catalog, and each integration with its actions and their schemas.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use semver::VersionReq;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tomada_core::{Action, Failure, Kind, Locale, Manifest};
use tomada_platform::PageRequest;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, short};
use crate::app::App;
use crate::identify::Identity;
use crate::language::Language;
use crate::problem::Problem;

/// How many ids a failure names.
const KNOWN_MAX: usize = 20;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(catalog)).routes(routes!(integration)).routes(routes!(action))
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Search {
    /// Text that the id, the title or the summary holds, in any language and whatever its case.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Of this category.
    category: Option<String>,
    /// Texts in this language instead of the preferred one.
    #[param(value_type = Option<LocaleName>, inline, example = "pt-BR")]
    language: Option<Locale>,
    /// `next` of the page before.
    after: Option<String>,
    /// How many at most; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A language that texts are in.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it is only described; `Locale` is what is read")]
enum LocaleName {
    /// English.
    #[schema(rename = "en")]
    En,
    /// Brazilian Portuguese.
    #[schema(rename = "pt-BR")]
    PtBr,
    /// Spanish.
    #[schema(rename = "es")]
    Es,
}

/// A part of the catalog.
#[derive(Serialize, ToSchema)]
struct CatalogPage {
    /// In the order of their ids.
    items: Vec<CatalogItem>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// All categories in the menu's order, whatever was looked for.
    categories: Vec<String>,
    /// The languages that texts are in.
    languages: Vec<String>,
}

/// An integration in the catalog.
#[derive(Serialize, ToSchema)]
struct CatalogItem {
    /// Names it, forever.
    id: String,
    /// The highest version.
    version: String,
    /// The menu's group.
    category: String,
    /// What the menu calls it.
    title: String,
    /// One sentence about what it does.
    summary: String,
    /// Origins that it may call.
    hosts: Vec<String>,
    /// How many actions it has.
    actions: usize,
}

/// An integration in full.
#[derive(Serialize, ToSchema)]
struct IntegrationDetail {
    /// Names it, forever.
    id: String,
    /// Every version that can run, the highest last.
    versions: Vec<String>,
    /// Where the service documents itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    docs: Option<String>,
    /// What the highest version that was asked for says of itself: texts, permissions, authentication, settings and
    /// actions with their schemas.
    #[schema(value_type = Object)]
    manifest: Value,
}

/// Which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfVersion {
    /// A version requirement, such as `^1.2`; any if absent.
    #[param(
        pattern = r"^(\*|(=|>|>=|<|<=|~|\^)?(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,2}(, ?(=|>|>=|<|<=|~|\^)?(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,2}){0,7})$"
    )]
    version: Option<String>,
}

/// Search the catalog
#[utoipa::path(get, path = "/v1/catalog", tag = "catalog", params(Search),
    extensions(("x-role" = json!("signed-in"))),
    responses((status = 200, description = "A page of integrations", body = CatalogPage)))]
async fn catalog(
    State(app): State<App>,
    _identity: Identity,
    Language(preferred): Language,
    Asked(search): Asked<Search>,
) -> Result<Json<CatalogPage>, Problem> {
    let locale = search.language.unwrap_or(preferred);
    let limit = search.limit.unwrap_or(PageRequest::LIMIT_DEFAULT) as usize;
    let wanted = search.q.as_deref().unwrap_or_default().trim().to_lowercase();
    let mut newest = BTreeMap::new();
    for manifest in app.platform.host().manifests() {
        newest.insert(manifest.id.as_str(), manifest);
    }
    let fits = |manifest: &&&Manifest| {
        search.category.as_ref().is_none_or(|category| *category == manifest.category)
            && search.after.as_ref().is_none_or(|after| manifest.id > *after)
            && holds(manifest, &wanted)
    };
    let mut items =
        newest.values().filter(fits).take(limit + 1).map(|one| item(one, locale)).collect::<Vec<_>>();
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| last.id.clone());
    let languages = Locale::ALL.map(|locale| locale.tag().to_owned()).to_vec();
    let categories = categories(&app, newest.values().map(|manifest| manifest.category.as_str()));
    Ok(Json(CatalogPage { items, next, categories, languages }))
}

fn holds(manifest: &Manifest, wanted: &str) -> bool {
    let texts = [&manifest.title, &manifest.summary];
    let all = texts.into_iter().flat_map(|text| Locale::ALL.map(|locale| text.get(locale)));
    all.chain([manifest.id.as_str()]).any(|text| text.to_lowercase().contains(wanted))
}

fn item(manifest: &Manifest, locale: Locale) -> CatalogItem {
    CatalogItem {
        id: manifest.id.clone(),
        version: manifest.version.to_string(),
        category: manifest.category.clone(),
        title: manifest.title.get(locale).to_owned(),
        summary: manifest.summary.get(locale).to_owned(),
        hosts: manifest.permissions.hosts.clone(),
        actions: manifest.actions.len(),
    }
}

/// The menu's categories first, then those that only integrations name.
fn categories<'a>(app: &App, found: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all = app.options.categories.clone();
    for category in found {
        if !all.iter().any(|known| known == category) {
            all.push(category.to_owned());
        }
    }
    all
}

/// An integration, its documentation and its actions
#[utoipa::path(get, path = "/v1/integrations/{integration}", tag = "catalog",
    params(("integration" = String, Path, description = "The integration's id"), OfVersion),
    extensions(("x-role" = json!("signed-in"))),
    responses((status = 200, description = "The integration", body = IntegrationDetail)))]
async fn integration(
    State(app): State<App>,
    _identity: Identity,
    Path(id): Path<String>,
    Asked(of): Asked<OfVersion>,
) -> Result<Json<IntegrationDetail>, Problem> {
    let manifest = find(&app, &id, of.version.as_deref())?;
    let all = app.platform.host().manifests().filter(|manifest| manifest.id == id);
    let versions = all.map(|manifest| manifest.version.to_string()).collect();
    let docs = manifest.docs.clone();
    Ok(Json(IntegrationDetail { id, versions, docs, manifest: value(manifest)? }))
}

/// An action of an integration, with the schemas of its input and output
#[utoipa::path(get, path = "/v1/integrations/{integration}/actions/{action}", tag = "catalog",
    params(("integration" = String, Path, description = "The integration's id"),
        ("action" = String, Path, description = "The action's id"), OfVersion),
    extensions(("x-role" = json!("signed-in"))),
    responses((status = 200, description = "The action", body = Object)))]
async fn action(
    State(app): State<App>,
    _identity: Identity,
    Path((id, action)): Path<(String, String)>,
    Asked(of): Asked<OfVersion>,
) -> Result<Json<Value>, Problem> {
    let manifest = find(&app, &id, of.version.as_deref())?;
    let unknown = || {
        let known = manifest.actions.iter().map(|action| action.id.as_str()).collect::<Vec<_>>().join(", ");
        let failure = Failure::coded(Kind::NotFound, "action-unknown").with_argument("integration", &id);
        failure.with_argument("action", short(&action)).with_argument("known", known)
    };
    let found: &Action = manifest.action(&action).ok_or_else(unknown)?;
    Ok(Json(value(found)?))
}

/// The highest version of `id` that `requirement` allows.
fn find<'a>(app: &'a App, id: &str, requirement: Option<&str>) -> Result<&'a Manifest, Failure> {
    let requirement = version(requirement)?;
    let host = app.platform.host();
    let versions = host.manifests().filter(|manifest| manifest.id == id).collect::<Vec<_>>();
    let fits = |manifest: &&&Manifest| requirement.matches(&manifest.version);
    if let Some(manifest) = versions.iter().rev().find(fits) {
        return Ok(manifest);
    }
    let failure = |code| Failure::coded(Kind::NotFound, code).with_argument("integration", short(id));
    if versions.is_empty() {
        let mut known = host.manifests().map(|manifest| manifest.id.as_str()).collect::<Vec<_>>();
        known.dedup();
        known.truncate(KNOWN_MAX);
        return Err(failure("integration-unknown").with_argument("known", known.join(", ")));
    }
    let known = versions.iter().map(|manifest| manifest.version.to_string()).collect::<Vec<_>>();
    let failure = failure("integration-no-version").with_argument("wanted", requirement);
    Err(failure.with_argument("known", known.join(", ")))
}

/// Reads a version requirement; any version if there is none.
///
/// # Errors
/// `InvalidInput` with `api-version-invalid`.
pub(crate) fn version(text: Option<&str>) -> Result<VersionReq, Failure> {
    let Some(text) = text else { return Ok(VersionReq::STAR) };
    text.parse().map_err(|error| {
        let failure = Failure::coded(Kind::InvalidInput, "api-version-invalid").with_at("/version");
        failure.with_argument("version", short(text)).with_argument("reason", short(error))
    })
}

fn value(of: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(of).map_err(|error| {
        Failure::coded(Kind::Broken, "api-internal").with_detail(format!("a manifest is no JSON: {error}"))
    })
}
