/**
 * One lane's problem v = v0 − K y, lower ≤ v ≤ upper, and which of its rows are active: at `lower` (state −1) or
 * at `upper` (1). Rows are scaled to K_ii = 1, which makes them, and their multipliers, comparable. A lane's numbers
 * lie one after the other in its block; ../dual/pair.ts reserves the room.
 */

// Vectors of f64, one number per row and one more where that is odd: then loops over two rows at a time need no end.
export const V0: usize = 0;
export const V: usize = 1;
export const LOWER: usize = 2;
export const UPPER: usize = 3;
export const Y: usize = 4;
export const STATE: usize = 5;
/** How wrong a row is (pivot.ts). */
export const WRONG: usize = 6;
/** Rows that a round exchanges, i32 each. */
export const CHANGING: usize = 7;
// Then the list of active rows, i32 each, and numbers of which pivot.ts and this file keep account.
const LIST: usize = 8;
const ACCOUNT: usize = 9;
/** Where the account has, in bytes, the length of the list. */
const COUNT: usize = 20;

/** Rows as they are stored: an even number. */
// @ts-ignore: decorator
@inline
export function padded(rows: i32): usize {
  return (<usize>rows + 1) & ~1;
}

// @ts-ignore: decorator
@inline
export function vector(block: usize, rows: i32, which: usize): usize {
  return block + which * padded(rows) * 8;
}

/** Where the list of active rows is. */
// @ts-ignore: decorator
@inline
export function listOf(block: usize, rows: i32): usize {
  return vector(block, rows, LIST);
}

/** Where a lane's account is: its phase and the row that enters, among others. */
// @ts-ignore: decorator
@inline
export function account(block: usize, rows: i32): usize {
  return vector(block, rows, ACCOUNT);
}

// @ts-ignore: decorator
@inline
export function stateOf(block: usize, rows: i32, row: usize): f64 {
  return load<f64>(vector(block, rows, STATE) + row * 8);
}

/** Frees a row; the list keeps it until `collect`. */
// @ts-ignore: decorator
@inline
export function deactivate(block: usize, rows: i32, row: usize): void {
  store<f64>(vector(block, rows, STATE) + row * 8, 0);
}

/** Makes a free row active, at its upper bound for state 1 and at its lower for −1. */
// @ts-ignore: decorator
@inline
export function activate(block: usize, rows: i32, row: usize, state: f64): void {
  const count = countOf(block, rows);
  store<f64>(vector(block, rows, STATE) + row * 8, state);
  store<i32>(listOf(block, rows) + <usize>count * 4, <i32>row);
  store<i32>(account(block, rows), count + 1, COUNT);
}

// @ts-ignore: decorator
@inline
export function isBounded(block: usize, rows: i32, row: usize): bool {
  const lower = load<f64>(vector(block, rows, LOWER) + row * 8);
  return lower > -Infinity || load<f64>(vector(block, rows, UPPER) + row * 8) < Infinity;
}

// @ts-ignore: decorator
@inline
export function isEquality(block: usize, rows: i32, row: usize): bool {
  return load<f64>(vector(block, rows, LOWER) + row * 8) == load<f64>(vector(block, rows, UPPER) + row * 8);
}

// @ts-ignore: decorator
@inline
export function listed(block: usize, rows: i32, index: usize): usize {
  return <usize>load<i32>(listOf(block, rows) + index * 4);
}

// @ts-ignore: decorator
@inline
export function countOf(block: usize, rows: i32): i32 {
  return load<i32>(account(block, rows), COUNT);
}

/** Lists the active rows in ascending order; frees those beyond `most`. */
export function listActive(block: usize, rows: i32, most: i32): void {
  let count = 0;
  for (let i = 0; i < rows; i++) {
    if (stateOf(block, rows, i) == 0) continue;
    if (count == most) deactivate(block, rows, i);
    else {
      store<i32>(listOf(block, rows) + <usize>count * 4, i);
      count++;
    }
  }
  store<i32>(account(block, rows), count, COUNT);
}

/**
 * Takes rows that were freed out of one lane's list. What stays at the front keeps its place, and with it its part
 * of the factor; rows that came are at the end.
 *
 * @param factored how many rows at the front were factored.
 * @returns how many of these are where they were.
 */
export function collect(block: usize, rows: i32, factored: i32): i32 {
  const list = listOf(block, rows);
  const before = countOf(block, rows);
  let count = 0;
  let same = factored;
  for (let i = 0; i < before; i++) {
    const row = load<i32>(list + <usize>i * 4);
    store<i32>(list + <usize>count * 4, row);
    const stays = stateOf(block, rows, row) != 0;
    count += stays ? 1 : 0;
    if (!stays) same = min(same, i);
  }
  store<i32>(account(block, rows), count, COUNT);
  return same;
}
