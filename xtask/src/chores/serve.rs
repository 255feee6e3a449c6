//! `cargo xtask serve`: the local service of `try`, alone, for whoever repeats its commands.

use crate::problem::Problem;
use crate::service::Service;

pub(crate) fn run(address: &str) -> Result<(), Problem> {
    let service = Service::start(address)?;
    println!("A small service answers at {}; Ctrl-C stops it.\n\n{}", service.url(), Service::ROUTES);
    service.wait();
    Ok(())
}
