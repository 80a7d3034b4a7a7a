interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names of the values, in their order. */
  readonly names?: readonly string[];
}

/** The values that `*`, `5`, `1-5`, `MON-FRI`, `0/15` and lists of them stand for, ascending. @throws SyntaxError */
export function fieldValues(text: string, field: Field): number[] {
  const values = new Set(text.split(',').flatMap((part) => partValues(part, field)));
  return [...values].toSorted((a, b) => a - b);
}

function partValues(part: string, field: Field): number[] {
  const [, range = '', stepText] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const step = Number(stepText ?? 1);
  if (range === '' || step < 1) throw unreadable(part, field);
  const [first, last] = bounds(range, stepText !== undefined, field);
  if (first > last) throw unreadable(part, field);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

/** With a step, a single value is where the steps begin: `10/15` is 10, 25, 40, 55. */
function bounds(range: string, hasStep: boolean, field: Field): [number, number] {
  if (range === '*') return [field.from, field.to];
  const ends = range.split('-').map((value) => valueOf(value, field));
  const [first, last] = ends;
  if (first === undefined || ends.length > 2) throw unreadable(range, field);
  return [first, last ?? (hasStep ? field.to : first)];
}

function valueOf(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? field.from + named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.from && value <= field.to)) throw unreadable(text, field);
  return value;
}

const unreadable = (text: string, { name, from, to }: Field): SyntaxError =>
  new SyntaxError(
    `'${text}' is no ${name} of a cron expression: ${from} to ${to}, *, ranges, lists and steps are`,
  );
