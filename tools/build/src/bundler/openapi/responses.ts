import { STATUS_CODES } from 'node:http';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { commonCodes, commonProblems, type CommonCode } from './common-problems.ts';
import type { Components } from './components.ts';
import type { NamedExamples } from './example.ts';
import { problemHeaders, successHeaders } from './headers.ts';
import { jsonContent } from './json-content.ts';
import type { RequestDeclaration } from './request-declaration.ts';

type CodesByStatus = ReadonlyMap<number, readonly string[]>;

/** Problem details (RFC 9457), as libs/lambda and the gateway responses write them. */
export const problemSchema = {
  description: 'Problem details (RFC 9457). Branch on `code`, which is stable; show `detail` to people.',
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string', description: 'The reason phrase of the status.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', description: 'A stable error code, such as `request.invalid-body`.' },
    detail: { type: 'string', description: 'What is wrong, then what to do.' },
    errors: {
      description: 'The fields that violate the schema of the request: at most 20.',
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {
          field: { type: 'string', description: 'A JSON pointer: `/body/quantity`.' },
          message: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string', description: 'Quote it when you report a problem.' },
  },
} as const;

interface Context {
  readonly components: Components;
  readonly examples: NamedExamples;
  /** The descriptions of the service's own problem codes. */
  readonly problems: Readonly<Record<string, string>>;
}

/**
 * Describes every answer of a route: its successful responses, its own problems, and those of all routes like it.
 *
 * @throws CommandError if a problem code has no description
 */
export function responses(declaration: RequestDeclaration, context: Context): Record<string, object> {
  const successful = Object.entries(declaration.responses).map(([status, schema]) => [
    status,
    success(Number(status), schema, declaration, context),
  ]);
  const problems = [...codesByStatus(declaration)]
    .toSorted(([a], [b]) => a - b)
    .map(([status, codes]) => [status, problem(status, codes, context)]);
  return Object.fromEntries([...successful, ...problems]) as Record<string, object>;
}

/** @returns the problem codes that a route can answer, by status */
export function codesByStatus(declaration: RequestDeclaration): CodesByStatus {
  const codes = new Map<number, readonly string[]>();
  const add = (status: number, code: string) => codes.set(status, [...(codes.get(status) ?? []), code]);
  for (const code of commonCodes(declaration)) add(commonProblems[code].status, code);
  for (const [status, own] of Object.entries(declaration.problems))
    for (const code of own) if (!codes.get(Number(status))?.includes(code)) add(Number(status), code);
  return codes;
}

function success(
  status: number,
  schema: object | null,
  { sends }: RequestDeclaration,
  context: Context,
): object {
  return {
    description: STATUS_CODES[status],
    headers: successHeaders(status, sends),
    ...(schema && { content: jsonContent(schema, context) }),
  };
}

/** A status with a single code that all routes share is one component: `RequestThrottled`. */
function problem(status: number, codes: readonly string[], context: Context): object {
  const [code = ''] = codes;
  const described = describeProblem(status, codes, context);
  const isShared = codes.length === 1 && isCommon(status, code);
  return isShared ? context.components.add('responses', toPascalCase(code), described) : described;
}

const isCommon = (status: number, code: string): code is CommonCode =>
  commonProblems[code as CommonCode]?.status === status;

const toPascalCase = (code: string): string =>
  code.replaceAll(/(?:^|[.-])(\w)/g, (_, first: string) => first.toUpperCase());

function describeProblem(status: number, codes: readonly string[], { problems }: Context): object {
  const described = codes.map((code) => [code, describe(status, code, problems)] as const);
  return {
    description: described.map(([code, description]) => `- \`${code}\`: ${description}`).join('\n'),
    headers: problemHeaders(status),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { status: { const: status }, code: { enum: codes } },
        },
        examples: Object.fromEntries(
          described.map(([code, detail]) => [code, { value: exampleProblem(status, code, detail) }]),
        ),
      },
    },
  };
}

function describe(status: number, code: string, problems: Readonly<Record<string, string>>): string {
  const description = isCommon(status, code) ? commonProblems[code].description : problems[code];
  if (description === undefined)
    throw new CommandError(`The problem code ${code} has no description. Add it to "problems" in api.yml.`);
  return description;
}

const exampleProblem = (status: number, code: string, detail: string): object => ({
  type: 'about:blank',
  title: STATUS_CODES[status],
  status,
  code,
  detail,
  requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
});
