//! How fast names are found: 10,000 aliases in 16 MB of text on one core, beside the bare automaton over the same
//! names.
//!
//! `cargo bench --bench alias_matching`. The bar is 200 MB/s. The peer, `aho-corasick` over the unfolded text with its
//! own letter case folding, does less: it does not fold diacritics, apostrophes and spaces, and knows neither whole
//! words nor longest names.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads clocks and reports on stdout")]

use std::hint::black_box;
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use kg::extract::Gazetteer;
use kg::model::{Actor, ActorKindId, Actors, Alias, AliasSort, Period};

const ALIASES: usize = 10_000;
const TEXT_BYTES: usize = 16 << 20;
const RUNS: usize = 9;

fn main() {
    let mut random = Random(7);
    let names: Vec<String> = (0..ALIASES).map(|_| random.name()).collect();
    let text = random.text(&names);
    let actors = Actors::new(names.chunks(4).enumerate().map(|(number, names)| actor(number, names)).collect());

    let started = Instant::now();
    let gazetteer = Gazetteer::new(&actors);
    println!("building for {ALIASES} aliases: {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let bare = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&names)
        .expect("fits");

    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(seconds(|| gazetteer.find(black_box(&text)).len()));
        peers.push(seconds(|| bare.find_overlapping_iter(black_box(&text)).count()));
    }
    let speed = |runs: &mut Vec<(f64, usize)>| {
        runs.sort_by(|a, b| a.0.total_cmp(&b.0));
        text.len() as f64 / 1e6 / runs[RUNS / 2].0
    };
    let (ours_speed, peers_speed) = (speed(&mut ours), speed(&mut peers));
    println!("kg: {ours_speed:.0} MB/s, {} mentions", ours[0].1);
    println!("bare aho-corasick: {peers_speed:.0} MB/s, {} matches", peers[0].1);
    println!("ratio: {:.2} of the bare automaton's speed; the bar is 200 MB/s", ours_speed / peers_speed);
}

fn seconds(run: impl FnOnce() -> usize) -> (f64, usize) {
    let started = Instant::now();
    let found = run();
    (started.elapsed().as_secs_f64(), found)
}

fn actor(number: usize, names: &[String]) -> Actor {
    let alias =
        |text: &String| Alias { text: text.clone(), sort: AliasSort::Name, period: Period::UNKNOWN, weak: false };
    Actor {
        key: format!("actor-{number:05}"),
        kind: ActorKindId::new(0),
        name: names[0].clone(),
        aliases: names[1..].iter().map(alias).collect(),
        offices: Vec::new(),
        identifiers: Vec::new(),
        note: None,
    }
}

/// Numbers by xorshift (Marsaglia 2003), so that every run measures the same text.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "al", "ba", "dor", "ran", "mi", "sto", "ker", "na", "vel", "qui", "sha", "tor", "en", "is", "um", "gra",
            "po", "lek", "zir", "ha", "me", "os", "ti", "fu",
        ];
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    fn name(&mut self) -> String {
        let words: Vec<String> = (0..1 + self.below(3))
            .map(|_| {
                let word = self.word();
                word[..1].to_uppercase() + &word[1..]
            })
            .collect();
        words.join(" ")
    }

    /// Sentences of ordinary words with a name in every second one, as dense as in a news report on foreign affairs;
    /// now and then a word of the names' own make that is no name.
    fn text(&mut self, names: &[String]) -> String {
        const WORDS: &str = "the of to and a in that is was he for it with as his on be at by had not are but from or have an they which one you were her \
            all she there would their we him been has when who will more no if out so said what up its about into than them can only other new some could \
            time these two may then do first any my now such like our over man me even most made after also did many before must through back years where \
            much your way well down should because each just those people how too little state good very make world still own see men work long get here \
            between both life being under never day same another know while last might us great old year off come since against go came right used take \
            three government officials statement attack forces agreement sanctions talks president minister weapons border security region troops leader \
            warned accused reported according announced military nuclear support group country meeting pressure policy intelligence";
        let words: Vec<&str> = WORDS.split_ascii_whitespace().collect();
        let mut text = String::with_capacity(TEXT_BYTES + 200);
        while text.len() < TEXT_BYTES {
            for position in 0..20 {
                match self.below(40) {
                    0 => text.push_str(&names[self.below(names.len())]),
                    1 => text.push_str(&self.word()),
                    _ => text.push_str(words[self.below(words.len())]),
                }
                text.push_str(if position == 19 { ".\n" } else { " " });
            }
        }
        text
    }
}
