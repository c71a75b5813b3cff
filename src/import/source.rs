//! From bytes to text: encoding, line ends, characters that are none.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::account::{Account, Refusal, lines};
use super::options::Options;

/// A file as text, with its lines.
#[derive(Debug)]
pub struct Source {
    /// Its path as the user wrote it.
    pub name: String,
    /// What it says; line ends are LF.
    pub text: String,
    /// The encoding that it was read as.
    pub encoding: &'static str,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl Source {
    /// Reads the bytes as text, and says in `account` what was not plain UTF-8.
    ///
    /// # Errors
    ///
    /// When it is too large, is no text, or is not in the encoding that was asked for.
    pub fn decode(
        name: &str,
        bytes: &[u8],
        options: &Options,
        account: &mut Account,
    ) -> Result<Self, Refusal> {
        if bytes.len() > options.limits.file {
            let message = format!(
                "the file has {} bytes, and at most {} are taken",
                bytes.len(),
                options.limits.file
            );
            return Err(Refusal::new(
                1,
                message,
                "allow more with `--max-size`, or split the file",
            ));
        }
        refuse_known_binary(name, bytes)?;
        let (text, encoding) = match Encoding::for_bom(bytes) {
            Some((encoding, mark)) => decode_as(encoding, &bytes[mark..])?,
            None => match &options.encoding {
                Some(label) => decode_as(named(label)?, bytes)?,
                None => guess(bytes, account)?,
            },
        };
        let text = without_controls(normalise_line_ends(text), account)?;
        Ok(Self::new(name, text, encoding.name()))
    }

    /// A source of text that is at hand.
    pub fn new(name: &str, text: String, encoding: &'static str) -> Self {
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.to_owned(), text, encoding, starts }
    }

    /// The line of a byte offset, from 1.
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The file's name without its folder.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The file's name without folder and extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// What the file's name ends in, in lower case and without the dot.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase())
    }

    /// Whether the file's name leaves open what kind of text it is.
    pub fn is_plain_text(&self) -> bool {
        matches!(self.extension().as_str(), "txt" | "")
    }

    /// The folder that the file lies in, if its path has one.
    pub fn folder(&self) -> Option<&str> {
        self.name.rsplit(['/', '\\']).nth(1).filter(|name| !matches!(*name, "" | "." | ".."))
    }
}

/// Files that hold questions, but not as text.
fn refuse_known_binary(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let advice = if bytes.starts_with(b"SQLite format 3\0") {
        "this is an SQLite database; export it as text first (in Anki: File, Export, Notes in Plain Text)"
    } else if bytes.starts_with(b"PK\x03\x04") && name.to_lowercase().ends_with("pkg") {
        "this is a package of Anki; export it as text first (File, Export, Notes in Plain Text)"
    } else if bytes.starts_with(b"PK\x03\x04") {
        "this is a zip archive; unpack it and import what is in it (save a spreadsheet as CSV)"
    } else {
        return Ok(());
    };
    Err(Refusal::new(1, "not a text file", advice))
}

fn named(label: &str) -> Result<&'static Encoding, Refusal> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let message = format!("`{label}` is no encoding that is known");
        Refusal::new(1, message, "write one such as `utf-8`, `windows-1252` or `shift_jis`")
    })
}

type Decoded = (String, &'static Encoding);

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Refusal> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text.into_owned(), encoding)),
        None => Err(Refusal::new(
            first_undecodable(encoding, bytes),
            format!("the file is not in {}", encoding.name()),
            "name its encoding with `--encoding`",
        )),
    }
}

/// The line of the first byte that an encoding does not have.
fn first_undecodable(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut before = String::with_capacity(length.unwrap_or_default());
    // What it does not decode is behind that byte, and so is what it says of it.
    let _ = decoder.decode_to_string_without_replacement(bytes, &mut before, true);
    1 + before.matches('\n').count()
}

/// UTF-8; else Windows-1252, in which nearly every other file of the West is.
fn guess(bytes: &[u8], account: &mut Account) -> Result<Decoded, Refusal> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), UTF_8));
    }
    let (line, byte) = first_invalid(bytes).unwrap_or((1, 0));
    if bytes.contains(&0) {
        return Err(Refusal::new(1, "not a text file", "it holds NUL bytes; save it as UTF-8"));
    }
    // The five bytes that Windows-1252 leaves undefined stand for control characters in the Web's
    // version of it, so that reading never fails; they are told apart below.
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let shown = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
    account.warn(
        line,
        format!("byte 0x{byte:02X} is not UTF-8; read as Windows-1252 ({shown})"),
        "use `--encoding` to choose another",
    );
    Ok((text.into_owned(), WINDOWS_1252))
}

/// Line and value of the first byte that is not UTF-8.
fn first_invalid(bytes: &[u8]) -> Option<(usize, u8)> {
    let at = std::str::from_utf8(bytes).err()?.valid_up_to();
    let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
    Some((line, bytes[at]))
}

fn normalise_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn without_controls(text: String, account: &mut Account) -> Result<String, Refusal> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{85}');
    if !text.contains(is_control) {
        return Ok(text);
    }
    if text.contains('\0') {
        return Err(Refusal::new(1, "not a text file", "it holds NUL characters"));
    }
    let mut found = Vec::new();
    let mut count = 0;
    for (number, line) in text.split('\n').enumerate() {
        let here = line.chars().filter(|&c| is_control(c)).count();
        if here > 0 {
            found.push(number + 1);
            count += here;
        }
    }
    let plural = if count == 1 { "" } else { "s" };
    account.warn(
        found[0],
        format!("{count} control character{plural} removed ({})", lines(&found)),
        "",
    );
    Ok(text.replace(is_control, ""))
}
