import type { SampleRequest } from './sample-request.ts';

/** The options of the client's calls that set these headers. */
const headerOptions: Readonly<Record<string, string>> = {
  'Idempotency-Key': 'idempotencyKey',
  'If-Match': 'ifMatch',
  'If-None-Match': 'ifNoneMatch',
  'Session-Token': 'sessionToken',
  'X-Correlation-Id': 'correlationId',
};

/** @returns the request as TypeScript with `@tradewind/client` */
export function toClientCode(request: SampleRequest): string {
  const { operationId, baseUrl, path, hasToken } = request;
  const [, service = ''] = path.split('/');
  const args = callArguments(request).map((value) => literal(value));
  return `import { createTradewind } from '@tradewind/client';

const tradewind = createTradewind({ baseUrl: ${literal(baseUrl)}${hasToken ? ', auth: token' : ''} });
const result = await tradewind.${service}.${operationId}(${args.join(', ')});
`;
}

/** Path parameters, then the body or the query, then options; what is empty at the end is left out. */
function callArguments({ path, pathParameters, input, body, query, headers }: SampleRequest): unknown[] {
  const names = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name!);
  const values = names.map((name) => pathParameters[name] ?? '');
  const options = toOptions(headers);
  const hasOptions = Object.keys(options).length > 0;
  const hasQuery = Object.keys(query).length > 0;
  return [
    ...values,
    ...(input === 'body' ? [body ?? {}] : []),
    ...(input === 'query' && (hasQuery || hasOptions) ? [query] : []),
    ...(hasOptions ? [options] : []),
  ];
}

function toOptions(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  const others: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const [, seconds] = name === 'Prefer' ? (/^wait=(\d+)$/.exec(value) ?? []) : [];
    const option = headerOptions[name];
    if (seconds !== undefined) options['waitSeconds'] = Number(seconds);
    else if (option !== undefined) options[option] = value;
    else others[name] = value;
  }
  return Object.keys(others).length === 0 ? options : { ...options, headers: others };
}

/** Writes a JSON value as Prettier does: single quotes, and keys without quotes where possible. */
function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((one) => literal(one, inner))
    : Object.entries(value).map(([key, one]) => `${toKey(key)}: ${literal(one, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return `${open}${close}`;
  const space = Array.isArray(value) ? '' : ' ';
  const line = `${open}${space}${entries.join(', ')}${space}${close}`;
  return line.length + indent.length <= 80 && !line.includes('\n')
    ? line
    : `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${indent}${close}`;
}

/** In an object literal, `__proto__` would set the prototype unless it is computed. */
function toKey(key: string): string {
  if (key === '__proto__') return `[${quote(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

const quote = (text: string): string => {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${escaped.replaceAll("'", "\\'")}'`;
};
