//! Each happening once, whichever way it came, in bounded memory.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash, RandomState};

use super::happening::{Happened, Happening, Said};
use super::person::Person;
use crate::runtime::wire::unix_time::UnixMillis;

/// How many happenings are remembered.
const HAPPENINGS: usize = 8192;
/// How many sentences are remembered that may still grow.
const SENTENCES: usize = 1024;

/// Happenings that were given. It keeps hashes, and nothing that people said.
pub(crate) struct Distinct {
    hasher: RandomState,
    ids: HashSet<u64>,
    /// By what they tell, without the time and the participant.
    seen: HashMap<u64, Vec<Seen>>,
    /// Keys of `seen`, the oldest first.
    order: VecDeque<u64>,
    sentences: HashMap<u64, Sentence>,
    /// Counts the versions of sentences.
    clock: u64,
}

struct Seen {
    /// Id of the happening.
    id: Option<u64>,
    /// Id of the message, if it is one.
    message: Option<u64>,
    time: Option<UnixMillis>,
    person: PersonHash,
}

/// Latest version of a sentence.
struct Sentence {
    revision: u32,
    text: u64,
    end: Option<UnixMillis>,
    changed: u64,
}

/// Ids and name of a participant.
#[derive(Clone, Copy, Default)]
struct PersonHash {
    ids: [Option<u64>; 4],
    name: Option<u64>,
}

impl Distinct {
    pub(crate) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            ids: HashSet::new(),
            seen: HashMap::new(),
            order: VecDeque::new(),
            sentences: HashMap::new(),
            clock: 0,
        }
    }

    /// Returns the happening if it is news, with the revision of its sentence.
    pub(crate) fn admit(&mut self, mut happening: Happening) -> Option<Happening> {
        if !self.is_first(&happening) {
            return None;
        }
        let is_news = match &mut happening.happened {
            Happened::Said(said) => self.grow(said),
            _ => true,
        };
        is_news.then_some(happening)
    }

    fn is_first(&mut self, happening: &Happening) -> bool {
        let id = happening.id.as_ref().map(|id| self.hasher.hash_one(id));
        if id.is_some_and(|id| self.ids.contains(&id)) {
            return false;
        }
        let message = match &happening.happened {
            Happened::Wrote(wrote) => wrote.message_id.as_ref().map(|id| self.hasher.hash_one(id)),
            _ => None,
        };
        let (key, person) = (self.content(&happening.happened), self.person(happening.person()));
        let new = Seen { id, message, time: happening.time, person };
        let seen = self.seen.entry(key).or_default();
        let same = seen.iter_mut().find(|seen| seen.may_be(&new));
        let is_first = match same {
            Some(same) => {
                same.id = same.id.or(id);
                false
            }
            None => {
                seen.push(new);
                self.order.push_back(key);
                true
            }
        };
        self.ids.extend(id);
        self.forget();
        is_first
    }

    fn forget(&mut self) {
        while self.order.len() > HAPPENINGS {
            let Some(key) = self.order.pop_front() else { return };
            let Some(seen) = self.seen.get_mut(&key) else { continue };
            if !seen.is_empty() {
                let oldest = seen.remove(0);
                oldest.id.map(|id| self.ids.remove(&id));
            }
            if seen.is_empty() {
                self.seen.remove(&key);
            }
        }
    }

    /// Returns whether a version of a sentence says more, or something else, than the latest one.
    fn grow(&mut self, said: &mut Said) -> bool {
        let Some(sentence_id) = &said.sentence_id else { return true };
        self.clock += 1;
        let (key, text) = (self.hasher.hash_one(sentence_id), self.hasher.hash_one(said.text.as_str()));
        let changed = self.clock;
        match self.sentences.get_mut(&key) {
            // A version that came late was replaced already.
            Some(sentence) if sentence.text == text || said.end < sentence.end => false,
            Some(sentence) => {
                let revision = sentence.revision.saturating_add(1);
                *sentence = Sentence { revision, text, end: said.end, changed };
                said.revision = revision;
                true
            }
            None => {
                self.sentences.insert(key, Sentence { revision: 0, text, end: said.end, changed });
                if self.sentences.len() > SENTENCES {
                    let oldest =
                        self.sentences.iter().min_by_key(|(_, sentence)| sentence.changed).map(|(key, _)| *key);
                    oldest.map(|key| self.sentences.remove(&key));
                }
                true
            }
        }
    }

    /// Returns a hash of what a happening tells, without its time and its participant.
    fn content(&self, happened: &Happened) -> u64 {
        let hash = |parts: &[&dyn DynHash]| {
            let mut hasher = self.hasher.build_hasher();
            parts.iter().for_each(|part| part.add(&mut hasher));
            std::hash::Hasher::finish(&hasher)
        };
        match happened {
            Happened::Joined(_) => hash(&[&1]),
            Happened::Left(_) => hash(&[&2]),
            Happened::Said(said) => hash(&[&3, &said.sentence_id, &said.text.as_str()]),
            Happened::Wrote(wrote) => hash(&[&4, &wrote.text.as_str()]),
            Happened::SharingStarted(sharing) => hash(&[&5, &sharing.share_id]),
            Happened::SharingEnded(sharing) => hash(&[&6, &sharing.share_id]),
            Happened::DocumentContext(context) => {
                // `Debug` tells all but the unknown fields.
                let unknown: Vec<_> =
                    context.details.unknown_fields.iter().map(|(name, json)| (name, json.get())).collect();
                hash(&[&7, &format!("{:?}", context.details), &unknown])
            }
            Happened::Countdown(countdown) => hash(&[&8, &format!("{:?}", countdown.details)]),
            Happened::Unknown(unknown) => hash(&[&9, &unknown.kind, &unknown.json.as_ref().map(|json| json.get())]),
        }
    }

    fn person(&self, person: Option<&Person>) -> PersonHash {
        let Some(person) = person else { return PersonHash::default() };
        let hash = |text: &str| self.hasher.hash_one(text);
        PersonHash { ids: person.ids().map(|id| id.map(hash)), name: person.name.as_deref().map(hash) }
    }
}

impl Seen {
    /// Returns whether two descriptions may be of the same happening. An event has no id, where a response has one: two
    /// ids are two happenings, even if they tell the same.
    fn may_be(&self, other: &Self) -> bool {
        let differ = |one: Option<u64>, other: Option<u64>| one.is_some() && other.is_some() && one != other;
        !(self.id.is_some() && other.id.is_some())
            && !differ(self.message, other.message)
            && (self.time == other.time || self.time.is_none() || other.time.is_none())
            && self.person.may_be(other.person)
    }
}

impl PersonHash {
    /// Returns whether two descriptions may be of the same participant: the ids that both have decide, and the name where
    /// there is none.
    fn may_be(self, other: Self) -> bool {
        let mut both = self.ids.into_iter().zip(other.ids).filter_map(|(one, other)| Some((one?, other?))).peekable();
        match both.peek() {
            Some(_) => both.all(|(one, other)| one == other),
            None => self.name == other.name || self.name.is_none() || other.name.is_none(),
        }
    }
}

/// Part of a hash.
trait DynHash {
    fn add(&self, hasher: &mut std::hash::DefaultHasher);
}

impl<T: Hash> DynHash for T {
    fn add(&self, hasher: &mut std::hash::DefaultHasher) {
        self.hash(hasher);
    }
}
