//! Tools of others that are not part of a Rust toolchain: installed once, each in a folder that names its version.

use std::process::Command;

use crate::command::{self, cargo};
use crate::folders;
use crate::problem::Problem;

/// One tool of the Rust registry.
pub(crate) struct Tool {
    /// The package's name.
    pub(crate) package: &'static str,
    /// The program's name.
    pub(crate) program: &'static str,
    /// Exactly this version: a newer one may judge differently.
    pub(crate) version: &'static str,
}

impl Tool {
    /// A command that starts the tool in the workspace; it is installed first where it is not there yet.
    pub(crate) fn command(&self) -> Result<Command, Problem> {
        let folder = folders::target().join("tools").join(format!("{}-{}", self.package, self.version));
        let program = folder.join("bin").join(self.program).with_extension(std::env::consts::EXE_EXTENSION);
        if !program.is_file() {
            let mut install = cargo();
            // Not optimised: building takes a third of the time, and each runs for seconds.
            install.args([
                "install",
                "--quiet",
                "--debug",
                "--locked",
                self.package,
                "--version",
                self.version,
            ]);
            install.arg("--root").arg(&folder).args(["--target-dir", "target/tools/build"]);
            command::run(install.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
        }
        let mut command = Command::new(program);
        command.current_dir(folders::root());
        Ok(command)
    }
}
