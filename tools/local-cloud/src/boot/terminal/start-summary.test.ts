import { describe, expect, it } from '@jest/globals';
import { colorsFor } from '../../../../workspace/src/cli/colors.ts';
import { addressLines, startSummary, warningLines } from './start-summary.ts';

const started = {
  apiUrl: 'http://localhost:3000',
  endpointUrl: 'http://127.0.0.1:4566',
  consoleUrl: 'http://localhost:3001',
  users: ['customer', 'staff', 'machine'],
};

describe('the summary of a start', () => {
  it('lists the addresses, the credentials of the AWS endpoint, the users and what to try', () => {
    const text = startSummary(started, colorsFor({ isTTY: false }, {})).join('\n');
    expect(text).toContain('  Console          http://localhost:3001\n');
    expect(text).toContain('  Shop             http://localhost:3001/shop\n');
    expect(text).toContain('  API reference    http://localhost:3001/reference\n');
    expect(text).toContain('  AWS credentials  access key test, secret key test, region us-east-1\n');
    expect(text).toContain('  Users            customer, staff, machine\n');
    expect(text).toContain('  Token            npm run -s token -- customer\n');
    expect(text).toContain('aws --endpoint-url http://127.0.0.1:4566 sqs list-queues');
  });

  it('fits into 80 columns', () => {
    for (const line of startSummary(started, colorsFor({ isTTY: false }, {})))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  it('highlights URLs on a terminal with colors', () => {
    const text = startSummary(started, colorsFor({ isTTY: true }, {})).join('\n');
    expect(text).toContain('\u001B[36mhttp://localhost:3000\u001B[');
  });

  it('has one address per line for programs', () => {
    expect(addressLines(started)).toEqual([
      'API http://localhost:3000',
      'console http://localhost:3001',
      'shop http://localhost:3001/shop',
      'API reference http://localhost:3001/reference',
      'AWS endpoint http://127.0.0.1:4566',
      'AWS credentials access key test, secret key test, region us-east-1',
    ]);
  });

  it('has the address of the debugger', () => {
    expect(addressLines({ ...started, debuggerAddress: '127.0.0.1:9229' })).toContain(
      'debugger 127.0.0.1:9229',
    );
  });

  it('leaves out what a workspace does not have', () => {
    const bare = { ...started, consoleUrl: undefined, users: [] };
    expect(startSummary(bare, colorsFor({ isTTY: false }, {})).join('\n')).not.toMatch(/Console|Users|shop/);
  });
});

describe('the warnings of a start', () => {
  it.each([
    [[], []],
    [['one'], ['1 warning:', '  one']],
    [
      ['one', 'two'],
      ['2 warnings:', '  one', '  two'],
    ],
  ])('are shown together: %j', (warnings, lines) => {
    expect(warningLines(warnings)).toEqual(lines);
  });
});
