interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The names of the values in ascending order. */
  readonly names?: readonly string[];
}

/** Parses `*`, `5`, `1-5`, `MON-FRI`, `0/15` and lists of them to ascending values. @throws SyntaxError */
export function parseCronField(text: string, field: Field): number[] {
  const values = new Set(text.split(',').flatMap((part) => parsePart(part, field)));
  return [...values].toSorted((a, b) => a - b);
}

function parsePart(part: string, field: Field): number[] {
  const [, range = '', stepText] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const step = Number(stepText ?? 1);
  if (range === '' || step < 1) throw toSyntaxError(part, field);
  const [first, last] = parseRange(range, stepText !== undefined, field);
  if (first > last) throw toSyntaxError(part, field);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

/** With a step, a single value is the start: `10/15` is 10, 25, 40, 55. */
function parseRange(range: string, hasStep: boolean, field: Field): [number, number] {
  if (range === '*') return [field.from, field.to];
  const ends = range.split('-').map((value) => parseValue(value, field));
  const [first, last] = ends;
  if (first === undefined || ends.length > 2) throw toSyntaxError(range, field);
  return [first, last ?? (hasStep ? field.to : first)];
}

function parseValue(text: string, field: Field): number {
  const nameIndex = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = nameIndex >= 0 ? field.from + nameIndex : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.from && value <= field.to)) throw toSyntaxError(text, field);
  return value;
}

const toSyntaxError = (text: string, { name, from, to }: Field): SyntaxError =>
  new SyntaxError(
    `'${text}' is not a valid ${name} field of a cron expression. Use ${from} to ${to}, *, ranges, lists or steps.`,
  );
