//! What a command says and the fields cannot hold, or hold in another way: nothing is lost in silence.

use std::collections::BTreeMap;

/// One remark about one place of a command. Its text is in the message catalogue under [`Topic::code`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub topic: Topic,
    /// Where, in bytes from the start of the command.
    pub at: usize,
    /// The arguments of its text, among them `flag` where it is about one.
    pub arguments: BTreeMap<&'static str, String>,
}

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The request is the same.
    Harmless,
    /// Somebody has to supply something, or it is done in another way.
    Changed,
    /// The fields cannot say it.
    Lost,
}

impl Weight {
    /// The name in a result, such as `lost`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Harmless => "harmless",
            Self::Changed => "changed",
            Self::Lost => "lost",
        }
    }
}

macro_rules! topics {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $weight:ident;)+) => {
        /// What a note is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Topic {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Topic {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The identifier in the message catalogue, such as `curl-note-proxy`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => concat!("curl-note-", $code),)+ }
            }

            /// How much it matters.
            pub const fn weight(self) -> Weight {
                match self { $(Self::$name => Weight::$weight,)+ }
            }
        }
    };
}

topics! {
    /// How curl shows what it does: -s, -v, -i and the like.
    Display = "display", Harmless;
    /// Compression, which egress always asks for.
    Compressed = "compressed", Harmless;
    /// The version of HTTP, which is negotiated.
    HttpVersion = "http-version", Harmless;
    /// A flag that was shortened; `meant` is the whole.
    Abbreviated = "abbreviated", Harmless;
    /// A url without a scheme; `scheme` is what curl takes.
    SchemeGuessed = "scheme-guessed", Harmless;
    /// Variables set for curl alone, which do not change the request.
    Environment = "environment", Harmless;
    /// A header that frames the message, which egress writes itself.
    HeaderFramed = "header-framed", Lost;
    /// A header of curl's own that was switched off.
    HeaderRemoved = "header-removed", Harmless;
    /// A header that curl would not send either.
    HeaderIgnored = "header-ignored", Harmless;
    /// A header that is no header: a name or value that HTTP does not allow.
    HeaderWrong = "header-wrong", Lost;
    /// A body without a content type, which the card always has; `used` is it.
    ContentType = "content-type", Changed;
    /// `--flag=value`, which curl refuses.
    EqualsSign = "equals-sign", Changed;
    /// A secret that belongs into the connection.
    SecretConnection = "secret-connection", Changed;
    /// A secret that became a variable.
    SecretVariable = "secret-variable", Changed;
    /// A password that curl would ask for.
    PasswordAsked = "password-asked", Changed;
    /// A variable of the shell.
    Variable = "variable", Changed;
    /// The output of a command.
    Substitution = "substitution", Changed;
    /// A file whose content the request needs.
    File = "file", Changed;
    /// The standard input, whose content the request needs.
    Input = "input", Changed;
    /// A url that begins with a variable: the connection's base address.
    BaseAddress = "base-address", Changed;
    /// A proxy.
    Proxy = "proxy", Lost;
    /// -k: certificates are always checked.
    TlsUnverified = "tls-unverified", Lost;
    /// Other settings of TLS.
    Tls = "tls", Lost;
    /// A client certificate, which belongs into the connection.
    ClientCertificate = "client-certificate", Lost;
    /// Which way packets take: addresses, interfaces, DNS.
    Route = "route", Lost;
    /// Something that curl would write to a file.
    Output = "output", Lost;
    /// Settings in a file.
    Settings = "settings", Lost;
    /// Fewer redirects than asked for.
    RedirectsFewer = "redirects-fewer", Changed;
    /// How redirects are followed.
    RedirectRule = "redirect-rule", Lost;
    /// A shorter wait than asked for.
    TimeoutShorter = "timeout-shorter", Changed;
    /// Limits of time other than the whole.
    TimeoutRule = "timeout-rule", Lost;
    /// Fewer retries than asked for.
    RetriesFewer = "retries-fewer", Changed;
    /// When and how often to try again.
    RetryRule = "retry-rule", Lost;
    /// A smaller answer than asked for.
    AnswerSmaller = "answer-smaller", Changed;
    /// An authentication that is not built.
    AuthScheme = "auth-scheme", Lost;
    /// Several authentications, of which curl picks one.
    AuthSeveral = "auth-several", Changed;
    /// Flags of FTP, mail, SSH and others.
    OtherProtocol = "other-protocol", Harmless;
    /// Anything else that a card has no field for.
    NotCarried = "not-carried", Lost;
    /// More urls.
    MoreUrls = "more-urls", Lost;
    /// --next: another request.
    Next = "next", Lost;
    /// A url that stands for several.
    Glob = "glob", Lost;
    /// What becomes of the answer after a pipe.
    Pipe = "pipe", Lost;
    /// What comes from or goes to a file by the shell.
    Redirection = "redirection", Lost;
    /// Further commands.
    MoreCommands = "more-commands", Lost;
    /// What the shell would expand into several words.
    Expansion = "expansion", Changed;
}

impl Note {
    /// A note about the place `at`.
    pub(crate) fn new(topic: Topic, at: usize) -> Self {
        Self { topic, at, arguments: BTreeMap::new() }
    }

    pub(crate) fn flag(topic: Topic, at: usize, flag: &str) -> Self {
        Self::new(topic, at).with("flag", flag)
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.arguments.insert(name, value.to_string());
        self
    }
}

/// How many notes one command may have; one with more is no command.
pub(crate) const NOTES_MAX: usize = 500;

/// Flags of these topics share one note.
const SHARED: [Topic; 5] = [Topic::Display, Topic::OtherProtocol, Topic::Tls, Topic::Route, Topic::Proxy];

/// Adds a note, unless it was made before. It stops one above the most there may be, so that no text can make this
/// slow; whoever has so many is told.
pub(crate) fn add(notes: &mut Vec<Note>, note: Note) {
    if notes.len() > NOTES_MAX {
        return;
    }
    let is_shared = SHARED.contains(&note.topic);
    let known = notes
        .iter_mut()
        .find(|known| known.topic == note.topic && (is_shared || known.arguments == note.arguments));
    match (known, note.arguments.get("flag")) {
        (None, _) => notes.push(note),
        (Some(known), Some(flag)) if is_shared => {
            let flags = known.arguments.entry("flag").or_default();
            if !flags.split(' ').any(|known| known == flag) {
                flags.push(' ');
                flags.push_str(flag);
            }
        }
        (Some(_), _) => {}
    }
}
