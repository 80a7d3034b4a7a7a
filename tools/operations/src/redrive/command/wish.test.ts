import { describe, expect, it } from '@jest/globals';
import { localEndpoint } from './connection.ts';
import { requireListing, wishFrom } from './wish.ts';

describe('the options of a redrive', () => {
  it.each([
    [{ delete: true }, 'name each message'],
    [{ delete: true, filter: ['type=X'] }, 'name each message'],
    [{ show: true, 'dry-run': true }, '--show changes nothing'],
    [{ raw: true }, '--raw goes with --show'],
    [{ limit: '0' }, '--limit 0: write a whole number of 1 or more'],
    [{ 'per-second': 'fast' }, '--per-second fast'],
    [{ filter: ['='] }, 'write PATH=VALUE'],
  ])('%j are refused: %s', (options, message) => {
    expect(() => wishFrom(options)).toThrow(message);
  });

  it('that are about one queue need its name', () => {
    expect(() => requireListing({ show: true })).toThrow('--show is about one queue');
    expect(() => requireListing({ 'per-second': '20', show: false })).not.toThrow();
  });
});

describe('the local cloud', () => {
  it('is where it says, or where it was told to be', () => {
    expect(localEndpoint({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toBe('http://127.0.0.1:1');
    expect(localEndpoint({ CLOUD_PORT: '4600' })).toBe('http://127.0.0.1:4600');
    expect(localEndpoint({}, '/nowhere')).toBe('http://127.0.0.1:4566');
  });
});
