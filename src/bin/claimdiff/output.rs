//! Where the report is written: standard output, or a file that is written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Where the report goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Stdout,
    File(PathBuf),
}

impl Target {
    /// Writes what `render` gives; a reader that has gone away is no error.
    ///
    /// # Errors
    /// One line that names the file and says what is wrong.
    pub fn write(&self, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), String> {
        let (name, result) = match self {
            Self::Stdout => ("standard output".to_owned(), buffered(io::stdout().lock(), render)),
            Self::File(path) => (path.display().to_string(), file(path, render)),
        };
        match result {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(e) => Err(format!("{name}: cannot be written: {}", plain(&e))),
            Ok(()) => Ok(()),
        }
    }
}

/// A file next to the goal takes its place once all is in it.
fn file(path: &Path, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let known = fs::metadata(path).ok();
    // Devices and named pipes cannot be replaced, only written to.
    if let Some(known) = &known
        && !known.is_file()
    {
        return buffered(File::options().write(true).open(path)?, render);
    }
    // Behind a symbolic link, the file it names is the goal, not the link.
    let goal = if known.is_some() { fs::canonicalize(path)? } else { path.to_path_buf() };
    let folder = goal.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimdiff-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file: the umask takes away what it should.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut new = builder.tempfile_in(folder)?;
    buffered(new.as_file_mut(), render)?;
    if let Some(known) = known {
        new.as_file().set_permissions(known.permissions())?;
    }
    new.persist(&goal).map_err(|e| e.error)?;
    Ok(())
}

fn buffered(out: impl Write, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let result = render(&mut out).and_then(|()| out.flush());
    if result.is_err() {
        // What is left in the buffer must not be tried again when it is dropped.
        let _ = out.into_parts();
    }
    result
}

/// The message without the operating system's number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}
