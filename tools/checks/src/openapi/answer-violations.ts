import type { AnswerLine } from '../../../local-cloud/src/testing/answer-record.ts';
import type { OpenApiDocument } from '../../../build/src/bundler/openapi/openapi.ts';
import type { Finding } from '../finding.ts';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: CodeSchema }>>;
}

interface CodeSchema {
  readonly properties?: { readonly code?: { readonly enum: readonly string[] } };
}

interface Operation {
  readonly responses: Readonly<Record<string, Response>>;
}

/**
 * Finds responses that the documents do not describe: statuses, and the problem codes of a status.
 *
 * @param answers    the responses of the tests
 * @param documents  the OpenAPI documents by service
 */
export const answerViolations = (
  answers: readonly AnswerLine[],
  documents: ReadonlyMap<string, OpenApiDocument>,
): Finding[] =>
  answers.flatMap((answer) => {
    const document = documents.get(answer.service);
    const violation = document && violationOf(answer, document);
    return violation === undefined
      ? []
      : [{ severity: 'error', service: answer.service, subject: subjectOf(answer), message: violation }];
  });

const subjectOf = ({ method, path }: AnswerLine): string => `${method} ${path}`;

function violationOf(answer: AnswerLine, { paths, components }: OpenApiDocument): string | undefined {
  const { service, method, path, status, code } = answer;
  // The document describes HEAD by its GET.
  const documented = method === 'HEAD' ? 'get' : method.toLowerCase();
  const operation = paths[`/${service}${path === '/' ? '' : path}`]?.[documented] as Operation | undefined;
  if (!operation) return 'A test called the route, but the OpenAPI document has no such operation.';
  const written = operation.responses[String(status)];
  const response = written && resolve(written, components['responses'] ?? {});
  if (!response)
    return `A test received the status ${status}${code === undefined ? '' : ` (${code})`}, which is not documented. Add it to "problems" or "responses".`;
  if (code === undefined) return undefined;
  const codes = response.content?.['application/problem+json']?.schema.properties?.code?.enum ?? [];
  return codes.includes(code)
    ? undefined
    : `A test received the problem code ${code} with the status ${status}, which is not documented. Add it to "problems".`;
}

const resolve = (response: Response, responses: Readonly<Record<string, object>>): Response =>
  response.$ref === undefined ? response : (responses[response.$ref.split('/').at(-1)!] as Response);
