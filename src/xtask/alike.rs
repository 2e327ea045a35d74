//! Puts functions that are alike beside each other: gzip looks back only 32 KiB,
//! and a module holds many variants of the same code far apart. Makes what a first
//! visit transfers two per cent smaller; what the module does stays the same.

use std::collections::{BTreeSet, HashMap, VecDeque};

use anyhow::{Result, anyhow};
use wasm_encoder::{
    CodeSection, FunctionSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// How far back likeness counts, in bytes of functions: a little less than gzip sees.
const REACH: usize = 30_000;

/// Bytes in a row that two functions share: shorter ones gain nothing.
const N_SHARED: usize = 6;

/// What more functions than this have in common tells none of them apart.
const COMMON: usize = 400;

/// The same module with its functions in another order.
///
/// # Errors
/// The bytes are no module.
pub(crate) fn beside_each_other(wasm: &[u8]) -> Result<Vec<u8>> {
    let (n_imported, bodies) = functions(wasm)?;
    let mut mover = Mover::new(n_imported, order(&bodies));
    let mut module = Module::new();
    mover
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the module could not be put in order: {error}"))?;
    Ok(module.finish())
}

/// How many functions are imported, and the code of the others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let (mut n_imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    n_imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((n_imported, bodies))
}

/// An order of the functions: next is always the one of which most is in those
/// just before; if it is in none, the largest.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let parts: Vec<BTreeSet<u64>> = bodies.iter().map(|body| parts(body)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (function, parts) in parts.iter().enumerate() {
        for &part in parts {
            holders.entry(part).or_default().push(function);
        }
    }
    holders.retain(|_, functions| (2..=COMMON).contains(&functions.len()));

    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    // How many of its parts are near, and how often each part is.
    let mut n_near = vec![0_usize; bodies.len()];
    let mut near: HashMap<u64, usize> = HashMap::new();
    let (mut window, mut n_bytes) = (VecDeque::new(), 0);
    let mut order = Vec::with_capacity(bodies.len());
    loop {
        // In thousandths; the twelve keep tiny functions from always being alike.
        let share = |&function: &usize| n_near[function] * 1000 / (parts[function].len() + 12);
        let alike = left.iter().copied().rev().max_by_key(share);
        let next = match alike.filter(|function| share(function) >= 20) {
            Some(function) => function,
            None => match left.iter().copied().max_by_key(|&i| bodies[i].len()) {
                Some(function) => function,
                None => return order,
            },
        };
        left.remove(&next);
        order.push(next);
        window.push_back(next);
        n_bytes += bodies[next].len();
        for part in &parts[next] {
            let Some(functions) = holders.get(part) else {
                continue;
            };
            let n = near.entry(*part).or_default();
            *n += 1;
            if *n == 1 {
                functions.iter().for_each(|&function| n_near[function] += 1);
            }
        }
        while n_bytes > REACH && window.len() > 1 {
            let Some(gone) = window.pop_front() else {
                break;
            };
            n_bytes -= bodies[gone].len();
            for part in &parts[gone] {
                let (Some(functions), Some(n)) = (holders.get(part), near.get_mut(part)) else {
                    continue;
                };
                *n -= 1;
                if *n == 0 {
                    functions.iter().for_each(|&function| n_near[function] -= 1);
                }
            }
        }
    }
}

/// All stretches of so many bytes in a function, as numbers.
fn parts(body: &[u8]) -> BTreeSet<u64> {
    let number = |part: &[u8]| part.iter().fold(0, |n, &byte| n << 8 | u64::from(byte));
    body.windows(N_SHARED).map(number).collect()
}

/// Rewrites the sections in which functions stand or are named.
struct Mover {
    n_imported: u32,
    /// By place: which function comes there.
    order: Vec<usize>,
    /// By function: its place.
    places: Vec<u32>,
}

impl Mover {
    fn new(n_imported: u32, order: Vec<usize>) -> Self {
        let mut places = vec![0; order.len()];
        for (place, &function) in (0..).zip(&order) {
            places[function] = place;
        }
        Self {
            n_imported,
            order,
            places,
        }
    }
}

impl Reencode for Mover {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        let Some(own) = function.checked_sub(self.n_imported) else {
            return Ok(function);
        };
        Ok(self.n_imported + self.places[own as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn alike_stand_together_and_none_is_lost() {
        let long = |first: u8| -> Vec<u8> {
            let bytes = (0..200_u32).map(|i| (i * i / 7) as u8 ^ first);
            bytes.collect()
        };
        let bodies = [long(0), long(1), long(0), vec![], long(1), vec![9], long(0)];
        let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
        let order = order(&bodies);
        let mut all = order.clone();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4, 5, 6]);
        let place = |function| order.iter().position(|&f| f == function).unwrap();
        let mut zeros = [place(0), place(2), place(6)];
        zeros.sort_unstable();
        assert_eq!(zeros[2] - zeros[0], 2, "{order:?}");
        assert_eq!(place(1).abs_diff(place(4)), 1, "{order:?}");
    }
}
