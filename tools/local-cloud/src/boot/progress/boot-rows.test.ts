import { describe, expect, it } from '@jest/globals';
import { plainRows } from '../../../../workspace/src/cli/progress/plain-rows.ts';
import type { PlannedResource } from '../templates/deployment-plan.ts';
import { deploymentRows, packagingRows } from './boot-rows.ts';

function record() {
  const lines: string[] = [];
  let time = 0;
  const rows = plainRows(['catalog', 'orders'], { print: (line) => lines.push(line), now: () => time });
  return { lines, rows, pass: (milliseconds: number) => (time += milliseconds) };
}

const resource = (service: string, logicalId: string) =>
  ({ key: `${service}/${logicalId}`, stack: { service }, logicalId }) as unknown as PlannedResource;

describe('the rows of a start', () => {
  it('show for each service its packaging and its deployment, from its first resource to its last', () => {
    const { lines, rows, pass } = record();
    const packaging = packagingRows(rows);
    packaging.onEnd('orders', 'unchanged');
    packaging.onBegin('catalog', 'building');
    pass(1200);
    packaging.onEnd('catalog', 'built');
    pass(5000);
    packaging.onBegin('catalog', 'packaging');
    pass(4100);
    packaging.onEnd('catalog', 'packaged');
    const [table, queue, saga] = [
      resource('catalog', 'Table'),
      resource('catalog', 'Queue'),
      resource('orders', 'Saga'),
    ];
    const resources = new Map([table!, queue!, saga!].map((each) => [each.key, each]));
    const deployment = deploymentRows(rows, { resources });
    deployment.onBegin(table!);
    pass(200);
    deployment.onEnd(table!);
    deployment.onBegin(saga!);
    expect(lines).toEqual([]);
    deployment.onBegin(queue!);
    pass(100);
    deployment.onEnd(queue!);
    deployment.onEnd(saga!);
    expect(lines).toEqual([
      'catalog: built 1.2 s · packaged 4.1 s · deployed 300 ms',
      'orders: unchanged · deployed 100 ms',
    ]);
  });
});
