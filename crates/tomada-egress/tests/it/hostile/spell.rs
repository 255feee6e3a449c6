//! How one address can be written: the number notations that `inet_aton` takes, the letters that IDNA folds (UTS 46),
//! percent-encoding, and the places where IPv6 text may be shortened. Each way is valid, so that only the policy refuses.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Ways to write `address` as the host of a URL.
pub(crate) fn v4(address: Ipv4Addr) -> Vec<String> {
    let [a, b, c, d] = address.octets().map(u32::from);
    // The last number fills what the others leave.
    let groups =
        [vec![a, b, c, d], vec![a, b, c << 8 | d], vec![a, (b << 8 | c) << 8 | d], vec![address.to_bits()]];
    let mut hosts = groups.iter().flat_map(|numbers| notations(numbers)).collect::<Vec<_>>();
    let dotted = address.to_string();
    hosts.push(format!("{dotted}."));
    hosts.extend(disguises(&dotted));
    hosts.extend(disguises(&address.to_bits().to_string()));
    hosts.extend(disguises(&format!("0x{a:x}.{b}.0{c:o}.{d}")));
    hosts
}

/// Each number in decimal, octal and two kinds of hexadecimal, in every combination.
fn notations(numbers: &[u32]) -> Vec<String> {
    numbers.iter().fold(vec![String::new()], |written, number| {
        let ways =
            [number.to_string(), format!("0{number:o}"), format!("0x{number:x}"), format!("0X00{number:X}")];
        let dot = |text: &str| if text.is_empty() { "" } else { "." };
        let longer = |text: &String| ways.each_ref().map(|way| format!("{text}{}{way}", dot(text)));
        written.iter().flat_map(longer).collect()
    })
}

/// The same text in other letters.
fn disguises(text: &str) -> Vec<String> {
    let map = |letter: fn(char) -> String| text.chars().map(letter).collect::<String>();
    let whole = [
        // U+FF01 to U+FF5E are the fullwidth forms of ASCII.
        map(|letter| char::from_u32(u32::from(letter) + 0xfee0).unwrap().to_string()),
        map(|letter| match letter {
            '0' => "⓪".to_owned(),
            '1'..='9' => char::from_u32(u32::from(letter) - u32::from('1') + 0x2460).unwrap().to_string(),
            other => other.to_string(),
        }),
        // Superscript, mathematical bold.
        map(|letter| match letter {
            '1' => "¹".to_owned(),
            '2' => "²".to_owned(),
            '3' => "³".to_owned(),
            other => other.to_string(),
        }),
        map(|letter| match letter {
            '0'..='9' => char::from_u32(u32::from(letter) - u32::from('0') + 0x1d7ce).unwrap().to_string(),
            other => other.to_string(),
        }),
        map(|letter| format!("%{:02x}", u32::from(letter))),
        map(|letter| format!("%{:02X}", u32::from(letter))),
        text.replace('.', "%2e"),
        text.replace('.', "。"),
        text.replace('.', "．"),
        text.replace('.', "｡"),
        text.replace('.', "%E3%80%82"),
        // A soft hyphen and a zero-width space are nothing.
        format!("\u{ad}{text}"),
        format!("{}\u{200b}{}", &text[..1], &text[1..]),
        format!("{text}."),
        format!("{text}%2E"),
        format!("{text}。"),
    ];
    let one = text.char_indices().map(|(at, letter)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        format!("{before}%{:02x}{after}", u32::from(letter))
    });
    whole.into_iter().chain(one).collect()
}

/// Ways to write `address` as the host of a URL, brackets included.
pub(crate) fn v6(address: Ipv6Addr) -> Vec<String> {
    let groups = address.segments();
    let plain = groups.map(|group| format!("{group:x}"));
    let padded = groups.map(|group| format!("{group:04x}"));
    let [.., c, d] = groups;
    let tail = Ipv4Addr::from_bits(u32::from(c) << 16 | u32::from(d));
    let mut texts = vec![address.to_string(), plain.join(":"), padded.join(":")];
    texts.push(format!("{}:{tail}", plain[..6].join(":")));
    for (from, to) in zeroes(&groups) {
        let short = |words: &[String; 8]| format!("{}::{}", words[..from].join(":"), words[to..].join(":"));
        texts.extend([short(&plain), short(&padded)]);
        if to <= 6 {
            let end = plain[to..6].iter().flat_map(|group| [group, ":"]).collect::<String>();
            texts.push(format!("{}::{end}{tail}", plain[..from].join(":")));
        }
    }
    let upper = texts.iter().map(|text| text.to_uppercase()).collect::<Vec<_>>();
    texts.into_iter().chain(upper).map(|text| format!("[{text}]")).collect()
}

/// The runs of zeroes, and parts of them, that `::` may stand for.
fn zeroes(groups: &[u16; 8]) -> Vec<(usize, usize)> {
    let runs = (0..8).flat_map(|from| (from + 1..=8).map(move |to| (from, to)));
    runs.filter(|(from, to)| groups[*from..*to].iter().all(|group| *group == 0)).collect()
}

/// URLs in which `host` is the host, or seems to be.
pub(crate) fn tricks(host: &str, port: u16) -> Vec<String> {
    let mut cut = host.char_indices().skip(1).map(|(at, _)| at);
    let middle = cut.nth(host.chars().count() / 2).unwrap_or(host.len());
    let (left, right) = host.split_at(middle);
    vec![
        format!("http:{host}/"),
        format!("http:/{host}/"),
        format!("http:////{host}/"),
        format!("http:/\\{host}/"),
        format!("ht\ttp://{host}/"),
        format!("h\nttp\r://{host}:{port}/"),
        format!("http:/\t/{host}/"),
        format!("http://{left}\t{right}/"),
        format!("http://{left}\r\n{right}:{port}/"),
        format!("\u{1} http://{host}/\u{1f} "),
        format!("http://{host}:0{port}/"),
        format!("http://{host}:\t{port}/"),
        format!("http://{host}\\@example.com/"),
        format!("http://{host}#@example.com/"),
        format!("http://{host}?@example.com/"),
        format!("http://{host}:{port}\\.example.com/"),
        format!("http://@{host}/"),
        format!("http://:@{host}/"),
        format!("http://good.example.com@{host}/"),
        format!("http://good.example.com:80@{host}:{port}/"),
        format!("http://good.example.com%40{host}/"),
        format!("http://a@b@{host}/"),
        format!("http://{host}%00.example.com/"),
        format!("http://{host}%2f.example.com/"),
        format!("http://[{host}]/"),
        format!("http://{}%25lo]/", host.trim_end_matches(']')),
        format!("http://{}%lo]/", host.trim_end_matches(']')),
        format!("http://{host}:{port}:80/"),
    ]
}
