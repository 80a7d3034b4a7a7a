import {
  fillPath,
  toQueryString,
  type SampleRequest,
} from '../../../../../../api-reference/src/samples/sample-request.ts';
import type { Operation, Parameter } from './operations.ts';

/** What is typed into the form of an operation: parameters by place and name, and the body as text. */
export interface FormValues {
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: string;
}

export const keyOf = ({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string => `${place}:${name}`;

/** Headers that open a guest's session, as a parameter of the form. */
export const sessionToken: Parameter = {
  name: 'Session-Token',
  in: 'header',
  required: false,
  description: 'The secret of a guest’s checkout session, from the answer that created it.',
  schema: { type: 'string' },
};

/** @returns the parameters of the form: those of the document, and the session token where it is accepted */
export const formParameters = ({ parameters, security }: Operation): readonly Parameter[] =>
  security.some((alternative) => 'sessionToken' in alternative) ? [...parameters, sessionToken] : parameters;

interface Suggestions {
  /** The last value of a field in earlier answers: an id, or a session token. */
  readonly remembered: (name: string) => string | undefined;
  readonly newKey: () => string;
}

/**
 * Fills the form of an operation: ids of earlier answers, a new `Idempotency-Key`, and the example of the body, in which
 * ids of earlier answers replace those of the example.
 */
export function initialForm(operation: Operation, { remembered, newKey }: Suggestions): FormValues {
  const parameters = formParameters(operation).flatMap((parameter): [string, string][] => {
    const value = initialValue(parameter, { remembered, newKey });
    return value === undefined ? [] : [[keyOf(parameter), value]];
  });
  const { body } = operation;
  return {
    parameters: Object.fromEntries(parameters),
    body: body ? JSON.stringify(withRemembered(body.example, remembered), null, 2) : '',
  };
}

function initialValue(
  { in: place, name, example }: Parameter,
  { remembered, newKey }: Suggestions,
): string | undefined {
  if (name === 'Idempotency-Key') return newKey();
  if (name === 'Session-Token') return remembered('sessionToken');
  if (name === 'Prefer') return String(example ?? '');
  return place === 'path' ? (remembered(name) ?? String(example ?? '')) : undefined;
}

function withRemembered(value: unknown, remembered: Suggestions['remembered']): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => withRemembered(each, remembered));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name.endsWith('Id') && typeof each === 'string'
        ? (remembered(name) ?? each)
        : withRemembered(each, remembered),
    ]),
  );
}

/** @returns the names of required parameters that are empty */
export const missingParameters = (operation: Operation, { parameters }: FormValues): string[] =>
  formParameters(operation)
    .filter((parameter) => parameter.required && !parameters[keyOf(parameter)]?.trim())
    .map(({ name }) => name);

/** @returns the request of a form, to be sent or shown as code. A body that is no JSON is left out. */
export function toRequest(
  operation: Operation,
  values: FormValues,
  { baseUrl, hasToken }: { readonly baseUrl: string; readonly hasToken: boolean },
): SampleRequest {
  const of = (place: Parameter['in']) =>
    formParameters(operation).flatMap((parameter): [string, string | number][] => {
      const text = values.parameters[keyOf(parameter)]?.trim();
      if (parameter.in !== place || !text) return [];
      return [[parameter.name, isNumber(parameter) && /^-?\d+$/.test(text) ? Number(text) : text]];
    });
  const hasQuery = operation.parameters.some((parameter) => parameter.in === 'query');
  const input = operation.body ? 'body' : hasQuery ? 'query' : 'none';
  return {
    operationId: operation.operationId,
    method: operation.method,
    baseUrl,
    path: operation.path,
    pathParameters: toTexts(of('path')),
    input,
    query: Object.fromEntries(of('query')),
    headers: toTexts(of('header')),
    ...(operation.body && { body: parseJson(values.body) }),
    hasToken,
  };
}

const isNumber = ({ schema: { type } }: Parameter): boolean => type === 'integer' || type === 'number';

const toTexts = (values: readonly (readonly [string, string | number])[]): Record<string, string> =>
  Object.fromEntries(values.map(([name, value]) => [name, String(value)]));

/** @returns path and query of a request */
export const toPath = (request: SampleRequest): string =>
  `${fillPath(request)}${toQueryString(request.query)}`;

/** @returns the value; undefined if the text is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
