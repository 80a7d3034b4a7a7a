import { describe, expect, it } from '@jest/globals';
import { lockedPackages, type Lock } from './locked-packages.ts';
import { lambdaPlatform, type Platform } from './platform.ts';

const locked = (more: object = {}) => ({ version: '1.0.0', integrity: 'sha512-x', ...more });
const lock: Lock = {
  packages: {
    '': {},
    'node_modules/painter': locked({
      dependencies: { brush: '^1' },
      optionalDependencies: { 'painter-arm64': '1', 'painter-x64': '1', 'painter-musl': '1', absent: '1' },
    }),
    'node_modules/brush': locked(),
    'node_modules/hair': locked({ version: '9.0.0' }),
    'node_modules/painter/node_modules/brush': locked({ version: '2.0.0', dependencies: { hair: '*' } }),
    'node_modules/painter-arm64': locked({ os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }),
    'node_modules/painter-x64': locked({
      os: ['linux'],
      cpu: ['x64'],
      libc: ['glibc'],
      optionalDependencies: { paint: '1' },
    }),
    'node_modules/painter-musl': locked({ os: ['linux'], cpu: ['x64'], libc: ['musl'] }),
    'node_modules/paint': locked({ os: ['!win32'] }),
    'node_modules/unrelated': locked(),
  },
};
const paths = (platform: Platform) => lockedPackages(lock, ['painter'], platform).map(({ path }) => path);

describe('lockedPackages', () => {
  it('finds the dependencies of a package as Node does, and no other packages', () => {
    expect(lockedPackages(lock, ['painter'], lambdaPlatform('arm64'))).toEqual([
      { path: 'node_modules/hair', name: 'hair', version: '9.0.0', integrity: 'sha512-x' },
      { path: 'node_modules/painter', name: 'painter', version: '1.0.0', integrity: 'sha512-x' },
      {
        path: 'node_modules/painter-arm64',
        name: 'painter-arm64',
        version: '1.0.0',
        integrity: 'sha512-x',
      },
      {
        path: 'node_modules/painter/node_modules/brush',
        name: 'brush',
        version: '2.0.0',
        integrity: 'sha512-x',
      },
    ]);
  });

  it.each([
    ['Lambda on x64', lambdaPlatform('x86_64'), ['node_modules/painter-x64', 'node_modules/paint']],
    ['Alpine', { os: 'linux', cpu: 'x64', libc: 'musl' } as const, ['node_modules/painter-musl']],
    ['a Mac', { os: 'darwin', cpu: 'arm64' }, []],
  ])('takes the binaries of %s', (_, platform, native) => {
    const everywhere = [
      'node_modules/hair',
      'node_modules/painter',
      'node_modules/painter/node_modules/brush',
    ];
    expect(paths(platform).toSorted()).toEqual([...everywhere, ...native].toSorted());
  });

  it('requires every package in the lock file, with its hash', () => {
    const arm64 = lambdaPlatform('arm64');
    expect(() => lockedPackages(lock, ['sculptor'], arm64)).toThrow('package-lock.json has no sculptor');
    const unpinned = { packages: { 'node_modules/painter': { version: '1.0.0' } } };
    expect(() => lockedPackages(unpinned, ['painter'], arm64)).toThrow('no sha512');
    const torn = { packages: { 'node_modules/painter': locked({ dependencies: { brush: '1' } }) } };
    expect(() => lockedPackages(torn, ['painter'], arm64)).toThrow('has no brush');
  });
});
