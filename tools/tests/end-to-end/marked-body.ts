/** In every marked value, and in nothing else. */
export const MARK = 'zqmark';

export interface MarkedSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly MarkedSchema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: MarkedSchema;
  readonly properties?: Readonly<Record<string, MarkedSchema>>;
}

/** A body with all properties of its schema, in which every text that may be anything is marked. */
export function markedBody(schema: MarkedSchema, name = 'text'): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return markedBody(schema.anyOf[0]!, name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, each]) => [key, markedBody(each, key)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
        markedBody(schema.items ?? {}, name),
      );
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return markedText(schema, name);
  }
}

function markedText({ pattern, format, maxLength = 40 }: MarkedSchema, name: string): string {
  if (format === 'date-time') return '2030-01-01T12:00:00.000Z';
  if (format === 'date') return '2030-01-01';
  if (format === 'email') return `${MARK}@${MARK}.example`;
  if (format === 'uri') return `https://${MARK}.example/${MARK}?key=${MARK}`;
  const candidates = [`${MARK}-${name}`, MARK, MARK.toUpperCase(), `https://${MARK}.example/`];
  const fitting = candidates.find(
    (text) => text.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(text)),
  );
  // Ids and codes of a fixed form are none of anybody's secrets.
  const prefix = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1];
  return fitting ?? (prefix === undefined ? 'DE' : `${prefix}_${'0'.repeat(36)}`);
}
