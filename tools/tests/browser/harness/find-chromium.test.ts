import { describe, expect, it } from '@jest/globals';
import { findChromium } from './find-chromium.ts';

describe('findChromium', () => {
  it('prefers the variable CHROMIUM', () => {
    expect(findChromium({ CHROMIUM: '/opt/chrome' }, () => true)).toBe('/opt/chrome');
  });

  it('finds Chromium at a usual path', () => {
    expect(findChromium({}, (path) => path === '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome');
  });

  it('says how to install Chromium', () => {
    expect(() => findChromium({}, () => false)).toThrow(/is not installed\. Install it/);
    expect(() => findChromium({ CHROMIUM: '/opt/chrome' }, () => false)).toThrow(
      '/opt/chrome does not exist.',
    );
  });
});
