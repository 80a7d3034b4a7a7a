import { describe, expect, it, jest } from '@jest/globals';
import rootPackage from '../../../../../package.json' with { type: 'json' };
import { requireDynamoDbEngine } from './require-dynamodb-engine.ts';

const version = rootPackage.optionalDependencies['@dynoxide/linux-x64'];

/** A machine on which an installer may place the package of the platform. */
function machineOf(platform: string, arch: string, { registryHas = true, isInstalled = false } = {}) {
  const packages = new Map<string, string>();
  const name = `@dynoxide/${platform}-${arch}`;
  if (isInstalled) packages.set(name, '/modules/engine');
  const lines: string[] = [];
  const install = jest.fn(async (_packageAndVersion: string) => {
    if (registryHas) packages.set(name, '/modules/engine');
    return registryHas;
  });
  const machine = {
    platform,
    arch,
    environment: {},
    packageFolder: (wanted: string) => packages.get(wanted),
    fileExists: (file: string) => packages.size > 0 && /^.modules.engine.dynoxide(\.exe)?$/.test(file),
  };
  const require = () => requireDynamoDbEngine({ log: (line) => lines.push(line), machine, install });
  return { require, install, lines };
}

describe('the engine of DynamoDB', () => {
  it.each([
    ['darwin', 'arm64', '/modules/engine/dynoxide'],
    ['darwin', 'x64', '/modules/engine/dynoxide'],
    ['linux', 'arm64', '/modules/engine/dynoxide'],
    ['win32', 'x64', '/modules/engine/dynoxide.exe'],
  ])(
    'is fetched on %s-%s at the first start, in the version of the lock file',
    async (platform, arch, binary) => {
      const { require, install, lines } = machineOf(platform, arch);
      expect((await require()).command).toBe(binary);
      expect(install.mock.calls).toEqual([[`@dynoxide/${platform}-${arch}@${version}`]]);
      expect(lines).toEqual([
        `dynamodb: fetching the engine for this platform, once: npm install --no-save @dynoxide/${platform}-${arch}@${version}`,
      ]);
    },
  );

  it('is not fetched where it is installed', async () => {
    const { require, install, lines } = machineOf('linux', 'x64', { isInstalled: true });
    expect((await require()).name).toBe('dynoxide');
    expect(install).not.toHaveBeenCalled();
    expect(lines).toEqual([]);
  });

  it('is missing with instructions where the registry does not have it', async () => {
    const { require, lines } = machineOf('darwin', 'arm64', { registryHas: false });
    await expect(require()).rejects.toMatchObject({
      name: 'EngineMissing',
      message: expect.stringMatching(
        /^No DynamoDB implementation found for darwin-arm64\. Install one of:\n.*dynoxide.*\n.*DYNAMODB_LOCAL_JAR/,
      ),
    });
    expect(lines).toHaveLength(2);
  });

  it('is missing without an attempt on a platform for which none is published', async () => {
    const { require, install } = machineOf('freebsd', 'x64');
    await expect(require()).rejects.toMatchObject({ name: 'EngineMissing' });
    expect(install).not.toHaveBeenCalled();
  });
});
