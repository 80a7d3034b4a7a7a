import type { Route } from '../route.ts';

/** Examples of events, made from their contracts. */
export const exampleEventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/example-events',
    async handle() {
      // Loads schemas and their compiler, which most sessions do not need.
      const { createExampleEvents } = await import('../examples/example-events.ts');
      return createExampleEvents();
    },
  },
];
