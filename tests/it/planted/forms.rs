//! The forms in which a secret may come back, written without a line of the code that masks them.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Every form of some secrets, and what of each is looked for.
pub(crate) struct Forms(Vec<String>);

impl Forms {
    pub(crate) fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        Self(secrets.into_iter().flat_map(forms).collect())
    }

    /// All of them, as a service would write them.
    pub(crate) fn all(&self) -> Vec<String> {
        self.0.clone()
    }

    /// The first that stands in `text`. Of base64, the first and the last letters hold other bytes too, so the ends of
    /// each form are not looked at.
    pub(crate) fn found_in(&self, text: &str) -> Option<&str> {
        let core = |form: &'_ String| -> String {
            let letters: Vec<char> = form.chars().collect();
            letters[8..letters.len() - 6].iter().collect()
        };
        self.0.iter().find(|form| text.contains(&core(form))).map(String::as_str)
    }
}

fn forms(secret: &str) -> Vec<String> {
    let mut hex = String::new();
    for byte in secret.bytes() {
        write!(hex, "{byte:02x}").expect("a text grows");
    }
    let json = serde_json::Value::from(secret).to_string();
    let json = json[1..json.len() - 1].to_owned();
    let percent: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let mut forms = vec![secret.to_owned(), json, hex, percent.replace('+', "%20"), percent];
    for before in ["", "u", "u:"] {
        forms.push(STANDARD.encode(format!("{before}{secret}")));
        forms.push(URL_SAFE_NO_PAD.encode(format!("{before}{secret}")));
    }
    forms
}
