import { describe, expect, it } from '@jest/globals';
import { hostPlatform, lambdaPlatform, runsOn } from './platform.ts';

describe('Platform', () => {
  it('is Amazon Linux on Lambda', () => {
    expect(lambdaPlatform('arm64')).toEqual({ os: 'linux', cpu: 'arm64', libc: 'glibc' });
    expect(lambdaPlatform('x86_64')).toEqual({ os: 'linux', cpu: 'x64', libc: 'glibc' });
    expect(() => lambdaPlatform('x64')).toThrow('Write arm64 or x86_64');
    expect(() => lambdaPlatform('toString')).toThrow('Write arm64 or x86_64');
  });

  it('is this machine for local functions', () => {
    expect(hostPlatform()).toMatchObject({ os: process.platform, cpu: process.arch });
    expect(hostPlatform().libc === undefined).toBe(process.platform !== 'linux');
  });

  it('is allowed or excluded by lists', () => {
    const mac = { os: 'darwin', cpu: 'arm64' };
    expect(runsOn({}, mac)).toBe(true);
    expect(runsOn({ os: ['darwin', 'linux'], cpu: ['arm64'] }, mac)).toBe(true);
    expect(runsOn({ os: ['!win32'] }, mac)).toBe(true);
    expect(runsOn({ os: ['!darwin'] }, mac)).toBe(false);
    expect(runsOn({ cpu: ['x64'] }, mac)).toBe(false);
    expect(runsOn({ libc: ['glibc'] }, mac)).toBe(false);
  });
});
