import fc, { type Arbitrary } from 'fast-check';
import type { SeededUser } from '#libs/testing';
import type { Operation } from '../end-to-end/operations.ts';
import { bodyTexts } from './body-texts.ts';
import { hostileCursor, hostileText } from './hostile-values.ts';

/** A request to the API. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly as: SeededUser | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const callers = fc.constantFrom<SeededUser | undefined>(
  undefined,
  'customer',
  'second-customer',
  'staff',
  'staff',
  'catalog-feed',
  'warehouse',
  'order-feed',
);

/** Mostly a caller whom the route admits, because other requests go no further. */
const callersOf = ({ access: { allows } }: Operation): Arbitrary<SeededUser | undefined> => {
  const admitted = allows === 'staff' ? 'staff' : allows === 'anyone' ? undefined : 'customer';
  return fc.oneof({ weight: 4, arbitrary: fc.constant(admitted) }, { weight: 1, arbitrary: callers });
};

/** Creates requests to the operations: valid, nearly valid and hostile in each part. */
export const requestsTo = (operations: readonly Operation[]): Arbitrary<FuzzRequest> =>
  fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      method: fc.oneof(
        { weight: 19, arbitrary: fc.constant(operation.method) },
        { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'TRACE') },
      ),
      path: fc.tuple(paths(operation), queries(operation)).map(([path, query]) => path + query),
      as: callersOf(operation),
      headers: headersOf(operation),
      body: bodiesOf(operation),
    }),
  );

function bodiesOf({ method, bodySchema }: Operation): Arbitrary<string | undefined> {
  if (bodySchema) return bodyTexts(bodySchema);
  return method === 'GET' ? fc.constant(undefined) : fc.option(hostileText, { nil: undefined });
}

function paths({ path, parameters }: Operation): Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const values = names.map((name) => {
    const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema;
    return pathValues(schema?.pattern ?? '');
  });
  return fc
    .tuple(...values)
    .map((found) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => found[names.indexOf(name)]!));
}

function pathValues(pattern: string): Arbitrary<string> {
  const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
  const seeded = fc
    .integer({ min: 0, max: 30 })
    .map((number) => (prefix ? `${prefix}_${String(number).padStart(36, '0')}` : 'DE'));
  return fc.oneof(
    { weight: 4, arbitrary: seeded },
    { weight: 1, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed()) || '-') },
    { weight: 1, arbitrary: fc.constantFrom('%', '%00', '%2e%2e', '%2F', '%ff', '%ED%A0%80', '..;', '*') },
  );
}

function queries({ parameters }: Operation): Arbitrary<string> {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const pair = fc
    .constantFrom(...names, 'limit', 'cursor', '__proto__', 'a[b]')
    .chain((name) => fc.tuple(fc.constant(name), name === 'cursor' ? hostileCursor : queryValues));
  return fc
    .array(pair, { maxLength: 3 })
    .map((pairs) =>
      pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`),
    )
    .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''));
}

const queryValues = fc.oneof(
  hostileText,
  fc.constantFrom('1', '20', '100', '0', '-1', '1.5', 'true', 'active', 'failed'),
);

const headerValue = fc.oneof(
  fc.constantFrom(
    '"1"',
    'W/"1"',
    '*',
    '"',
    '"1", "2"',
    'wait=0',
    'wait=1',
    'wait=1e9',
    'respond-async',
    'x1',
  ),
  fc.stringMatching(/^[\x20-\x7e\xa0-\xff]{0,60}$/),
);

/** `Content-Type` is mostly right, because most other bodies go no further. */
function headersOf({ parameters }: Operation): Arbitrary<Record<string, string>> {
  const declared = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  const contentType = fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.oneof(headerValue, fc.constant('application/x+json')) },
  );
  const others = fc.dictionary(
    fc.constantFrom(
      ...declared,
      'If-None-Match',
      'If-Match',
      'Session-Token',
      'X-Correlation-Id',
      'Accept-Encoding',
    ),
    headerValue,
    { maxKeys: 3 },
  );
  const required = Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === 'header' && parameter.required)
      .map(({ name }) => [name, 'x1']),
  );
  return fc.tuple(contentType, others, fc.uuid()).map(([type, other, key]) => ({
    'Content-Type': type,
    ...required,
    ...('Idempotency-Key' in required && { 'Idempotency-Key': key }),
    ...other,
  }));
}
