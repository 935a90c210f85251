//! What stops the work: always names the input, and says what to do.

use std::fmt;

/// An input, option or pack that cannot be used; prints as one line that names it.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Io,
    Input,
    Pack,
}

impl Error {
    /// A file that cannot be read or written.
    pub fn io(message: impl Into<String>) -> Self {
        Self { kind: Kind::Io, message: message.into() }
    }

    /// An input whose content is not what it should be.
    pub fn input(message: impl Into<String>) -> Self {
        Self { kind: Kind::Input, message: message.into() }
    }

    /// A language pack that is incomplete or contradicts itself.
    pub fn pack(message: impl Into<String>) -> Self {
        Self { kind: Kind::Pack, message: message.into() }
    }

    /// True where a file could not be read or written.
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// True where an input's content is at fault.
    pub fn is_input(&self) -> bool {
        self.kind == Kind::Input
    }

    /// True where a language pack is at fault.
    pub fn is_pack(&self) -> bool {
        self.kind == Kind::Pack
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
