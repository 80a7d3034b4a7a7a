import { describe, expect, it } from '@jest/globals';
import { hasDeployTarget } from './deploy-plan.ts';

describe('hasDeployTarget', () => {
  const runs = (line: string) => hasDeployTarget(['/usr/bin/node', '/x/nx.js', ...line.split(' ')]);

  it.each(['deploy orders', 'run orders:deploy', 'run-many -t test,deploy', 'affected --targets=deploy'])(
    'returns true for nx %s',
    (line) => expect(runs(line)).toBe(true),
  );

  it.each(['deploy-graph', 'run-many -t package', 'run orders:deploy-status'])(
    'returns false for nx %s',
    (line) => expect(runs(line)).toBe(false),
  );
});
