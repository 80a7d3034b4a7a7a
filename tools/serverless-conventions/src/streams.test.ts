import { expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { bisectFailedBatches } from './streams.ts';

const isolated = (properties: object, Type = 'AWS::Lambda::EventSourceMapping') => {
  const template: Template = { Resources: { FromTable: { Type, Properties: { ...properties } } } };
  bisectFailedBatches(template);
  return template.Resources['FromTable']!.Properties;
};

it('bisects failed batches of a stream', () =>
  expect(isolated({ StartingPosition: 'TRIM_HORIZON' })).toEqual({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
  }));

it('does not change explicit settings, queues and other resources', () => {
  const own = { StartingPosition: 'LATEST', BisectBatchOnFunctionError: false };
  expect(isolated(own)).toEqual(own);
  expect(isolated({ BatchSize: 10 })).toEqual({ BatchSize: 10 });
  expect(isolated({ StartingPosition: 'LATEST' }, 'Custom::Reader')).toEqual({ StartingPosition: 'LATEST' });
});
