import type { HttpContract, HttpOperation, HttpResponse } from '../../../build/src/client/http-contract.ts';
import type { JsonSchema } from '../../../operations/src/deploy/contracts/declared-contracts.ts';
import { schemaIncompatibilities } from '../../../operations/src/deploy/contracts/schema-incompatibilities.ts';
import { removedFields } from './removed-fields.ts';
import { resolveSchema } from './resolve-schema.ts';
import { responseType } from './response-type.ts';

/** A change that breaks clients of the previous version. */
export interface HttpIncompatibility {
  /** `GET /orders/{orderId}`, or the type of a webhook. */
  readonly subject: string;
  readonly message: string;
}

/**
 * Compares two versions of a service's HTTP contract by the rules of the contracts of events (ADR 13): what clients of the
 * previous version send must be accepted, and what the current version sends must fit the types of the previous client.
 *
 * @param documented  the problem codes that any service documents now
 * @param now         a deprecated operation can be removed after its sunset
 */
export function httpIncompatibilities(
  previous: HttpContract,
  current: HttpContract,
  documented: ReadonlySet<string> = documentedProblems([current]),
  now: Date = new Date(),
): HttpIncompatibility[] {
  const compared = { previous, current, documented };
  return [
    ...each(previous.operations, (subject, before) => {
      const after = current.operations[subject];
      return after ? operationChanges(before, after, compared) : removal(before, now);
    }),
    ...each(previous.webhooks, (type, before) => {
      const after = current.webhooks[type];
      return after ? sentChanges('the webhook', before, after, compared) : ['The webhook is removed.'];
    }),
  ];
}

/** @returns the problem codes that contracts document */
export const documentedProblems = (contracts: readonly HttpContract[]): ReadonlySet<string> =>
  new Set(
    contracts.flatMap(({ operations }) =>
      Object.values(operations).flatMap(({ problems }) => Object.keys(problems)),
    ),
  );

const each = <T>(
  items: Readonly<Record<string, T>>,
  messages: (subject: string, item: T) => readonly string[],
): HttpIncompatibility[] =>
  Object.entries(items).flatMap(([subject, item]) =>
    messages(subject, item).map((message) => ({ subject, message })),
  );

interface Compared {
  readonly previous: HttpContract;
  readonly current: HttpContract;
  readonly documented: ReadonlySet<string>;
}

const operationChanges = (before: HttpOperation, after: HttpOperation, compared: Compared): string[] => [
  ...nameChanges(before, after),
  ...accessChanges(before, after),
  ...parameterChanges(before, after, compared),
  ...bodyChanges(before, after, compared),
  ...responseChanges(before, after, compared),
  ...problemChanges(before, after, compared),
];

function removal({ sunset }: HttpOperation, now: Date): string[] {
  if (sunset === undefined) return ['The operation is removed.'];
  return new Date(sunset) <= now ? [] : [`The operation is removed before its sunset on ${sunset}.`];
}

const nameChanges = (before: HttpOperation, after: HttpOperation): string[] =>
  before.operationId === after.operationId
    ? []
    : [`The operation is renamed from ${before.operationId} to ${after.operationId}.`];

type Alternative = HttpOperation['security'][number];

/** Each way in must still work: a caller has the schemes and scopes of one alternative. */
function accessChanges(before: HttpOperation, after: HttpOperation): string[] {
  const [had, has] = [before, after].map(({ security }) => (security.length === 0 ? [{}] : security)) as [
    readonly Alternative[],
    readonly Alternative[],
  ];
  return had
    .filter((caller) => !has.some((needed) => isSatisfied(needed, caller)))
    .map((caller) => `Callers with ${inWords(caller)} are rejected.`);
}

const isSatisfied = (needed: Alternative, caller: Alternative): boolean =>
  Object.entries(needed).every(
    ([scheme, scopes]) => scopes.every((scope) => caller[scheme]?.includes(scope)) && scheme in caller,
  );

const inWords = (caller: Alternative): string =>
  Object.entries(caller)
    .map(([scheme, scopes]) => [scheme, ...scopes].join(' '))
    .join(' and ') || 'no token';

function parameterChanges(before: HttpOperation, after: HttpOperation, compared: Compared): string[] {
  const removed = Object.keys(before.parameters).filter((name) => !(name in after.parameters));
  return [
    ...removed.map((name) => `The parameter "${name}" is removed.`),
    ...Object.entries(after.parameters).flatMap(([name, { required, schema }]) => {
      const known = before.parameters[name];
      if (required && !known?.required) return [`The parameter "${name}" is now required.`];
      return known ? acceptedChanges(`the parameter "${name}"`, known.schema, schema, compared) : [];
    }),
  ];
}

function bodyChanges(
  { body: before }: HttpOperation,
  { body: after }: HttpOperation,
  compared: Compared,
): string[] {
  if (before && after) return acceptedChanges('the body', before, after, compared);
  if (before) return ['The operation accepts no body any more.'];
  return after ? ['The operation now requires a body.'] : [];
}

function responseChanges(before: HttpOperation, after: HttpOperation, compared: Compared): string[] {
  return Object.entries(after.responses).flatMap(([status, response]) => {
    const known = before.responses[status];
    return known
      ? knownResponseChanges(status, known, response, compared)
      : [`A success can now have the status ${status}, which clients do not expect.`];
  });
}

function knownResponseChanges(
  status: string,
  before: HttpResponse,
  after: HttpResponse,
  compared: Compared,
): string[] {
  const removed = before.headers.filter((header) => !after.headers.includes(header));
  const what = `the response ${status}`;
  return [
    ...removed.map((header) => `The header ${header} of ${what} is removed.`),
    ...(before.schema && !after.schema ? [`The body of ${what} is removed.`] : []),
    ...(before.schema && after.schema ? sentChanges(what, before.schema, after.schema, compared) : []),
  ];
}

/** New codes break no client, whose type of codes is open. */
function problemChanges(before: HttpOperation, after: HttpOperation, { documented }: Compared): string[] {
  return Object.entries(before.problems).flatMap(([code, statuses]) => {
    if (!documented.has(code)) return [`No operation documents the problem code ${code} any more.`];
    const now = after.problems[code] ?? [];
    const changed = now.filter((status) => !statuses.includes(status));
    return changed.map(
      (status) =>
        `The problem ${code} can now have the status ${status} instead of ${statuses.join(' or ')}.`,
    );
  });
}

/** What clients send: all that the previous version accepted. */
const acceptedChanges = (
  what: string,
  before: JsonSchema,
  after: JsonSchema,
  { previous, current }: Compared,
): string[] =>
  schemaIncompatibilities(resolveSchema(before, previous.schemas), resolveSchema(after, current.schemas)).map(
    (reason) => `What clients send as ${what} is not accepted any more: ${reason}.`,
  );

/** What clients receive: types only, because clients do not validate responses. */
function sentChanges(
  what: string,
  before: JsonSchema,
  after: JsonSchema,
  { previous, current }: Compared,
): string[] {
  const [known, sent] = [
    responseType(resolveSchema(before, previous.schemas)),
    responseType(resolveSchema(after, current.schemas)),
  ];
  return [
    ...removedFields(known, sent).map((field) => `The field ${field} of ${what} is removed.`),
    ...schemaIncompatibilities(sent, known).map((reason) => `The type of ${what} changes: ${reason}.`),
  ];
}
