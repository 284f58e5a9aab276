//! Golden screens: `tests/review/NAME.txt`, at 80 by 24 and 200 by 60. `SNAPSHOTS=overwrite cargo test` writes them
//! anew; read every changed line.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::super::queue::queue;
use super::super::state::{Key, State, Step};
use super::draw;
use crate::graph::{Graph, assemble};
use crate::model::Verdict;
use crate::pipeline::{FileContent, InputFile, Inputs, build};
use crate::text::SourceText;

const GRAPH: &str = "(actors: [(key: \"arland\", kind: \"state\", name: \"Arland\"), (key: \"borland\", kind: \"state\", name: \"Borland\", aliases: [\"بورلند\"])],
    documents: [(key: \"sea\", file: \"sea.txt\", title: \"هشدار در دریا – 海上警告\", publisher: \"北方日報\", published: \"2019-05-02\")])";

/// Arabic, Chinese, combining marks, a command to the terminal and an override of direction stand around the words.
const SEA: &str = "وزیر گفت که کشتی‌ها آماده‌اند. 船隻已在港口待命,無人應答。 Arland warned Borland on Monday that its ships \u{1b}[31mwould answer\u{202e} any attack. The minister, Zo\u{eb} Bra\u{308}ndt, did not say when. \
    Borland attacked Arland in the night. Nobody on the quay had heard a shot, and the clerk of the harbour office went home at noon.";

fn graph() -> Graph {
    let read = |_: &InputFile| Ok(FileContent { bytes: SEA.as_bytes().to_vec(), sidecar: None });
    let built = build(Inputs {
        own_model: None,
        own_language: Vec::new(),
        operating_point: Default::default(),
        own_schema: None,
        graph: SourceText::new("data/graph.ron", GRAPH),
        files: vec![InputFile { path: "seeds/sea.txt".to_owned(), name: "sea.txt".to_owned(), unchanged: false }],
        read: &read,
        previous: None,
        progress: &|| {},
    });
    assert!(built.problems.is_empty(), "{:?}", built.problems);
    assemble(built.knowledge)
}

fn shown(state: &State<'_, Graph>, terminal: &mut Terminal<TestBackend>) -> String {
    terminal.draw(|frame| draw(frame, state)).expect("a test terminal draws");
    let buffer = terminal.backend().buffer();
    let width = buffer.area.width as usize;
    let lines = buffer.content.chunks(width).map(|line| {
        let mut text = String::new();
        let mut skip = 0;
        for cell in line {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            text.push_str(cell.symbol());
            // A wide character stands in two cells; the second is not its own.
            skip = textwrap::core::display_width(cell.symbol()).saturating_sub(1);
        }
        assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{text:?}");
        format!("{}\n", text.trim_end())
    });
    lines.collect()
}

#[track_caller]
fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review").join(format!("{name}.txt"));
    snapbox::assert_data_eq!(text.to_owned(), snapbox::Data::read_from(&path, None).raw());
}

fn terminal(width: u16, height: u16) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(width, height)).expect("a test terminal can be made")
}

fn typed(state: &mut State<'_, Graph>, text: &str) {
    for c in text.chars() {
        assert_eq!(state.press(Key::Letter(c)), Step::Stay);
    }
}

#[test]
fn a_claim_in_its_text() {
    let graph = graph();
    let state = State::new(&graph, queue(&graph, None, false), "ana".to_owned(), false);
    for (width, height) in [(80, 24), (200, 60), (40, 12), (39, 12)] {
        golden(&format!("reading_{width}x{height}"), &shown(&state, &mut terminal(width, height)));
    }
}

#[test]
fn after_a_resize_nothing_of_the_old_screen_is_left() {
    let graph = graph();
    let state = State::new(&graph, queue(&graph, None, false), "ana".to_owned(), false);
    let mut resized = terminal(200, 60);
    shown(&state, &mut resized);
    resized.backend_mut().resize(80, 24);
    assert_eq!(shown(&state, &mut resized), shown(&state, &mut terminal(80, 24)));
    resized.backend_mut().resize(200, 60);
    assert_eq!(shown(&state, &mut resized), shown(&state, &mut terminal(200, 60)));
}

