import { cancellation, lastUnit } from '../system/scenarios.ts';
import type { PlantedBug } from './planted-bug.ts';

export const bugsInEvents: readonly PlantedBug[] = [
  {
    description: 'an event that is delivered twice starts two executions',
    scenario: { ...lastUnit(1), faults: [[0, 1]] },
    plant: (rules) => ({ ...rules, startsExecution: ({ executions }) => executions.length < 2 }),
  },
  {
    description: 'OrderPlaced opens a shipment of an order that was canceled',
    scenario: cancellation(0),
    plant: (rules) => ({
      ...rules,
      openFulfillment: (before) => (before === 'dispatched' ? before : 'open'),
    }),
  },
];
