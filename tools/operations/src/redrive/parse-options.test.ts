import { describe, expect, it } from '@jest/globals';
import { localEndpoint } from '../aws/local-cloud-connection.ts';
import { refuseQueueOptions, parseOptions } from './parse-options.ts';

describe('the options of a redrive', () => {
  it.each([
    [{ delete: true }, 'name each message'],
    [{ delete: true, filter: ['type=X'] }, 'name each message'],
    [{ show: true, 'dry-run': true }, '--show cannot be combined'],
    [{ raw: true }, '--raw requires --show'],
    [{ limit: '0' }, 'Invalid --limit "0". Use a whole number of at least 1.'],
    [{ 'per-second': 'fast' }, 'Invalid --per-second "fast"'],
    [{ filter: ['='] }, 'write PATH=VALUE'],
  ])('%j are refused: %s', (options, message) => {
    expect(() => parseOptions(options)).toThrow(message);
  });

  it('that are about one queue need its name', () => {
    expect(() => refuseQueueOptions({ show: true })).toThrow('--show applies to one queue');
    expect(() => refuseQueueOptions({ 'per-second': '20', show: false })).not.toThrow();
  });
});

describe('the local cloud', () => {
  it('is read from the file or the environment', () => {
    expect(localEndpoint({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toBe('http://127.0.0.1:1');
    expect(localEndpoint({ CLOUD_PORT: '4600' })).toBe('http://127.0.0.1:4600');
    expect(localEndpoint({}, '/nowhere')).toBe('http://127.0.0.1:4566');
  });
});