#[test]
fn every_mode_has_its_screen() {
    let graph = graph();
    let mut state = State::new(&graph, queue(&graph, None, false), "ana".to_owned(), false);
    // A window of its own each: where a wide character goes, the test terminal, unlike others, keeps what stood under
    // its second half.
    let screen = |state: &State<'_, Graph>| shown(state, &mut terminal(80, 24));
    state.press(Key::Letter('?'));
    golden("help", &screen(&state));
    state.press(Key::Escape);
    state.press(Key::Letter('r'));
    typed(&mut state, "船 is the wrong word");
    golden("why", &screen(&state));
    state.press(Key::Escape);
    typed(&mut state, "cxk");
    typed(&mut state, "crit");
    golden("choosing", &screen(&state));
    state.press(Key::Enter);
    golden("correcting", &screen(&state));
    state.press(Key::Escape);
    state.press(Key::Letter('z'));
    golden("a_key_that_does_nothing", &screen(&state));
}

#[test]
fn keys_decide_defer_and_take_back() {
    let graph = graph();
    let claims = queue(&graph, None, false);
    assert!(claims.len() >= 2, "{claims:?}");
    let mut state = State::new(&graph, claims.clone(), "ana".to_owned(), false);
    let first = state.claim().hash;
    // A reason is needed, Enter alone is none.
    state.press(Key::Letter('r'));
    assert_eq!(state.press(Key::Enter), Step::Stay);
    typed(&mut state, "no shipx");
    state.press(Key::Backspace);
    assert_eq!(state.press(Key::Enter), Step::Judge { verdict: Verdict::Rejected, why: "no ship".to_owned() });
    state.recorded(Ok(vec!["d1".to_owned()]));
    assert_ne!(state.claim().hash, first);
    // Back to it: it is judged, and cannot be judged again.
    state.press(Key::Left);
    assert_eq!((state.claim().hash, state.press(Key::Letter('a'))), (first, Step::Stay));
    assert!(state.message.contains("rejected already"));
    // A refusal stays on the claim and says why.
    state.press(Key::Right);
    let second = state.claim().hash;
    assert!(matches!(state.press(Key::Letter('a')), Step::Judge { .. }));
    state.recorded(Err("not decided: somebody was first".to_owned()));
    assert_eq!((state.claim().hash, state.message.contains("somebody was first")), (second, true));
    // Deferred, it comes last; what was decided stays decided.
    state.press(Key::Letter('d'));
    assert_eq!(state.press(Key::Letter('u')), Step::TakeBack("d1".to_owned()));
    state.taken_back(Ok(()));
    assert_eq!((state.claim().hash, state.verdicts.iter().flatten().count()), (first, 0));
    assert_eq!(state.press(Key::Letter('u')), Step::Stay);
    for _ in 0..claims.len() {
        assert!(matches!(state.press(Key::Letter('a')), Step::Judge { .. }));
        state.recorded(Ok(vec!["d2".to_owned()]));
    }
    assert!(state.message.contains("last one"), "{}", state.message);
    assert_eq!(state.press(Key::Letter('q')), Step::Leave);
    assert_eq!(state.press(Key::Interrupt), Step::Leave);
}

#[test]
fn exchanging_the_ends_twice_corrects_nothing() {
    let graph = graph();
    let mut state = State::new(&graph, queue(&graph, None, false), "ana".to_owned(), false);
    typed(&mut state, "cxx");
    assert_eq!(state.press(Key::Enter), Step::Stay);
    assert!(state.message.contains("nothing is corrected"));
    typed(&mut state, "x");
    let Step::Judge { verdict: Verdict::Accepted(correction), .. } = state.press(Key::Enter) else {
        panic!("a correction is a judgement")
    };
    assert_eq!(
        (correction.kind, correction.subject.as_deref(), correction.object.as_deref()),
        (None, Some("borland"), Some("arland"))
    );
}
