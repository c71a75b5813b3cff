//! `qbank openapi`: print the document.

use clap::{Args, ValueEnum};

use super::{Failure, print};
use crate::api;

/// `qbank openapi`
#[derive(Debug, Args)]
pub(super) struct Openapi {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Yaml,
    Json,
}

impl Openapi {
    pub(super) fn run(self) -> Result<(), Failure> {
        let document = api::document();
        let text = match self.format {
            Format::Yaml => api::openapi::yaml(document).map_err(|error| error.to_string()),
            Format::Json => {
                document.to_pretty_json().map(|json| json + "\n").map_err(|error| error.to_string())
            }
        };
        print(&text.map_err(Failure::Failed)?)
    }
}
