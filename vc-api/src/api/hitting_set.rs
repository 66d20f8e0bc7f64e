//! Solver of the weighted minimum hitting set problem. The solver finds the cheapest set of options that meets all needs.
//!
//! A need is met if at least one of its options is in the set. The solution is exact. The solver first applies all
//! reductions that require no search, and then uses branch and bound.

use std::collections::{BTreeMap, BTreeSet};

/// Indices of the options of one need. The list is sorted, has no duplicates and is not empty.
pub(crate) type Need = Vec<usize>;

/// Number of chosen options, and their total weight. Comparisons look at the number first, then at the weight.
type Cost = (i64, i64);

/// Returns the smallest set of options that meets all needs. The options are sorted.
///
/// Among sets of the same size, the function returns the lightest set. Among sets of the same weight, the function returns
/// the first set in lexicographic order. `weights[i]` is the weight of option `i`.
pub(crate) fn cheapest(mut needs: Vec<Need>, weights: &[i64]) -> Vec<usize> {
    for need in &mut needs {
        need.sort_unstable();
        need.dedup();
    }
    needs.retain(|need| !need.is_empty());
    Problem { weights }.search(needs)
}

struct Problem<'a> {
    weights: &'a [i64],
}

impl Problem<'_> {
    fn weight(&self, option: usize) -> i64 {
        self.weights.get(option).copied().unwrap_or(0)
    }

    fn cost(&self, options: &[usize]) -> Cost {
        options.iter().fold((0, 0), |sum, option| add(sum, (1, self.weight(*option))))
    }

    /// Returns whether option `a` has a lower weight than option `b`, or the same weight and a lower index.
    fn preferred(&self, a: usize, b: usize) -> bool {
        (self.weight(a), a) < (self.weight(b), b)
    }

    /// Returns the set of options that [`cheapest`] describes. The options are sorted.
    fn search(&self, needs: Vec<Need>) -> Vec<usize> {
        let (mut chosen, needs) = self.reduce(needs);
        for part in parts(needs) {
            chosen.extend(self.branch(&part));
        }
        chosen.sort_unstable();
        chosen
    }

    /// Returns the best set by branch and bound. Each branch chooses one option of the need that has the fewest options.
    fn branch(&self, needs: &[Need]) -> Vec<usize> {
        let mut best = self.greedy(needs);
        let shortest = needs.iter().min_by_key(|need| need.len());
        let mut excluded = Vec::new();
        for option in shortest.into_iter().flatten() {
            let unmet = needs.iter().filter(|need| !need.contains(option));
            let rest: Vec<Need> = unmet.map(|need| without(need, &excluded)).collect();
            // Later branches can skip this option, because this branch already covers all sets that contain the option.
            excluded.push(*option);
            let least = add((1, self.weight(*option)), self.bound(&rest));
            if rest.iter().any(Vec::is_empty) || least > self.cost(&best) {
                continue;
            }
            let mut found = self.search(rest);
            found.push(*option);
            found.sort_unstable();
            if (self.cost(&found), &found) < (self.cost(&best), &best) {
                best = found;
            }
        }
        best
    }

    /// Simplifies the needs without a search. Returns the chosen options, and the needs that the chosen options do not meet.
    fn reduce(&self, mut needs: Vec<Need>) -> (Vec<usize>, Vec<Need>) {
        let mut chosen = Vec::new();
        loop {
            needs = without_implied(needs);
            let forced: BTreeSet<usize> = needs
                .iter()
                .filter_map(|need| match need.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                })
                .collect();
            needs.retain(|need| !need.iter().any(|option| forced.contains(option)));
            chosen.extend(&forced);
            let dominated = self.dominated(&needs);
            if dominated.is_empty() {
                return (chosen, needs);
            }
            needs = needs.iter().map(|need| without(need, &dominated)).collect();
        }
    }

    /// Returns the dominated options. Option `b` dominates option `a` if `b` meets all needs that `a` meets, and `b` is
    /// preferred to `a`.
    fn dominated(&self, needs: &[Need]) -> Vec<usize> {
        let coverage = coverage(needs);
        let beats = |b: usize, met_by_b: &[usize], a: usize, met_by_a: &[usize]| {
            self.preferred(b, a) && met_by_a.iter().all(|need| met_by_b.binary_search(need).is_ok())
        };
        coverage
            .iter()
            .filter(|(a, met_by_a)| {
                // An option can dominate `a` only if the option meets the first need that `a` meets.
                let rivals = met_by_a.first().and_then(|need| needs.get(*need));
                rivals
                    .into_iter()
                    .flatten()
                    .any(|b| coverage.get(b).is_some_and(|met_by_b| beats(*b, met_by_b, **a, met_by_a)))
            })
            .map(|(option, _)| *option)
            .collect()
    }

    /// Returns a lower bound for the cost of a set that meets all needs. If several needs share no option, the set contains
    /// at least one option for each of these needs.
    fn bound(&self, needs: &[Need]) -> Cost {
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let mut least = (0, 0);
        for need in needs {
            if need.iter().all(|option| !used.contains(option)) {
                used.extend(need);
                least = add(least, (1, need.iter().map(|option| self.weight(*option)).min().unwrap_or(0)));
            }
        }
        least
    }

    /// Returns a set that meets all needs. The set does not always have the lowest cost.
    fn greedy(&self, needs: &[Need]) -> Vec<usize> {
        let mut chosen = Vec::new();
        let mut needs = needs.to_vec();
        while let Some(best) = self.most_useful(&needs) {
            chosen.push(best);
            needs.retain(|need| !need.contains(&best));
        }
        chosen.sort_unstable();
        chosen
    }

    fn most_useful(&self, needs: &[Need]) -> Option<usize> {
        let coverage = coverage(needs);
        let most =
            coverage.iter().min_by_key(|(option, met)| (std::cmp::Reverse(met.len()), self.weight(**option), **option));
        most.map(|(option, _)| *option)
    }
}

