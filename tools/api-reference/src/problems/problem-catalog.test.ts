import { describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../../build/src/bundler/openapi/openapi.ts';
import { errorsPage } from './errors-page.ts';
import { COMMON, problemCatalog } from './problem-catalog.ts';

type Problems = Readonly<Record<string, readonly [status: number, meaning: string]>>;

const response = (problems: Problems) => ({
  content: {
    'application/problem+json': {
      examples: Object.fromEntries(
        Object.entries(problems).map(([code, [status, detail]]) => [code, { value: { status, detail } }]),
      ),
    },
  },
});

const document = (operations: Readonly<Record<string, Problems>>, shared: Problems = {}) =>
  ({
    paths: Object.fromEntries(
      Object.entries(operations).map(([operationId, problems]) => [
        `/${operationId}`,
        {
          get: {
            operationId,
            responses: { 4: response(problems), 429: { $ref: '#/components/responses/Shared' } },
          },
        },
      ]),
    ),
    components: { responses: { Shared: response(shared) } },
  }) as unknown as OpenApiDocument;

const busy: Problems = { 'seats.busy': [503, 'Retry later.'] };

describe('problemCatalog', () => {
  it('lists the problems of a service once, with all statuses and operations', () => {
    const catalog = problemCatalog(
      new Map([
        [
          'seats',
          document({ listSeats: busy, addSeat: { ...busy, 'seats.taken': [409, 'Choose another.'] } }),
        ],
      ]),
    );
    expect(catalog).toEqual([
      {
        title: 'seats',
        problems: [
          {
            code: 'seats.busy',
            meaning: 'Retry later.',
            statuses: [503],
            operations: ['listSeats', 'addSeat'],
          },
          { code: 'seats.taken', meaning: 'Choose another.', statuses: [409], operations: ['addSeat'] },
        ],
      },
    ]);
  });

  it('collects what means the same in several services, and what every service answers', () => {
    const throttled: Problems = {
      'request.throttled': [429, 'Too many requests. Retry after the number of seconds in `Retry-After`.'],
    };
    const empty: Problems = { 'period.empty': [400, 'Correct `from`.'] };
    const catalog = problemCatalog(
      new Map([
        ['seats', document({ listSeats: empty }, throttled)],
        ['halls', document({ listHalls: empty })],
        ['shows', document({ listShows: { 'period.empty': [400, 'Correct `validFrom`.'] } })],
      ]),
    );
    expect(catalog.map(({ title, problems }) => [title, problems.map(({ code }) => code)])).toEqual([
      [COMMON, ['period.empty', 'request.throttled']],
      ['shows', ['period.empty']],
    ]);
  });
});

describe('errorsPage', () => {
  it('has a row for each problem, in which a pipe does not end the cell', () => {
    const page = errorsPage([
      {
        title: 'seats',
        problems: [{ code: 'seats.busy', meaning: 'Send a|b.', statuses: [409, 412], operations: [] }],
      },
    ]);
    expect(page).toContain('### Seats');
    expect(page).toContain('| 409, 412 | `seats.busy` | Send a\\|b. |');
  });
});
