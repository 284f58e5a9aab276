//! A review in progress: where the reader stands, what was decided in this sitting, and what a key does.
//!
//! No terminal and no file: a key goes in, a step comes out, and the caller says how it went.

use crate::graph::GraphView;
use crate::model::{ActorId, Claim, ClaimId, Correction, Verdict};
use crate::query::search;
use crate::text::fold_name;

/// A key, as far as a review listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Letter(char),
    Enter,
    Escape,
    Backspace,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Interrupt,
}

/// What is to be done after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Only the screen changes.
    Stay,
    /// The reader is done.
    Leave,
    /// The claim shown is judged; [`State::recorded`] says how it went.
    Judge { verdict: Verdict, why: String },
    /// A decision is taken back; [`State::taken_back`] says how it went.
    TakeBack(String),
}

/// What the reader is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Reading the claim.
    Reading,
    /// Writing why it is wrong.
    Why(String),
    /// Correcting it.
    Correcting(Draft),
    /// Choosing another kind or end for it.
    Choosing { draft: Draft, part: Part, typed: String, at: usize },
    /// Reading the list of keys.
    Help,
}

/// The claim as corrected so far: what differs, by key.
pub(super) type Draft = Correction;

/// What of a claim can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Kind,
    Subject,
    Object,
}

/// A decision of this sitting.
struct Done {
    place: usize,
    decision: String,
}

/// A review in progress. Never without a claim.
pub(super) struct State<'v, V> {
    pub(super) view: &'v V,
    /// Claims in the order in which they come.
    claims: Vec<ClaimId>,
    /// What was decided on each, in words, or nothing.
    pub(super) verdicts: Vec<Option<String>>,
    pub(super) at: usize,
    pub(super) mode: Mode,
    /// Lines scrolled away.
    pub(super) scroll: usize,
    /// What is said on the last line but one, until the next key.
    pub(super) message: String,
    by: String,
    pub(super) color: bool,
    done: Vec<Done>,
    pending: Option<String>,
}

/// Lines that a page key scrolls.
const PAGE: usize = 8;

impl<'v, V: GraphView> State<'v, V> {
    /// A review of these claims.
    ///
    /// # Panics
    /// When there are none.
    pub(super) fn new(view: &'v V, claims: Vec<ClaimId>, by: String, color: bool) -> State<'v, V> {
        assert!(!claims.is_empty(), "a review is never without a claim");
        State {
            view,
            verdicts: vec![None; claims.len()],
            claims,
            at: 0,
            mode: Mode::Reading,
            scroll: 0,
            message: String::new(),
            by,
            color,
            done: Vec::new(),
            pending: None,
        }
    }

    /// The claim that is shown.
    pub(super) fn claim(&self) -> &'v Claim<ActorId> {
        self.view.claim(self.claims[self.at])
    }

    pub(super) fn id(&self) -> ClaimId {
        self.claims[self.at]
    }

    /// True where a claim of the relation shown was judged in this sitting, which what is known of the relation does
    /// not show yet.
    pub(super) fn is_stale(&self) -> bool {
        let relation = self.view.relation_of(self.id());
        self.claims
            .iter()
            .zip(&self.verdicts)
            .any(|(claim, verdict)| verdict.is_some() && self.view.relation_of(*claim) == relation)
    }

    pub(super) fn count(&self) -> usize {
        self.claims.len()
    }

    pub(super) fn by(&self) -> &str {
        &self.by
    }

    /// What is said when the review is over.
    pub(super) fn farewell(&self) -> String {
        let open = self.verdicts.iter().filter(|verdict| verdict.is_none()).count();
        let decided = super::super::print::counted(self.done.len(), "decision");
        format!(
            "{decided} written to {}; {} still wait",
            crate::data::DECISIONS_FILE,
            super::super::print::counted(open, "claim")
        )
    }

    /// Does what a key says.
    pub(super) fn press(&mut self, key: Key) -> Step {
        self.message.clear();
        if key == Key::Interrupt {
            return Step::Leave;
        }
        match std::mem::replace(&mut self.mode, Mode::Reading) {
            Mode::Reading => self.read(key),
            Mode::Help => self.read_help(key),
            Mode::Why(text) => self.explain(text, key),
            Mode::Correcting(draft) => self.correct(draft, key),
            Mode::Choosing { draft, part, typed, at } => self.choose(draft, part, typed, at, key),
        }
    }

    fn read(&mut self, key: Key) -> Step {
        match key {
            Key::Letter('q') => return Step::Leave,
            Key::Letter('?' | 'h') => (self.mode, self.scroll) = (Mode::Help, 0),
            Key::Letter('a') => return self.judge(Verdict::Accepted(Correction::default()), String::new()),
            Key::Letter('r') if self.may_judge() => self.mode = Mode::Why(String::new()),
            Key::Letter('c') if self.may_judge() => self.mode = Mode::Correcting(Correction::default()),
            Key::Letter('d') => self.defer(),
            Key::Letter('u') => match self.done.last() {
                Some(done) => return Step::TakeBack(done.decision.clone()),
                None => {
                    self.message =
                        "no decision of this sitting is left to take back; `kg undo` takes back older ones".to_owned()
                }
            },
            Key::Right | Key::Letter('n') => self.go((self.at + 1) % self.claims.len()),
            Key::Left | Key::Letter('p') => self.go((self.at + self.claims.len() - 1) % self.claims.len()),
            Key::Down | Key::Up | Key::PageDown | Key::PageUp | Key::Letter('j' | 'k' | ' ') => self.scroll(key),
            Key::Letter(other) => self.message = format!("`{other}` does nothing here; ? lists the keys"),
            Key::Enter | Key::Escape | Key::Backspace | Key::Interrupt => {}
        }
        Step::Stay
    }

