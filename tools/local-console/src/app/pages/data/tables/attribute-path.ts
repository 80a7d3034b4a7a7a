/** A path to an attribute: names of attributes and positions in lists. */
export type AttributePath = readonly (string | number)[];

const segment = /"((?:[^"\\]|\\.)*)"|\[(\d+)\]|([^.[\]"]+)/y;

/**
 * Reads a path as people write it: `totals.total`, `lineItems[0].title`. A name that contains a dot or bracket is in quotes:
 * `"app.version"`.
 *
 * @throws Error that shows the position of the mistake
 */
export function parsePath(text: string): AttributePath {
  const path: (string | number)[] = [];
  let position = 0;
  while (position < text.length) {
    const isFirst = path.length === 0;
    const isIndex = text[position] === '[';
    if (!isFirst && !isIndex) {
      if (text[position] !== '.') throw mistake(text, position);
      position += 1;
    }
    segment.lastIndex = position;
    const [whole, quoted, index, name] = segment.exec(text) ?? [];
    if (whole === undefined || (isFirst && index !== undefined) || (!isIndex && index !== undefined))
      throw mistake(text, position);
    path.push(
      index === undefined
        ? quoted === undefined
          ? name!.trim()
          : (JSON.parse(`"${quoted}"`) as string)
        : Number(index),
    );
    position += whole.length;
  }
  if (path.length === 0 || path.includes('')) throw new Error('Enter the name of an attribute.');
  return path;
}

const mistake = (text: string, position: number) =>
  new Error(`"${text}" is not a path. Check character ${position + 1}.`);

/** Writes a path as {@link parsePath} reads it. */
export const formatPath = (path: AttributePath): string =>
  path
    .map((each, index) =>
      typeof each === 'number'
        ? `[${each}]`
        : `${index === 0 ? '' : '.'}${/^[^.[\]"\s\\]+$/.test(each) ? each : JSON.stringify(each)}`,
    )
    .join('');
