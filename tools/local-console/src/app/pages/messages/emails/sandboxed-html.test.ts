import { describe, expect, it } from '@jest/globals';
import { toSandboxedHtml } from './sandboxed-html.ts';

describe('toSandboxedHtml', () => {
  it('forbids the network before the first element of the email', () => {
    const html = toSandboxedHtml('<img src="https://tracker.example/1.png">');
    expect(html.indexOf("default-src 'none'")).toBeLessThan(html.indexOf('<img'));
    expect(html.startsWith('<!doctype html>')).toBe(true);
  });
});