fn add(a: Cost, b: Cost) -> Cost {
    (a.0 + b.0, a.1 + b.1)
}

fn without(need: &[usize], options: &[usize]) -> Need {
    let kept = need.iter().filter(|option| !options.contains(option));
    kept.copied().collect()
}

/// Returns, for each option, the indices of the needs that the option meets.
fn coverage(needs: &[Need]) -> BTreeMap<usize, Vec<usize>> {
    let mut coverage: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (position, need) in needs.iter().enumerate() {
        for option in need {
            coverage.entry(*option).or_default().push(position);
        }
    }
    coverage
}

/// Removes each need that contains all options of another need. For example, a set that meets `[1, 2]` also meets
/// `[1, 2, 3]`.
fn without_implied(mut needs: Vec<Need>) -> Vec<Need> {
    needs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut kept: Vec<Need> = Vec::with_capacity(needs.len());
    for need in needs {
        let implies = |other: &Need| other.iter().all(|option| need.binary_search(option).is_ok());
        if !kept.iter().any(implies) {
            kept.push(need);
        }
    }
    kept
}

/// Splits a list of [`Need`]s into groups. Each option occurs in only one group, so the solver can solve each group
/// separately.
fn parts(mut needs: Vec<Need>) -> Vec<Vec<Need>> {
    let mut parts = Vec::new();
    while let Some(first) = needs.pop() {
        let mut options: BTreeSet<usize> = first.iter().copied().collect();
        let mut part = vec![first];
        loop {
            let (near, far): (Vec<Need>, Vec<Need>) =
                needs.into_iter().partition(|need| need.iter().any(|option| options.contains(option)));
            needs = far;
            if near.is_empty() {
                break;
            }
            options.extend(near.iter().flatten());
            part.extend(near);
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pseudorandom numbers, the same in each run.
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
        }

        fn needs(&mut self, count: usize, options: usize, longest: usize) -> Vec<Need> {
            let mut needs = Vec::new();
            for _ in 0..count {
                let length = 1 + self.below(longest);
                needs.push((0..length).map(|_| self.below(options)).collect());
            }
            needs
        }

        fn weights(&mut self, options: usize) -> Vec<i64> {
            (0..options).map(|_| i64::try_from(self.below(4)).unwrap()).collect()
        }
    }

    /// Returns the best set by trying all sets.
    fn by_force(needs: &[Need], weights: &[i64]) -> Vec<usize> {
        (0..1_usize << weights.len())
            .map(|set| (0..weights.len()).filter(|option| set & (1 << option) != 0).collect())
            .filter(|set: &Vec<usize>| {
                let meets = |need: &Need| need.iter().any(|option| set.contains(option));
                needs.iter().all(meets)
            })
            .min_by_key(|set| {
                let weight: i64 = set.iter().map(|option| weights[*option]).sum();
                (set.len(), weight, set.clone())
            })
            .unwrap()
    }

    #[test]
    fn finds_the_same_as_brute_force() {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for round in 0..3000 {
            let options = 1 + random.below(10);
            let count = random.below(12);
            let needs = random.needs(count, options, 4);
            let weights = random.weights(options);
            assert_eq!(
                cheapest(needs.clone(), &weights),
                by_force(&needs, &weights),
                "round {round}: {needs:?} {weights:?}"
            );
        }
    }

    #[test]
    fn nothing_is_needed_for_nothing() {
        assert_eq!(cheapest(vec![], &[]), [0; 0]);
        assert_eq!(cheapest(vec![vec![]], &[]), [0; 0]);
    }

    #[test]
    fn hundreds_of_needs_take_no_time() {
        // Each group of operations has one scope for all operations, one scope for the operations that only read, and one
        // scope for each operation.
        let mut random = Random(42);
        let mut needs = Vec::new();
        for group in 0..60 {
            let base = group * 12;
            for operation in 0..10 {
                let mut need = vec![base + 2 + operation];
                if random.below(2) == 0 {
                    need.push(base);
                }
                if random.below(2) == 0 {
                    need.push(base + 1);
                }
                if random.below(20) == 0 {
                    need.push(random.below(720));
                }
                needs.push(need);
            }
        }
        let weights = random.weights(720);
        let started = std::time::Instant::now();
        let chosen = cheapest(needs.clone(), &weights);
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
        assert!(needs.iter().all(|need| need.iter().any(|option| chosen.contains(option))));
    }
}