    /// The keys that scroll do; any other goes back to the claim.
    fn read_help(&mut self, key: Key) -> Step {
        match key {
            Key::Down | Key::Up | Key::PageDown | Key::PageUp | Key::Letter('j' | 'k' | ' ') => {
                self.mode = Mode::Help;
                self.scroll(key);
            }
            Key::Letter(_) | Key::Enter | Key::Escape | Key::Backspace | Key::Left | Key::Right | Key::Interrupt => {
                self.scroll = 0
            }
        }
        Step::Stay
    }

    fn scroll(&mut self, key: Key) {
        self.scroll = match key {
            Key::Down | Key::Letter('j') => self.scroll + 1,
            Key::Up | Key::Letter('k') => self.scroll.saturating_sub(1),
            Key::PageDown | Key::Letter(' ') => self.scroll + PAGE,
            Key::PageUp => self.scroll.saturating_sub(PAGE),
            Key::Letter(_) | Key::Enter | Key::Escape | Key::Backspace | Key::Left | Key::Right | Key::Interrupt => {
                self.scroll
            }
        };
    }

    /// False, with a word about it, where the claim shown was judged in this sitting.
    fn may_judge(&mut self) -> bool {
        match &self.verdicts[self.at] {
            None => true,
            Some(verdict) => {
                self.message = format!("{verdict} already; u takes the last decision back");
                false
            }
        }
    }

    fn judge(&mut self, verdict: Verdict, why: String) -> Step {
        if !self.may_judge() {
            return Step::Stay;
        }
        self.pending = Some(match &verdict {
            Verdict::Rejected => "rejected".to_owned(),
            Verdict::Accepted(correction) if correction.is_empty() => "accepted".to_owned(),
            Verdict::Accepted(correction) => format!("corrected to {}", self.in_words(correction)),
        });
        Step::Judge { verdict, why }
    }

    fn explain(&mut self, mut text: String, key: Key) -> Step {
        match key {
            Key::Escape => return Step::Stay,
            Key::Enter if text.trim().is_empty() => {
                self.message = "say in a few words why; Esc leaves the claim as it is".to_owned()
            }
            Key::Enter => return self.judge(Verdict::Rejected, text.trim().to_owned()),
            Key::Letter(c) => text.push(c),
            Key::Backspace => {
                text.pop();
            }
            Key::Up | Key::Down | Key::Left | Key::Right | Key::PageUp | Key::PageDown | Key::Interrupt => {}
        }
        self.mode = Mode::Why(text);
        Step::Stay
    }

    fn correct(&mut self, mut draft: Draft, key: Key) -> Step {
        let part = match key {
            Key::Escape => return Step::Stay,
            Key::Enter if draft.is_empty() => {
                self.message = "nothing is corrected yet; Esc leaves the claim as it is".to_owned();
                None
            }
            Key::Enter => return self.judge(Verdict::Accepted(draft), String::new()),
            Key::Letter('k') => Some(Part::Kind),
            Key::Letter('s') => Some(Part::Subject),
            Key::Letter('o') => Some(Part::Object),
            Key::Letter('x') => {
                let (subject, object) = (self.end_of(&draft, Part::Subject), self.end_of(&draft, Part::Object));
                draft = self.with(self.with(draft, Part::Subject, object), Part::Object, subject);
                None
            }
            Key::Letter(_)
            | Key::Backspace
            | Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::PageUp
            | Key::PageDown
            | Key::Interrupt => None,
        };
        self.mode = match part {
            Some(part) => Mode::Choosing { draft, part, typed: String::new(), at: 0 },
            None => Mode::Correcting(draft),
        };
        Step::Stay
    }

    fn choose(&mut self, mut draft: Draft, part: Part, mut typed: String, mut at: usize, key: Key) -> Step {
        let choices = self.choices(part, &typed);
        match key {
            Key::Escape => {
                self.mode = Mode::Correcting(draft);
                return Step::Stay;
            }
            Key::Enter => {
                if let Some((chosen, _)) = choices.get(at) {
                    draft = self.with(draft, part, chosen.clone());
                    self.mode = Mode::Correcting(draft);
                    return Step::Stay;
                }
                self.message = "nothing has such a name; type less of it".to_owned();
            }
            Key::Down => at = (at + 1).min(choices.len().saturating_sub(1)),
            Key::Up => at = at.saturating_sub(1),
            Key::Letter(c) => (typed, at) = (typed + &c.to_string(), 0),
            Key::Backspace => {
                typed.pop();
                at = 0;
            }
            Key::Left | Key::Right | Key::PageUp | Key::PageDown | Key::Interrupt => {}
        }
        self.mode = Mode::Choosing { draft, part, typed, at };
        Step::Stay
    }

