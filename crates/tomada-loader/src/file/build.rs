//! Whether a library that was built so can run here: machine, panics, versions, extensions, CPU.

use tomada_abi::{MAJOR, MINOR};
use tomada_core::wire::Build;

use crate::error::LoadError;
use crate::host_side::EXTENSIONS;

/// What this host was built for.
pub(super) const HOST: &str = env!("TOMADA_TARGET");

/// Refuses what cannot run here.
pub(super) fn check(build: &Build) -> Result<(), LoadError> {
    if build.triple != HOST {
        return Err(LoadError::Target { found: build.triple.clone(), supported: HOST.to_owned() });
    }
    // "none" is what a language without panics says.
    if !["unwind", "none"].contains(&build.panic.as_str()) {
        return Err(needs(
            format!("panic strategy {:?}", build.panic),
            "\"unwind\", which can be contained, or \"none\" for a language without",
        ));
    }
    if build.major != MAJOR {
        return Err(LoadError::Version {
            found: format!("{}.{}", build.major, build.minor),
            supported: format!("{MAJOR}.0 to {MAJOR}.{MINOR}"),
        });
    }
    if build.needs_minor > MINOR {
        return Err(LoadError::Version {
            found: format!("{}.{} at least", build.major, build.needs_minor),
            supported: format!("{MAJOR}.0 to {MAJOR}.{MINOR}"),
        });
    }
    if let Some(missing) = build.requires.iter().find(|name| !EXTENSIONS.contains(&name.as_str())) {
        return Err(needs(format!("extension {missing}"), &EXTENSIONS.join(", ")));
    }
    let features = build.features.split(',').map(str::trim).filter(|name| !name.is_empty());
    match features.into_iter().find(|name| !cpu_has(name)) {
        Some(missing) => Err(needs(format!("CPU feature {missing}"), "a CPU without it, or no way to tell")),
        None => Ok(()),
    }
}

fn needs(found: String, supported: &str) -> LoadError {
    LoadError::Needs { found, supported: supported.to_owned() }
}

#[cfg(target_arch = "x86_64")]
fn cpu_has(feature: &str) -> bool {
    macro_rules! detect {
        ($($name:tt)*) => {
            match feature {
                // Every x86-64 CPU has these, and rustc has no detection for the first.
                "x87" | "fxsr" | "sse" | "sse2" => true,
                $($name => std::arch::is_x86_feature_detected!($name),)*
                _ => false,
            }
        };
    }
    detect!(
        "sse3" "ssse3" "sse4.1" "sse4.2" "sse4a" "avx" "avx2" "fma" "f16c" "bmi1" "bmi2" "lzcnt" "popcnt" "movbe"
        "aes" "pclmulqdq" "sha" "rdrand" "rdseed" "adx" "xsave" "xsavec" "xsaveopt" "xsaves" "cmpxchg16b"
        "avx512f" "avx512bw" "avx512cd" "avx512dq" "avx512vl" "gfni" "vaes" "vpclmulqdq"
    )
}

#[cfg(not(target_arch = "x86_64"))]
fn cpu_has(feature: &str) -> bool {
    // Rust's baseline for 64-bit ARM; more than that cannot be told here.
    matches!(feature, "neon" | "fp")
}
