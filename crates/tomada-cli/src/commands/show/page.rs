//! A manifest as a page that reads well at 80 columns.

use tomada_core::{Action, Auth, Effect, Manifest, Placement, Setting};

use super::schema;
use crate::escape::{for_people, on_one_line};
use crate::session::Session;
use crate::terminal::{self, styled};

pub(super) fn page(session: &Session, manifest: &Manifest) -> String {
    let page = Page { session };
    let mut sections =
        vec![page.head(manifest), page.permissions(manifest), page.authentication(&manifest.auth)];
    if !manifest.settings.is_empty() {
        sections.push(page.settings(manifest));
    }
    sections.push(page.actions(manifest));
    sections.join("\n")
}

struct Page<'a> {
    session: &'a Session,
}

impl Page<'_> {
    fn head(&self, manifest: &Manifest) -> String {
        let Session { locale, palette, .. } = self.session;
        let title = styled(palette.heading, on_one_line(manifest.title.get(*locale)));
        let name = format!("{} {} · {}", manifest.id, manifest.version, on_one_line(&manifest.category));
        let summary = wrapped(manifest.summary.get(*locale), "");
        let docs = manifest.docs.as_deref().map(|docs| styled(palette.quiet, on_one_line(docs)) + "\n");
        let head = filled(&format!("{title}  {}", styled(palette.name, name)), "", "");
        head + &summary + &docs.unwrap_or_default()
    }

    fn permissions(&self, manifest: &Manifest) -> String {
        let hosts = manifest.permissions.hosts.iter().map(|host| wrapped(&self.host(host), "  "));
        let hosts = hosts.collect::<String>();
        let none = || wrapped(&self.session.text("cli-show-no-hosts"), "  ");
        self.heading("cli-show-permissions") + &if hosts.is_empty() { none() } else { hosts }
    }

    fn host(&self, host: &str) -> String {
        let inside = host.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).map(str::trim);
        match inside.and_then(|inside| inside.split_once('.')) {
            None if host == "*" => self.session.text("cli-show-any-host"),
            Some(("settings", name)) => self.session.text_with("cli-show-host-of-setting", &[("name", name)]),
            Some(("input", name)) => self.session.text_with("cli-show-host-of-input", &[("name", name)]),
            _ => host.to_owned(),
        }
    }

    fn authentication(&self, auth: &Auth) -> String {
        let kind = match auth {
            Auth::ApiKey { placement, name } => {
                let id = match placement {
                    Placement::Header => "cli-show-auth-header",
                    Placement::Query => "cli-show-auth-query",
                    Placement::Body => "cli-show-auth-body",
                };
                self.session.text_with(id, &[("name", name)])
            }
            Auth::None => self.session.text("cli-show-auth-none"),
            Auth::Any => self.session.text("cli-show-auth-any"),
            Auth::Bearer { .. } => self.session.text("cli-show-auth-bearer"),
            Auth::Basic { .. } => self.session.text("cli-show-auth-basic"),
            Auth::Digest { .. } => self.session.text("cli-show-auth-digest"),
            Auth::Hmac(_) => self.session.text("cli-show-auth-hmac"),
            Auth::Login(_) => self.session.text("cli-show-auth-login"),
            Auth::ClientCredentials(_) => self.session.text("cli-show-auth-client-credentials"),
            Auth::AuthorizationCode(_) => self.session.text("cli-show-auth-authorization-code"),
            Auth::ServiceAccount(_) => self.session.text("cli-show-auth-service-account"),
            Auth::AwsSigv4 { .. } => self.session.text("cli-show-auth-aws-sigv4"),
            Auth::Mtls => self.session.text("cli-show-auth-mtls"),
        };
        let secrets = auth.secrets().iter().map(|name| {
            let necessity = self.necessity(!auth.may_lack(name));
            format!("  --secret {}=…  {necessity}\n", styled(self.session.palette.name, name))
        });
        self.heading("cli-show-auth") + &wrapped(&kind, "  ") + &secrets.collect::<String>()
    }

    fn settings(&self, manifest: &Manifest) -> String {
        let settings = manifest.settings.iter().map(|(name, setting)| self.setting(name, setting));
        self.heading("cli-show-settings") + &settings.collect::<String>()
    }

    fn setting(&self, name: &str, setting: &Setting) -> String {
        let Session { locale, palette, .. } = self.session;
        let mut facts = vec![schema::kind(&setting.schema), self.necessity(setting.required)];
        facts.extend(
            setting
                .default()
                .map(|value| self.session.text_with("cli-show-default", &[("value", &value.to_string())])),
        );
        let title = on_one_line(setting.title.get(*locale));
        let facts = on_one_line(&facts.join(", "));
        let head = filled(&format!("{}  {title} ({facts})", styled(palette.name, name)), "  ", "      ");
        head + &wrapped(setting.help.get(*locale), "      ")
    }

    fn actions(&self, manifest: &Manifest) -> String {
        let actions = manifest.actions.iter().map(|action| self.action(action)).collect::<Vec<_>>();
        self.heading("cli-show-actions") + &actions.join("\n")
    }

    fn action(&self, action: &Action) -> String {
        let Session { locale, palette, .. } = self.session;
        let (style, effect) = match action.effect {
            Effect::Read => (palette.good, "cli-show-read"),
            Effect::Write => (palette.careful, "cli-show-write"),
            Effect::Destructive => (palette.bad, "cli-show-destructive"),
        };
        let mut facts = styled(style, self.session.text(effect));
        if action.streaming {
            facts = format!("{facts}, {}", self.session.text("cli-show-streaming"));
        }
        let title = on_one_line(action.title.get(*locale));
        let head =
            filled(&format!("{}  {title} ({facts})", styled(palette.name, &action.id)), "  ", "      ");
        let summary = wrapped(action.summary.get(*locale), "      ");
        let fields = |heading: &str, schema| {
            let lines =
                schema::fields(schema).into_iter().map(|field| self.field(&field)).collect::<String>();
            let heading = styled(palette.quiet, self.session.text(heading));
            if lines.is_empty() { String::new() } else { format!("      {heading}\n{lines}") }
        };
        head + &summary
            + &fields("cli-show-input", &action.input)
            + &fields("cli-show-output", &action.output)
    }

    fn field(&self, field: &schema::Field) -> String {
        let required = || format!(", {}", self.session.text("cli-show-required"));
        let necessity = if field.required { required() } else { String::new() };
        let line = format!("{}  {}{necessity}  {}", field.name, field.kind, field.about);
        filled(on_one_line(&line).trim_end(), "        ", "            ")
    }

    fn necessity(&self, required: bool) -> String {
        self.session.text(if required { "cli-show-required" } else { "cli-show-optional" })
    }

    fn heading(&self, id: &str) -> String {
        styled(self.session.palette.heading, self.session.text(id)) + "\n"
    }
}

/// A paragraph from outside.
fn wrapped(text: &str, indent: &str) -> String {
    filled(&for_people(text), indent, indent)
}

/// A paragraph that is harmless already, styled or not.
fn filled(text: &str, first_indent: &str, indent: &str) -> String {
    let options = textwrap::Options::new(terminal::columns());
    textwrap::fill(text, options.initial_indent(first_indent).subsequent_indent(indent)) + "\n"
}
