import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** One file per line of the table: what it imports, and the rule that must refuse it. */
const planted: readonly [rule: string, file: string, content: string][] = [
  ['controllers-call-down-only', 'services/a/src/controllers/up.ts', "import '../handlers/fine.ts';"],
  ['jobs-call-down-only', 'services/a/src/jobs/up.ts', "import '../controllers/fine.ts';"],
  ['wiring-call-down-only', 'services/a/src/wiring/up.ts', "import '../controllers/fine.ts';"],
  ['models-call-down-only', 'services/a/src/models/up.ts', "import '../gateways/fine.ts';"],
  ['models-import-no-packages', 'services/a/src/models/clock.ts', "import 'node:timers';"],
  ['helpers-call-down-only', 'services/a/src/helpers/up.ts', "import '../controllers/fine.ts';"],
  ['helpers-serve-several', 'services/a/src/helpers/single.ts', 'export const single = 1;'],
  ['gateways-call-down-only', 'services/a/src/gateways/up.ts', "import '../helpers/fine.ts';"],
  [
    'gateways-import-only-types-and-schemas-of-models',
    'services/a/src/gateways/rule.ts',
    "import { fine } from '../models/fine.ts';\nfine();",
  ],
  [
    'services-do-not-import-services',
    'services/b/src/helpers/other.ts',
    "import '../../../a/src/models/fine.ts';",
  ],
  ['services-do-not-import-services', 'services/b/src/spy.test.ts', "import '../../a/src/models/fine.ts';"],
  [
    'services-do-not-import-tools',
    'services/a/src/helpers/tool.ts',
    "import '../../../../tools/t/src/fine.ts';",
  ],
  [
    'libs-do-not-import-services-or-tools',
    'libs/l/src/down.ts',
    "import '../../../services/a/src/models/fine.ts';",
  ],
  [
    'libs-are-imported-by-their-index',
    'services/a/src/helpers/deep.ts',
    "import '../../../../libs/l/src/inner.ts';",
  ],
  ['tools-do-not-import-services', 'tools/t/src/down.ts', "import '../../../services/a/src/models/fine.ts';"],
  [
    'local-cloud-contract-imports-down-only',
    'tools/local-cloud/src/contract/up.ts',
    "import '../services/top/top.ts';",
  ],
  [
    'local-cloud-services-imports-down-only',
    'tools/local-cloud/src/services/sqs/up.ts',
    "import '../../boot/top/top.ts';",
  ],
  [
    'local-cloud-services-do-not-import-services',
    'tools/local-cloud/src/services/sns/across.ts',
    "import '../top/top.ts';",
  ],
  [
    'local-cloud-endpoint-imports-down-only',
    'tools/local-cloud/src/endpoint/across.ts',
    "import '../services/top/top.ts';",
  ],
  ['local-cloud-boot-imports-down-only', 'tools/local-cloud/src/boot/up.ts', "import '../testing/top.ts';"],
  [
    'local-cloud-no-circular-imports',
    'tools/local-cloud/src/services/ssm/one.ts',
    "import type { Two } from './two.ts';\nexport type One = Two;",
  ],
  [
    'local-cloud-no-circular-folders',
    'tools/local-cloud/src/services/cloudwatch/metrics/there.ts',
    "import '../alarms/leaf.ts';",
  ],
  [
    'local-cloud-no-circular-folders',
    'tools/local-cloud/src/services/cloudwatch/alarms/back.ts',
    "import '../metrics/leaf.ts';",
  ],
  ['no-circular-imports', 'libs/l/src/circle-back.ts', "import './circle.ts';"],
  ['nothing-unresolvable', 'libs/l/src/lost.ts', "import './nowhere.ts';"],
  ['no-undeclared-packages', 'libs/l/src/accident.ts', "import 'accident';"],
];

