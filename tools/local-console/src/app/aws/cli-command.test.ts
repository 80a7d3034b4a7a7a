import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCliCommand, toCommandName } from './cli-command.ts';

const endpointUrl = 'http://127.0.0.1:4566';

describe('toCommandName', () => {
  it.each([
    ['ListTables', 'list-tables'],
    ['ListObjectsV2', 'list-objects-v2'],
    ['GetUserPoolMfaConfig', 'get-user-pool-mfa-config'],
    ['AdminGetUser', 'admin-get-user'],
    ['GetParametersByPath', 'get-parameters-by-path'],
  ])('writes %s as %s', (operation, command) => {
    expect(toCommandName(operation)).toBe(command);
  });
});

describe('toCliCommand', () => {
  it('writes service, operation, input and endpoint', () => {
    expect(
      toCliCommand({ service: 's3', operation: 'ListObjectsV2', input: { Bucket: 'images' } }, endpointUrl),
    ).toBe(`aws s3api list-objects-v2 --cli-input-json '{"Bucket":"images"}' --endpoint-url ${endpointUrl}`);
    expect(toCliCommand({ service: 'sns', operation: 'ListTopics', input: {} }, endpointUrl)).toBe(
      `aws sns list-topics --endpoint-url ${endpointUrl}`,
    );
  });

  it('writes bytes as base64', () => {
    const input = { Key: { id: { B: { $bytes: 'AQI=' } } } };
    expect(toCliCommand({ service: 'dynamodb', operation: 'GetItem', input }, endpointUrl)).toContain(
      '{"Key":{"id":{"B":"AQI="}}}',
    );
  });

  it('passes any input through a shell unchanged', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
    fc.assert(
      fc.property(text, (value) => {
        const call = { service: 'sqs', operation: 'SendMessage', input: { MessageBody: value } };
        const [, quoted = ''] =
          /--cli-input-json (.*) --endpoint-url/su.exec(toCliCommand(call, endpointUrl)) ?? [];
        const seen = execFileSync('sh', ['-c', `printf %s ${quoted}`]).toString();
        expect(JSON.parse(seen)).toEqual({ MessageBody: value });
      }),
      { numRuns: 50 },
    );
  });
});
