//! How an answer is to be taken, as a builder writes it: the field `response` of the card.

use schemars::JsonSchema;
use serde::Deserialize;
use tomada_core::Failure;

use super::reader::ResponseReader;
use super::{CsvOptions, ResponseForm, XmlOptions, charset};
use crate::mapping::{Mapping, MappingSource};
use crate::place::Place;

/// How to take an answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ResponseOptions {
    /// What to take the body as. An answer that is not what is asked for is a failure.
    #[serde(rename = "as")]
    pub form: ResponseForm,
    /// The character set of the body, such as `iso-8859-1`, for services that name none or a wrong one.
    pub charset: Option<String>,
    /// How XML is taken.
    pub xml: Option<XmlOptions>,
    /// How a table is taken.
    pub csv: Option<CsvOptions>,
    /// What is made of the decoded body.
    pub map: Option<MappingSource>,
}

impl ResponseOptions {
    /// Checks the options, so that nothing needs to be sent to find a mistake in them.
    ///
    /// # Errors
    /// `InvalidInput` with the JSON pointer of the option, below `/response`.
    pub fn prepare(&self) -> Result<ResponseReader, Failure> {
        let at = Place::top("response");
        let charset = match self.charset.as_deref() {
            None => None,
            Some(label) => Some(charset::known(label).ok_or_else(|| {
                at.child("charset").failure("response-charset-unknown").with_argument("charset", label)
            })?),
        };
        let (xml, csv) = (self.xml.clone().unwrap_or_default(), self.csv.clone().unwrap_or_default());
        self.refuse("xml", self.xml.is_some(), ResponseForm::Xml, &at)?;
        self.refuse("csv", self.csv.is_some(), ResponseForm::Csv, &at)?;
        let (xml, csv) = (xml.check(&at.child("xml"))?, csv.check(&at.child("csv"))?);
        let mapping = self.map.as_ref().map(Mapping::compile).transpose()?;
        Ok(ResponseReader { form: self.form, charset, xml, csv, mapping })
    }

    /// Refuses options for another form than the one that is asked for: they would do nothing.
    fn refuse(&self, option: &str, given: bool, form: ResponseForm, at: &Place) -> Result<(), Failure> {
        if !given || self.form == form || self.form == ResponseForm::Auto {
            return Ok(());
        }
        Err(at.child(option).failure("response-option-idle").with_argument("option", option))
    }
}

impl From<ResponseForm> for ResponseOptions {
    fn from(form: ResponseForm) -> Self {
        Self { form, ..Self::default() }
    }
}
