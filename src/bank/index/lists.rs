//! Many short lists in one piece of memory.

/// Lists by number.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    /// Where each list ends.
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(narrow(self.items.len()));
    }

    /// From pairs of a list's number below `count` and an item.
    pub fn from_pairs(count: usize, mut pairs: Vec<(u32, T)>) -> Self {
        pairs.sort_by_key(|(list, _)| *list);
        let mut ends = vec![0_u32; count];
        for (list, _) in &pairs {
            ends[*list as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { ends, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }

    pub fn get(&self, list: u32) -> &[T] {
        let list = list as usize;
        let start = if list == 0 { 0 } else { self.ends[list - 1] };
        &self.items[start as usize..self.ends[list] as usize]
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Appends the lists of another.
    pub fn append(&mut self, mut other: Self) {
        let before = narrow(self.items.len());
        self.items.append(&mut other.items);
        self.ends.extend(other.ends.into_iter().map(|end| before + end));
    }
}

/// Numbers of questions, words and their places stay below four milliards: memory ends before.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
