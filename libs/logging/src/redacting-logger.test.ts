import { describe, expect, it } from '@jest/globals';
import { LineFormatter } from './line-formatter.ts';
import { RedactingLogger } from './redacting-logger.ts';

describe('what is logged', () => {
  it('names errors and nobody else', () => {
    const lines: string[] = [];
    const logger = new RedactingLogger({ logFormatter: new LineFormatter({}), logLevel: 'INFO' });
    Object.assign(logger, { console: { error: (line: string) => lines.push(line) } });

    const error = new TypeError('no answer');
    logger.error('http.failed', { error, buyer: { name: 'Ada', email: 'ada@example.com' }, attempts: 2n });

    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({
      event: 'http.failed',
      error: { name: 'TypeError', message: 'no answer' },
      buyer: { name: '[redacted]', email: '[redacted]' },
      attempts: '2',
    });
  });
});
