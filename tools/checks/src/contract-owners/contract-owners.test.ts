import { describe, expect, it } from '@jest/globals';
import { contractOwnerViolations } from './contract-owners.ts';

const codeowners = `# Who reviews what.
*                   @us/platform
/services/orders/   @us/orders
/services/stock/    @us/stock @ada
/libs/              @us/platform

/libs/contracts/src/events/order-placed.schema.ts @us/orders
/libs/contracts/src/events/stock-changed.schema.ts @us/stock
`;
const check = (file: string, ...services: string[]) =>
  contractOwnerViolations(codeowners, [{ file: `libs/contracts/src/events/${file}`, services }]);

describe('the owner of a contract', () => {
  it('is the owner of the service that publishes it', () => {
    expect(check('order-placed.schema.ts', 'orders')).toEqual([]);
  });

  it('is missing if only the folder of all libraries has an owner', () => {
    expect(check('order-canceled.schema.ts', 'orders')).toEqual([
      'libs/contracts/src/events/order-canceled.schema.ts belongs to orders, but its owner is @us/platform. ' +
        'Add this line to the end of .github/CODEOWNERS: /libs/contracts/src/events/order-canceled.schema.ts @us/orders',
    ]);
  });

  it('lists all owners of the service, and of all services that publish it', () => {
    expect(check('stock-changed.schema.ts', 'stock')[0]).toContain('stock-changed.schema.ts @us/stock @ada');
    expect(check('order-placed.schema.ts', 'orders', 'stock')[0]).toMatch(/ @us\/orders @us\/stock @ada$/);
  });

  it('cannot be found if no service publishes or accepts it', () => {
    expect(check('order-lost.schema.ts')[0]).toContain('no service publishes or accepts this contract');
  });
});
