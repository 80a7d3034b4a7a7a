import { join } from 'node:path';
import { pythonEnvironment } from '../../../workspace/src/python/python-environment.ts';
import { runProgram } from '../../../workspace/src/python/run-program.ts';
import { templateFile } from '../../../workspace/src/services/service-package.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { filterFindings } from './filter-findings.ts';
import { templateLint } from './ignored-findings.ts';
import { runCfnLint } from './run-cfn-lint.ts';
import { toFinding } from './template-finding.ts';

export const templatesCheck: Check = {
  name: 'templates',
  description: 'cfn-lint on packaged templates (requires Python 3.11)',
  readsTestRecords: false,
  run({ root, services }) {
    const serviceNames = new Map(services.map((service) => [templateFile(service), service.name]));
    const python = pythonEnvironment({
      purpose: 'cfn-lint',
      oldest: [3, 11],
      folder: join(root, '.local/cfn-lint-venv'),
      requirements: join(import.meta.dirname, 'requirements.txt'),
      run: runProgram,
    });
    const report = join(root, '.local/template-lint/report.json');
    const { region, ignored } = templateLint;
    const findings = runCfnLint([...serviceNames.keys()], { python, region, report, run: runProgram });
    const { kept, ignoredCount, unused } = filterFindings(findings, ignored);
    return {
      findings: [
        ...kept.map((finding) => toFinding(finding, serviceNames.get(finding.file) ?? finding.file)),
        ...unused.map(({ rule, message }): Finding => ({
          severity: 'error',
          service: rule,
          message: `No finding matches ${String(message)}. Remove it from tools/checks/src/templates/ignored-findings.ts.`,
        })),
      ],
      summary: [
        `cfn-lint: ${services.length} templates, ${kept.length} findings, ${ignoredCount} ignored for ${ignored.length} reasons.`,
      ],
    };
  },
};
