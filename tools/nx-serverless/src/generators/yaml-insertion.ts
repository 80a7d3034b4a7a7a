import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/**
 * Edits YAML by insertion only: every existing byte stays, comments, quotes and line breaks included. Serializing the
 * parsed document would not guarantee that.
 */

/**
 * Appends an entry to a block mapping.
 *
 * @param text     a YAML document
 * @param path     keys that lead to the mapping: `['Resources']`
 * @param key      of the entry
 * @param entry    the entry as YAML, not indented: `key: value`, of as many lines as it takes
 * @param spacing  whether an empty line separates entries
 * @throws Error where the mapping is missing, empty, written in braces, or has the key already
 */
export function insertEntry(
  text: string,
  {
    path,
    key,
    entry,
    spacing = false,
  }: { path: readonly string[]; key: string; entry: string; spacing?: boolean },
): string {
  const map = parseYaml(text).getIn(path, true);
  if (!isMap(map) || map.flow || map.items.length === 0)
    throw new Error(
      `${path.join('.')} cannot be extended. Write it as a block mapping with at least one entry.`,
    );
  if (map.has(key)) throw new Error(`${[...path, key].join('.')} exists already. Choose another name.`);
  return insert(text, map, entry, spacing);
}

/**
 * Appends an item to a block sequence.
 *
 * @param path  keys that lead to the sequence: `['resources']`
 * @param item  the item as one line of YAML, without its dash
 * @throws Error where there is no such sequence, or it is written in brackets
 */
export function insertItem(text: string, { path, item }: { path: readonly string[]; item: string }): string {
  const sequence = parseYaml(text).getIn(path, true);
  if (!isSeq(sequence) || sequence.flow || sequence.items.length === 0)
    throw new Error(`${path.join('.')} cannot be extended. Write it as a block sequence, one dash per item.`);
  return insert(text, sequence, `- ${item}`, false);
}

/** Appends a section to the end of a document, after an empty line. */
export const appendSection = (text: string, section: string): string =>
  `${text.trimEnd()}\n\n${section.trim()}\n`;

/** Puts a section before the top-level key of that name, and before the comment above it; to the end where there is none. */
export function insertSectionBefore(text: string, key: string, section: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (at === -1) return appendSection(text, section);
  const first = lines.slice(0, at).findLastIndex((line) => !line.startsWith('#')) + 1;
  return lines.toSpliced(first, 0, ...section.trim().split('\n'), '').join('\n');
}

/** Whether there is a value at the path. */
export const hasValue = (text: string, path: readonly string[]): boolean => parseYaml(text).hasIn(path);

function parseYaml(text: string): Document {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new Error(`Invalid YAML: ${error.message}`);
  return document;
}

function insert(text: string, collection: YAMLMap | YAMLSeq, entry: string, spacing: boolean): string {
  const at = lineEndAfter(text, endOf(collection));
  const indent = ' '.repeat(columnOf(text, startOf(collection)));
  const lines = entry.trim().split('\n');
  const block = lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
  return `${text.slice(0, at)}${spacing ? '\n\n' : '\n'}${block}${text.slice(at) || '\n'}`;
}

/** Where the last thing that is written in a node ends; a collection's own range takes in comments that follow it. */
function endOf(node: unknown): number {
  if (isPair(node)) return endOf(isEmpty(node.value) ? node.key : node.value);
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return (node as Node).range![1];
}

const isEmpty = (value: unknown): boolean =>
  value === null || (isScalar(value) && value.range?.[0] === value.range?.[1]);

/** A block sequence starts at its first dash, a block mapping at its first key. */
const startOf = (collection: YAMLMap | YAMLSeq): number => collection.range![0];

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The end of the line that holds the last text before `offset`, so that a trailing comment stays on its line. */
function lineEndAfter(text: string, offset: number): number {
  const last = text.slice(0, offset).trimEnd().length;
  const end = text.indexOf('\n', last);
  return end === -1 ? text.length : end;
}
