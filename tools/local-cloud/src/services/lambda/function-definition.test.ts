import { describe, expect, it } from '@jest/globals';
import { toFunctionName } from '../../contract/function-name.ts';
import { functionDefinition } from './function-definition.ts';

const resource = (properties: Record<string, unknown>) => ({
  service: 'catalog',
  serviceFolder: '/srv/catalog',
  stackName: 'catalog-local',
  logicalId: 'Get',
  type: 'AWS::Lambda::Function',
  properties,
});

describe('functionDefinition', () => {
  it('uses the defaults of Lambda', () => {
    expect(
      functionDefinition(resource({ Handler: 'dist/get.handler', Runtime: 'nodejs24.x' })),
    ).toMatchObject({
      functionName: 'catalog-local-Get',
      bundlePath: '/srv/catalog/dist/get.mjs',
      exportName: 'handler',
      memorySizeMegabytes: 128,
      timeoutSeconds: 3,
      reservedConcurrency: undefined,
    });
  });

  it('rejects functions that cannot run locally', () => {
    expect(() => functionDefinition(resource({ Handler: 'dist/get', Runtime: 'nodejs24.x' }))).toThrow(
      'needs a Handler',
    );
    expect(() => functionDefinition(resource({ Handler: 'get.handler', Runtime: 'python3.14' }))).toThrow(
      'nodejs only',
    );
  });

  it.each([
    'get',
    'get:live',
    '000000000000:function:get',
    'arn:aws:lambda:us-east-1:000000000000:function:get',
    'arn:aws:lambda:us-east-1:000000000000:function:get:7',
  ])('accepts %s as the name of a function', (name) => {
    expect(toFunctionName(name)).toBe('get');
  });
});
