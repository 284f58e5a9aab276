//! Work on a stream by all processors, answered in the stream's order.
//!
//! In comes an iterator that may wait for its next item, out go the results one by one, in order. At most a few items a
//! thread are under way, so memory does not grow with the stream, and whoever feeds one item and waits gets its answer.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Condvar, Mutex};
use std::thread;

/// Items under way for each thread.
const AHEAD: usize = 8;

/// Runs `work` over `items` on `threads` threads, each with a state of its own, and hands the results to `sink` in
/// order. Ends at the first error of the items or the sink.
pub(super) fn ordered<I: Send, S, O: Send>(
    items: impl Iterator<Item = io::Result<I>> + Send,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) -> O + Sync,
    mut sink: impl FnMut(O) -> io::Result<()>,
) -> io::Result<()> {
    let (jobs_in, jobs) = sync_channel(threads * AHEAD);
    let (results_in, results) = channel::<(usize, io::Result<O>)>();
    let jobs = Mutex::new(jobs);
    let window = Window { answered: Mutex::new(Some(0)), moved: Condvar::new(), most: threads * AHEAD };
    thread::scope(|scope| {
        let read_results = results_in.clone();
        let window = &window;
        scope.spawn(move || {
            for (index, item) in items.enumerate() {
                let sent = match item {
                    Ok(item) => window.wait_for(index) && jobs_in.send((index, item)).is_ok(),
                    Err(error) => {
                        // Whoever listens is told where the stream broke; if nobody does, it has ended already.
                        let _ = read_results.send((index, Err(error)));
                        false
                    }
                };
                if !sent {
                    break;
                }
            }
        });
        for _ in 0..threads {
            let (jobs, results_in, state, work) = (&jobs, results_in.clone(), &state, &work);
            scope.spawn(move || {
                let mut state = state();
                loop {
                    let job = jobs.lock().expect("no thread panics while it takes a job").recv();
                    let Ok((index, item)) = job else { break };
                    if results_in.send((index, Ok(work(&mut state, item)))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results_in);
        let mut waiting: BTreeMap<usize, io::Result<O>> = BTreeMap::new();
        let mut next = 0;
        let mut outcome = Ok(());
        'answers: for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                outcome = result.and_then(&mut sink);
                if outcome.is_err() {
                    break 'answers;
                }
                next += 1;
                window.advance(next);
            }
        }
        window.close();
        outcome
    })
}

/// How far the reader may run ahead of the answers.
struct Window {
    /// Items answered; nothing once no more are wanted.
    answered: Mutex<Option<usize>>,
    moved: Condvar,
    most: usize,
}

impl Window {
    /// Waits until item `index` may be begun; false where no more are wanted.
    fn wait_for(&self, index: usize) -> bool {
        let answered = self.answered.lock().expect("no thread panics while it counts");
        let answered = self
            .moved
            .wait_while(answered, |answered| answered.is_some_and(|answered| index >= answered + self.most))
            .expect("no thread panics while it counts");
        answered.is_some()
    }

    fn advance(&self, to: usize) {
        if let Some(answered) = self.answered.lock().expect("no thread panics while it counts").as_mut() {
            *answered = to;
        }
        self.moved.notify_all();
    }

    fn close(&self) {
        *self.answered.lock().expect("no thread panics while it counts") = None;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;
    use std::io;

    #[test]
    fn results_keep_the_order() {
        let mut seen = Vec::new();
        let items = (0..500).map(Ok::<u64, io::Error>);
        let slow_first = |_: &mut (), item: u64| {
            std::thread::sleep(std::time::Duration::from_micros(500 - item.min(499)));
            item
        };
        let keep = |item| {
            seen.push(item);
            Ok(())
        };
        ordered(items, 4, || (), slow_first, keep).expect("nothing fails");
        assert_eq!(seen, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_the_stream_behind_what_came_before() {
        let mut seen = Vec::new();
        let items = (0..100).map(|item| if item == 50 { Err(io::Error::other("broken")) } else { Ok(item) });
        let keep = |item| {
            seen.push(item);
            Ok(())
        };
        let outcome = ordered(items, 3, || (), |_, item: i32| item, keep);
        assert!(outcome.is_err());
        assert_eq!(seen, (0..50).collect::<Vec<_>>());
        let full = ordered(
            (0..1000).map(Ok::<i32, io::Error>),
            3,
            || (),
            |_, item| item,
            |item| if item == 7 { Err(io::Error::other("full")) } else { Ok(()) },
        );
        assert!(full.is_err());
    }
}