const allowed: Record<string, string> = {
  'services/a/src/handlers/fine.ts':
    "import '../controllers/fine.ts';\nimport '../gateways/fine.ts';\nimport '../wiring/fine.ts';",
  'services/a/src/wiring/fine.ts':
    "import '../models/fine.ts';\nimport '../helpers/fine.ts';\nimport '../gateways/fine.ts';",
  'services/a/src/controllers/fine.ts':
    "import '../models/fine.ts';\nimport '../helpers/fine.ts';\nimport '../gateways/fine.ts';",
  'services/a/src/controllers/single.ts': "import '../helpers/single.ts';",
  'services/a/src/helpers/fine.ts': "import '../models/fine.ts';\nimport '../gateways/fine.ts';",
  'services/a/src/gateways/fine.ts':
    "import type { Fine } from '../models/fine.ts';\nimport parse from '../models/fine.schema.ts';\nexport const fine = (f: Fine) => parse(f);",
  'services/a/src/models/fine.ts':
    "import { Type } from 'typebox';\nimport { inner } from '#libs/l';\nexport type Fine = string;\nexport const fine = () => [Type, inner];",
  'services/a/src/models/fine.schema.ts': 'export default (value: unknown) => value;',
  'services/a/src/gateways/fine.test.ts': "import { fine } from '../models/fine.ts';\nfine();",
  'libs/l/src/index.ts': "export { inner } from './inner.ts';",
  'libs/l/src/inner.ts': 'export const inner = 1;',
  'libs/l/src/circle.ts': "import './circle-back.ts';",
  'node_modules/typebox/index.js': 'export const Type = {};',
  'node_modules/accident/index.js': 'export {};',
  'tools/local-cloud/src/boot/fine.ts':
    "import '../endpoint/fine.ts';\nimport '../services/iam/fine.ts';\nimport '../contract/fine.ts';",
  'tools/local-cloud/src/boot/top/top.ts': 'export {};',
  'tools/local-cloud/src/endpoint/fine.ts':
    "import '../services/iam/fine.ts';\nimport '../contract/fine.ts';",
  'tools/local-cloud/src/services/iam/fine.ts': "import '../../contract/fine.ts';",
  'tools/local-cloud/src/services/ssm/two.ts': "import type { One } from './one.ts';\nexport type Two = One;",
  'tools/local-cloud/src/services/top/top.ts': 'export {};',
  'tools/local-cloud/src/services/cloudwatch/alarms/leaf.ts': 'export {};',
  'tools/local-cloud/src/services/cloudwatch/metrics/leaf.ts': 'export {};',
  'tools/local-cloud/src/contract/fine.ts':
    "import { fine } from '../../../t/src/fine.ts';\nexport const contract = fine;",
  'tools/local-cloud/src/testing/top.ts': "import '../boot/top/top.ts';",
  'tools/t/src/fine.ts': "import { inner } from '#libs/l';\nexport const fine = inner;",
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

describe('the boundaries of the workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  let violations: Violation[];

  beforeAll(() => {
    const files = [
      ...planted.map(([, file, content]) => [file, content] as const),
      ...Object.entries(allowed),
    ];
    for (const [file, content] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${content}\n`);
    }
    for (const file of ['package.json', '.dependency-cruiser.mjs'])
      cpSync(join(workspaceRoot, file), join(folder, file));
    const depcruise = join(workspaceRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const options = '--config .dependency-cruiser.mjs --output-type json services libs tools'.split(' ');
    const { stdout, stderr } = spawnSync(process.execPath, [depcruise, ...options], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64e6,
    });
    if (!stdout) throw new Error(stderr);
    violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  // A rule with the scope `folder` reports the folder of the planted file.
  const places = (file: string) => [file, dirname(file)];

  it.each(planted)('%s: refuses %s', (rule, file) => {
    const refused = violations.filter(({ rule: { name } }) => name === rule).map(({ from }) => from);
    expect(places(file).some((place) => refused.includes(place))).toBe(true);
  });

  it('lets everything else through', () => {
    const refused = new Set(planted.flatMap(([, file]) => places(file)));
    expect(violations.filter(({ from }) => !refused.has(from))).toEqual([]);
  });
});
