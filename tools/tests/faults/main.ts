import { parseWholeNumber } from '../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { testFaults } from './test-faults.ts';

await runCommand({
  synopsis: 'npm run faults --',
  description:
    'Enumerates the calls and deliveries of purchases, cancellations, refunds, shipments and expirations, injects one fault at each of them, and checks the invariants of docs/reliability.md. Runs a sample that the seed chooses.',
  options: {
    seconds: { type: 'string', placeholder: 'COUNT', description: 'end after this time', default: '240' },
    all: { type: 'boolean', description: 'run all cases, which takes hours' },
    seed: {
      type: 'string',
      placeholder: 'NUMBER',
      description: 'choose the same sample again (default: a new one)',
    },
    only: { type: 'string', placeholder: 'TEXT', description: 'run the cases whose id contains the text' },
    pairs: { type: 'boolean', description: 'add a second fault to each case' },
    list: { type: 'boolean', description: 'print the cases and end' },
    write: { type: 'boolean', description: 'write the table to docs/reliability.md' },
  },
  run: ({ options: { seconds, seed = String(Date.now() % 2 ** 31), only = '', all, pairs, list, write } }) =>
    testFaults({
      seconds: all ? Number.POSITIVE_INFINITY : parseWholeNumber('seconds', seconds ?? '', 1),
      seed: parseWholeNumber('seed', seed, 0),
      only,
      hasPairs: pairs ?? false,
      isListed: list ?? false,
      isWritten: write ?? false,
    }),
});
