import { expect, it } from '@jest/globals';
import { routerModule } from './lambdalith-entry.ts';

it('imports the handlers with routes, and names each route as API Gateway does', () =>
  expect(
    routerModule([
      { name: 'get-seat', routes: [{ method: 'get', path: '/seats/{seatId}' }] },
      { name: 'publish-seats', routes: [] },
      {
        name: 'change-seat',
        routes: [
          { method: 'put', path: '/seats/{seatId}' },
          { method: 'patch', path: '/seats/{seatId}' },
        ],
      },
    ]).split('\n'),
  ).toEqual([
    "import { httpRouter } from '#libs/lambda';",
    "import { handler as handler0 } from './get-seat.ts';",
    "import { handler as handler1 } from './change-seat.ts';",
    'export const handler = httpRouter({',
    '"GET /seats/{seatId}": handler0,',
    '"PUT /seats/{seatId}": handler1,',
    '"PATCH /seats/{seatId}": handler1,',
    '});',
    '',
  ]));