    /// What may be chosen for what was typed: keys with the words to show, best first.
    pub(super) fn choices(&self, part: Part, typed: &str) -> Vec<(String, String)> {
        const MOST: usize = 50;
        let (schema, actors) = (self.view.schema(), self.view.actors());
        if part == Part::Kind {
            let wanted = fold_name(typed);
            let like = |text: &str| fold_name(text).contains(&wanted);
            let kinds = schema.relation_kinds.iter().filter(|kind| like(&kind.key) || like(&kind.label));
            return kinds.map(|kind| (kind.key.clone(), format!("{}: {}", kind.label, kind.definition))).collect();
        }
        let shown = |id: ActorId| {
            let actor = actors.get(id);
            (
                actor.key.clone(),
                format!("{} ({}, {})", actors.shown(id), schema.actor_kind(actor.kind).label, actor.key),
            )
        };
        if fold_name(typed).is_empty() {
            let claim = self.claim();
            return [claim.subject, claim.object].into_iter().map(shown).collect();
        }
        search(self.view, typed, MOST).into_iter().map(|found| shown(found.actor)).collect()
    }

    /// "Northland warned Southland", as the draft has it.
    pub(super) fn in_words(&self, draft: &Draft) -> String {
        [Part::Subject, Part::Kind, Part::Object].map(|part| self.name_of(draft, part)).join(" ")
    }

    /// What the draft has at an end or for the kind, for people.
    pub(super) fn name_of(&self, draft: &Draft, part: Part) -> String {
        let key = self.end_of(draft, part);
        let (schema, actors) = (self.view.schema(), self.view.actors());
        let name = match part {
            Part::Kind => schema.relation_kind_by_key(&key).map(|id| schema.relation_kind(id).label.clone()),
            Part::Subject | Part::Object => actors.by_key(&key).map(|id| actors.shown(id).to_owned()),
        };
        name.unwrap_or(key)
    }

    /// The key that the draft has at an end or for the kind.
    pub(super) fn end_of(&self, draft: &Draft, part: Part) -> String {
        let changed = match part {
            Part::Kind => &draft.kind,
            Part::Subject => &draft.subject,
            Part::Object => &draft.object,
        };
        changed.clone().unwrap_or_else(|| self.original(part))
    }

    fn original(&self, part: Part) -> String {
        let claim = self.claim();
        match part {
            Part::Kind => self.view.schema().relation_kind(claim.kind).key.clone(),
            Part::Subject => self.view.actors().get(claim.subject).key.clone(),
            Part::Object => self.view.actors().get(claim.object).key.clone(),
        }
    }

    fn with(&self, draft: Draft, part: Part, key: String) -> Draft {
        let changed = (key != self.original(part)).then_some(key);
        match part {
            Part::Kind => Draft { kind: changed, ..draft },
            Part::Subject => Draft { subject: changed, ..draft },
            Part::Object => Draft { object: changed, ..draft },
        }
    }

    /// The claim goes behind all others.
    fn defer(&mut self) {
        if self.verdicts[self.at].is_some() || self.claims.len() == 1 {
            self.message = "there is nothing to defer".to_owned();
            return;
        }
        let claim = self.claims.remove(self.at);
        let verdict = self.verdicts.remove(self.at);
        self.claims.push(claim);
        self.verdicts.push(verdict);
        for done in self.done.iter_mut().filter(|done| done.place > self.at) {
            done.place -= 1;
        }
        let next = self.at % self.claims.len();
        self.go(next);
        self.message = "deferred: it comes again at the end".to_owned();
    }

    fn go(&mut self, to: usize) {
        self.at = to;
        self.scroll = 0;
    }

    /// The judgement asked for is on disk under these ids, or could not be.
    pub(super) fn recorded(&mut self, result: Result<Vec<String>, String>) {
        match (result, self.pending.take()) {
            (Ok(ids), Some(verdict)) => {
                self.verdicts[self.at] = Some(verdict.clone());
                self.done.extend(ids.into_iter().map(|decision| Done { place: self.at, decision }));
                let open = (1..=self.claims.len())
                    .map(|step| (self.at + step) % self.claims.len())
                    .find(|place| self.verdicts[*place].is_none());
                match open {
                    Some(next) => {
                        self.go(next);
                        self.message = format!("{verdict}; u takes it back");
                    }
                    None => self.message = format!("{verdict}; that was the last one, q leaves"),
                }
            }
            (Ok(_), None) => {}
            (Err(why), _) => self.message = why,
        }
    }

    /// The last decision of this sitting is taken back, or could not be.
    pub(super) fn taken_back(&mut self, result: Result<(), String>) {
        match result {
            Ok(()) => {
                if let Some(done) = self.done.pop() {
                    self.verdicts[done.place] = None;
                    self.go(done.place);
                    self.message = "taken back".to_owned();
                }
            }
            Err(why) => self.message = why,
        }
    }
}
