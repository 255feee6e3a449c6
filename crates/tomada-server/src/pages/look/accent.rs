//! The accent colour that a page around the menu asks for, made readable in both themes.
//!
//! Rule: whatever colour is asked for, text in it has a contrast of at least 4.5:1 to what is behind it (WCAG 2.2,
//! 1.4.3), and text on it, too.

/// What is behind text at its worst: raised parts, in the light theme and in the dark one.
const LIGHT: [u8; 3] = [0xf6, 0xf7, 0xf9];
const DARK: [u8; 3] = [0x1e, 0x22, 0x27];
const CONTRAST_MIN: f64 = 4.5;
/// How far a colour moves towards black or white at once, in percent.
const STEP_PERCENT: u16 = 4;

/// A colour, as six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Accent([u8; 3]);

impl Accent {
    /// Reads exactly six hexadecimal digits.
    pub(in crate::pages) fn read(text: &str) -> Option<Self> {
        let is_hex = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(text, 16).ok().filter(|_| is_hex)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// As six hexadecimal digits.
    pub(super) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    /// The style sheet that sets it.
    pub(in crate::pages) fn sheet(self) -> String {
        let (light, dark) = (self.against(LIGHT, 0x00).hex(), self.against(DARK, 0xff).hex());
        format!(
            ":root {{ --accent: #{light}; --on-accent: #fff; }}\n\
             @media (prefers-color-scheme: dark) {{ :root {{ --accent: #{dark}; --on-accent: #0b1a2b; }} }}\n"
        )
    }

    /// The nearest colour that can be read on `paper`, on the way to black (`0x00`) or white (`0xff`).
    fn against(self, paper: [u8; 3], end: u8) -> Self {
        let mixed = |percent: u16| {
            let part = |byte: u8| (u16::from(byte) * (100 - percent) + u16::from(end) * percent) / 100;
            Self(self.0.map(|byte| u8::try_from(part(byte)).unwrap_or(end)))
        };
        let steps = (0..=100).step_by(usize::from(STEP_PERCENT));
        let mut readable = steps.map(mixed).filter(|colour| contrast(colour.0, paper) >= CONTRAST_MIN);
        readable.next().unwrap_or(Self([end; 3]))
    }
}

/// The contrast of two colours (WCAG 2.2, "contrast ratio").
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How light a colour is (WCAG 2.2, "relative luminance").
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|byte| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_a_colour_and_nothing_else_is() {
        for (text, expected) in [
            ("7a3cc2", Some("7a3cc2")),
            ("FFFFFF", Some("ffffff")),
            ("", None),
            ("#7a3cc", None),
            ("7a3cc", None),
            ("7a3cc22", None),
            ("+a3cc2", None),
            ("red;}b", None),
            ("ção1", None),
        ] {
            assert_eq!(Accent::read(text).map(Accent::hex).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn whatever_is_asked_for_can_be_read_in_both_themes() {
        for text in ["000000", "ffffff", "ffff00", "0000ff", "7a3cc2", "808080", "00ff88", "0b5cad"] {
            let accent = Accent::read(text).unwrap();
            for (paper, end, on) in [(LIGHT, 0x00, [0xff; 3]), (DARK, 0xff, [0x0b, 0x1a, 0x2b])] {
                let shown = accent.against(paper, end).0;
                assert!(contrast(shown, paper) >= CONTRAST_MIN, "{text} on {paper:?}: {shown:?}");
                assert!(contrast(shown, on) >= CONTRAST_MIN, "{on:?} on {text}: {shown:?}");
            }
        }
        assert!((contrast([0; 3], [0xff; 3]) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let sheet = Accent::read("7a3cc2").unwrap().sheet();
        assert!(sheet.starts_with(":root { --accent: #7a3cc2; --on-accent: #fff; }"), "{sheet}");
    }
}
