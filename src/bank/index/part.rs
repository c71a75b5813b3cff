//! The parts of a question that are searched, and how much a word says there.

use super::without::Without;
use crate::model::Question;

/// How much a second part that has the word adds to the best one.
const TIE: f32 = 0.25;
/// How soon repeats of a word add nothing (BM25's `k1`), and how much long texts are held back (`b`).
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.5;
/// Impacts are kept in steps of a twelfth: the greatest possible one is below 255 of them.
pub(super) const STEPS: f32 = 12.0;

/// A part of a question that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bank) enum Part {
    Question,
    Tags,
    Options,
    KeyPoints,
    Answer,
}

impl Part {
    /// Those that are seen without answers first.
    pub const ALL: [Self; 5] =
        [Self::Question, Self::Tags, Self::Options, Self::KeyPoints, Self::Answer];
    pub const COUNT: usize = Self::ALL.len();

    /// Question over tags over key points over answer; options are often wrong.
    fn weight(self) -> f32 {
        match self {
            Self::Question => 5.5,
            Self::Tags => 4.5,
            Self::Options => 0.5,
            Self::KeyPoints => 2.0,
            Self::Answer => 1.0,
        }
    }

    /// How often a word that occurs here once counts to have occurred, where the more frequent of two
    /// is to be chosen: what questions ask about is likelier to be meant.
    pub fn emphasis(self) -> u32 {
        match self {
            Self::Question | Self::Tags => 10,
            Self::Options | Self::KeyPoints => 3,
            Self::Answer => 1,
        }
    }

    /// The sides on which it is searched.
    pub fn sides(self) -> &'static [Side] {
        match self {
            Self::Question | Self::Tags | Self::Options => &Side::ALL,
            Self::KeyPoints | Self::Answer => &[Side::Whole],
        }
    }

    /// How many words it has in most questions. Fixed, so that what a question is worth does not
    /// depend on the others.
    fn usual_length(self) -> f32 {
        match self {
            Self::Question => 15.0,
            Self::Tags => 8.0,
            Self::Options => 30.0,
            Self::KeyPoints => 60.0,
            Self::Answer => 150.0,
        }
    }

    /// The texts of a question that belong to this part, as Markdown; tags are none. The
    /// id counts as one: it says in few words what the question is about.
    pub fn texts(self, question: &Question) -> Vec<&str> {
        match self {
            Self::Question => vec![question.question.as_str()],
            Self::Options => question.options.iter().map(|option| option.text.as_str()).collect(),
            Self::Tags => {
                let tags = question.tags.iter().map(|tag| tag.as_str());
                tags.chain([question.id.as_str()]).collect()
            }
            Self::KeyPoints => question.key_points.iter().map(|text| text.as_str()).collect(),
            Self::Answer => question.answer.iter().map(|text| text.as_str()).collect(),
        }
    }
}

/// What of a question is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bank) enum Side {
    /// Everything.
    Whole,
    /// What is left when answers are withheld.
    Seen,
}

impl Side {
    pub const ALL: [Self; 2] = [Self::Whole, Self::Seen];

    pub fn new(with_answers: bool) -> Self {
        if with_answers { Self::Whole } else { Self::Seen }
    }

    pub fn parts(self) -> &'static [Part] {
        match self {
            Self::Whole => &Part::ALL,
            Self::Seen => &[Part::Question, Part::Tags, Part::Options],
        }
    }
}

/// How much repeats of a word count in the parts of one question.
pub(super) struct Damping {
    /// What a word that never stops to count more is divided by.
    parts: [f32; Part::COUNT],
    without: Without,
}

impl Damping {
    /// For parts of so many words.
    pub fn new(lengths: [usize; Part::COUNT], without: Without) -> Self {
        let parts = Part::ALL.map(|part| {
            #[expect(clippy::cast_precision_loss, reason = "texts are short")]
            let length = lengths[part as usize] as f32 / part.usual_length();
            SATURATION * (1.0 - LENGTH + LENGTH * length)
        });
        Self { parts, without }
    }

    /// How much a word says that occurs so often in each part, in steps; 0 when it does not.
    pub fn impact(&self, side: Side, occurs: &[u32; Part::COUNT]) -> u8 {
        let (mut best, mut sum) = (0.0_f32, 0.0);
        for &part in side.parts().iter().filter(|part| occurs[**part as usize] > 0) {
            #[expect(clippy::cast_precision_loss, reason = "texts are short")]
            let often = occurs[part as usize] as f32;
            let says = often * (SATURATION + 1.0) / (often + self.parts[part as usize]);
            let says = if self.without.weights { says } else { part.weight() * says };
            (best, sum) = (best.max(says), sum + says);
        }
        let steps = ((best + TIE * (sum - best)) * STEPS).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float becomes the nearest number that fits"
        )]
        let impact = steps as u8;
        if sum > 0.0 { impact.max(1) } else { 0 }
    }
}
