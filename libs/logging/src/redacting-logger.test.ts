import { describe, expect, it } from '@jest/globals';
import { LineFormatter } from './line-formatter.ts';
import { RedactingLogger } from './redacting-logger.ts';

describe('RedactingLogger', () => {
  it('redacts the names of people but not of errors', () => {
    const lines: string[] = [];
    const logger = new RedactingLogger({ logFormatter: new LineFormatter({}), logLevel: 'INFO' });
    Object.assign(logger, { console: { error: (line: string) => lines.push(line) } });

    const error = new TypeError('no response');
    logger.error('http.failed', { error, customer: { name: 'Ada', email: 'ada@example.com' }, attempts: 2n });

    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({
      event: 'http.failed',
      error: { name: 'TypeError', message: 'no response' },
      customer: { name: '[redacted]', email: '[redacted]' },
      attempts: '2',
    });
  });
});
