//! The last strokes of the API's description: what is true of every route and would be noise above each.

use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{Schema, SchemaType, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, OpenApi, Ref, RefOr, ResponseBuilder, ServerBuilder,
};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::ProblemDocument;

/// `api` with its title, how callers prove who they are, and the problem that each route may answer with.
pub(crate) fn finish(mut api: OpenApi) -> OpenApi {
    api.info = InfoBuilder::new()
        .title("Tomada")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Lists integrations, connects them to a project's credentials, runs their actions, and shows every call.\n\nEvery \
             failure is a problem document (RFC 9457) of one of nine kinds. Texts are in the language that \
             `Accept-Language` prefers, or `?lang` names: `en`, `pt-BR` or `es`. Lists are paged by key: `next` of a page \
             is `after` of the following one. An id of another project answers exactly as an unknown one.",
        ))
        .build();
    api.servers = Some(vec![ServerBuilder::new().url("/").build()]);
    let components = api.components.get_or_insert_with(Components::new);
    components.schemas.insert(ProblemDocument::name().into_owned(), ProblemDocument::schema());
    components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("tomada")));
    components.add_security_scheme("session", cookie);
    let none: [&str; 0] = [];
    api.security =
        Some(vec![SecurityRequirement::new("token", none), SecurityRequirement::new("session", none)]);
    let problem = ResponseBuilder::new()
        .description("Why there is no answer")
        .content(
            "application/problem+json",
            ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemDocument::name()))).build(),
        )
        .build();
    for item in api.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            operation.parameters.iter_mut().flatten().for_each(bound);
            let responses = &mut operation.responses.responses;
            responses.insert("default".to_owned(), RefOr::T(problem.clone()));
        }
    }
    api
}

/// A text in a query has a length; what names none is bounded by this, in characters.
const TEXT_MAX: usize = 512;

fn bound(parameter: &mut RefOr<Parameter>) {
    let RefOr::T(parameter) = parameter else { return };
    if let (ParameterIn::Query, Some(RefOr::T(Schema::Object(schema)))) =
        (&parameter.parameter_in, &mut parameter.schema)
    {
        let text =
            matches!(schema.schema_type, SchemaType::Type(Type::String)) && schema.enum_values.is_none();
        if text && schema.max_length.is_none() {
            schema.max_length = Some(TEXT_MAX);
        }
        if text && schema.pattern.is_none() {
            schema.pattern = Some("^[^\\u0000]*$".to_owned());
        }
    }
}
