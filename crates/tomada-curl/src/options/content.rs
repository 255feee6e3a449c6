//! Data and parts: what -d, --data-urlencode, --json and -F add, and where a file is meant.

use super::take::wrong;
use super::{Reader, Written};
use crate::call::Part;
use crate::coded;
use crate::fault::Unreadable;
use crate::flags::Flag;
use crate::form::{self, Source};
use crate::note::{Note, Topic};
use crate::shell::Word;
use crate::url;
use crate::variable::Origin;

impl Reader<'_> {
    /// Data adds up, joined by `&`; that of --json as it is.
    pub(super) fn data(&mut self, flag: Flag, word: &Word, written: &Written) -> Result<(), Unreadable> {
        let added = match (flag, word.coded.strip_prefix('@')) {
            (Flag::DataUrlencode, _) => self.urlencoded(word, written)?,
            (Flag::DataRaw, _) | (_, None) => word.coded.clone(),
            // Of a file, -d leaves out the line breaks.
            (Flag::Data, Some(path)) => self.file(path, word, written)?.replace(['\r', '\n', '\0'], ""),
            (_, Some(path)) => self.file(path, word, written)?,
        };
        let options = &mut self.options;
        options.is_json |= flag == Flag::Json;
        match &mut options.data {
            None => options.data = Some((added, written.at)),
            Some((data, _)) => {
                // An empty one before counts (curl 7.88; later versions add no `&` then).
                if flag != Flag::Json {
                    data.push('&');
                }
                data.push_str(&added);
            }
        }
        Ok(())
    }

    /// `content`, `=content`, `name=content`, `@file` or `name@file`; the content is encoded, the name is not.
    pub(super) fn urlencoded(&mut self, word: &Word, written: &Written) -> Result<String, Unreadable> {
        let text = word.coded.as_str();
        let Some(at) = text.find(['=', '@']) else { return Ok(url::encode_as_curl(text)) };
        let (name, content) = (&text[..at], &text[at + 1..]);
        let content =
            if text[at..].starts_with('@') { self.file(content, word, written)? } else { content.to_owned() };
        let encoded = url::encode_as_curl(&content);
        Ok(if name.is_empty() { encoded } else { format!("{name}={encoded}") })
    }

    pub(super) fn form(&mut self, flag: Flag, word: &Word, written: &Written) -> Result<(), Unreadable> {
        let (name, content) = word.coded.split_once('=').ok_or_else(|| wrong(written, "<name=content>"))?;
        self.options.first_part_at.get_or_insert(written.at);
        let mut part = Part { name: name.to_owned(), ..Part::default() };
        if flag == Flag::FormString {
            part.content = content.as_bytes().to_vec();
            self.options.parts.push(part);
            return Ok(());
        }
        let parsed = form::parse(content).ok_or_else(|| wrong(written, ";type=<major/minor>"))?;
        for _ in 0..parsed.lost {
            self.gathered.note(Note::flag(Topic::NotCarried, written.at, &written.flag));
        }
        match parsed.source {
            Source::Opens => {
                self.options.nested += 1;
                self.gathered.note(Note::flag(Topic::NotCarried, written.at, &written.flag));
            }
            Source::Closes => self.options.nested = self.options.nested.saturating_sub(1),
            _ if self.options.nested > 0 => {}
            Source::Text(text) => {
                part.content = text.into_bytes();
                (part.filename, part.content_type) = (parsed.filename, parsed.content_type);
                self.options.parts.push(part);
            }
            Source::Content(path) => {
                part.content = self.file(&path, word, written)?.into_bytes();
                (part.filename, part.content_type) = (parsed.filename, parsed.content_type);
                self.options.parts.push(part);
            }
            Source::Files(paths) => {
                for path in paths {
                    let content = self.file(&path, word, written)?.into_bytes();
                    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                    let filename = parsed.filename.clone().unwrap_or(name);
                    let content_type = parsed.content_type.clone();
                    let content_type = content_type.or_else(|| Some(form::type_of(&filename).to_owned()));
                    let name = part.name.clone();
                    self.options.parts.push(Part { name, content, filename: Some(filename), content_type });
                }
            }
        }
        Ok(())
    }

    /// What a file holds, coded: the standard input if that is known, a variable otherwise.
    pub(super) fn file(&mut self, path: &str, word: &Word, written: &Written) -> Result<String, Unreadable> {
        if path == "-" || path == "." {
            if let Some(input) = self.input.replace(String::new()) {
                return Ok(input);
            }
            self.input = None;
            let mark = self.gathered.variables.add("input", Origin::Input, word.at, None)?;
            let note = Note::flag(Topic::Input, written.at, &written.flag);
            self.gathered.note(note.with("name", self.gathered.variables.name(mark)));
            return Ok(mark.to_string());
        }
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let mark = self.gathered.variables.add(name, Origin::File, word.at, None)?;
        let note = Note::flag(Topic::File, written.at, &written.flag);
        let note = note.with("path", coded::shown(path)).with("name", self.gathered.variables.name(mark));
        self.gathered.note(note);
        Ok(mark.to_string())
    }
}

pub(super) fn join(all: &mut Option<String>, added: &str) {
    match all {
        Some(all) => {
            all.push('&');
            all.push_str(added);
        }
        None => *all = Some(added.to_owned()),
    }
}
