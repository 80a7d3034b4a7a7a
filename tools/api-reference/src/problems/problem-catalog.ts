import { commonProblems, type CommonCode } from '../../../build/src/bundler/openapi/common-problems.ts';
import type { OpenApiDocument } from '../../../build/src/bundler/openapi/openapi.ts';

/** A problem code: what it means, and which operations can answer with it. */
export interface CatalogedProblem {
  readonly code: string;
  readonly statuses: readonly number[];
  readonly meaning: string;
  /** Operation ids, in the order of the document. */
  readonly operations: readonly string[];
}

/** The problems of one service, or of all. */
export interface ProblemGroup {
  readonly title: string;
  readonly problems: readonly CatalogedProblem[];
}

interface Occurrence {
  readonly code: string;
  readonly status: number;
  readonly meaning: string;
  readonly operation: string;
}

/** The problem responses of an OpenAPI document: one example per code. */
interface ProblemResponse {
  readonly content?: Readonly<
    Record<
      string,
      {
        readonly examples?: Readonly<
          Record<string, { readonly value: { readonly status: number; readonly detail: string } }>
        >;
      }
    >
  >;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, ProblemResponse | { readonly $ref: string }>>;
}

export const COMMON = 'All services';

/**
 * Collects the problem codes of all services from their OpenAPI documents, which contain the declaration of each route and
 * the texts of `api.yml`.
 *
 * @param documents  the documents by service
 * @returns first the codes of all services and those that mean the same in several, then those of each service; sorted by
 *   code
 */
export function problemCatalog(documents: ReadonlyMap<string, OpenApiDocument>): ProblemGroup[] {
  const byService = [...documents].map(
    ([service, document]) => [service, mergeByMeaning(occurrences(document))] as const,
  );
  const all = byService.flatMap(([, problems]) => problems);
  const isShared = ({ code, meaning }: Pick<CatalogedProblem, 'code' | 'meaning'>) =>
    commonProblems[code as CommonCode]?.description === meaning ||
    all.filter((other) => other.code === code && other.meaning === meaning).length > 1;
  const shared = mergeByMeaning([...documents.values()].flatMap(occurrences).filter(isShared));
  return [
    { title: COMMON, problems: shared },
    ...byService.map(([title, problems]) => ({ title, problems: problems.filter((one) => !isShared(one)) })),
  ].filter(({ problems }) => problems.length > 0);
}

function occurrences(document: OpenApiDocument): Occurrence[] {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path)) as Operation[];
  return operations.flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap((response) =>
      Object.entries(resolve(document, response).content?.['application/problem+json']?.examples ?? {}).map(
        ([code, { value }]) => ({
          code,
          status: value.status,
          meaning: value.detail,
          operation: operationId,
        }),
      ),
    ),
  );
}

/** Problems that all routes share are components. */
function resolve(
  document: OpenApiDocument,
  response: ProblemResponse | { readonly $ref: string },
): ProblemResponse {
  if (!('$ref' in response)) return response;
  const name = response.$ref.split('/').at(-1)!;
  return (document.components['responses']?.[name] ?? {}) as ProblemResponse;
}

function mergeByMeaning(found: readonly Occurrence[]): CatalogedProblem[] {
  const groups = Map.groupBy(found, ({ code, meaning }) => JSON.stringify([code, meaning]));
  return [...groups.values()]
    .map((same) => ({
      code: same[0]!.code,
      meaning: same[0]!.meaning,
      statuses: [...new Set(same.map(({ status }) => status))].toSorted((a, b) => a - b),
      operations: [...new Set(same.map(({ operation }) => operation))],
    }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
